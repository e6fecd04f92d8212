<?php
declare(strict_types=1);

namespace Duet\Tray;

use Closure;
use Duet\Channel\EventFilter;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\EventId;

defined( 'ABSPATH' ) || exit;

/**
 * Hands an event that was born in a visitor's own request to the next page they see, which may come from a cache: by
 * the cookie `duet_tray`, base64url( JSON [[name, id, time, params?], ...] ), time in Unix seconds. The script reads
 * and deletes it (ASCII alone: it decodes with atob()). A cookie, so only after consent; nothing of a person is in it.
 */
final class TrayCookie {

	public const NAME = 'duet_tray';

	private const SECONDS = 300;

	/** A browser gives a cookie 4 KB with its name, and servers refuse long headers. */
	private const MOST_BYTES = 3072;

	/** @var list<array{0: string, 1: string, 2: int, 3?: array<string, mixed>}>|null null until first needed. */
	private ?array $items = null;

	/**
	 * @param EventFilter                 $filter The one of the pipeline, so that the pixel gets what the server sends.
	 * @param Closure(string, int): mixed   $set    Sets the cookie to a value for seconds; see set().
	 */
	public function __construct(
		private readonly Audience $audience,
		private readonly EventFilter $filter,
		private readonly Closure $set,
	) {
	}

	/** Call it before anything is printed; later the page goes without. */
	public function add( Event $event ): void {
		$event = Decision::Granted === $event->visitor->decision() ? $this->filter->event( $event ) : null;
		if ( null === $event || ! $this->audience->of( $event ) ) {
			return;
		}
		$item        = [ $event->name, $event->id, $event->time ];
		$item        = [] === $event->params ? $item : [ ...$item, $event->params ];
		$is_other    = static fn( array $known ): bool => $known[1] !== $event->id;
		$others      = array_filter( $this->items ?? self::waiting(), $is_other );
		$this->items = self::fitting( [ ...array_values( $others ), $item ] );
		( $this->set )( self::encoded( $this->items ), self::SECONDS );
	}

	/**
	 * @param list<array{0: string, 1: string, 2: int, 3?: array<string, mixed>}> $items
	 * @return list<array{0: string, 1: string, 2: int, 3?: array<string, mixed>}> As many as a cookie holds, the
	 *         newest.
	 */
	private static function fitting( array $items ): array {
		while ( self::is_long( $items ) ) {
			// Parameters of the last one first: the event matters more than what it says.
			$last = array_key_last( $items );
			if ( isset( $items[ $last ][3] ) ) {
				unset( $items[ $last ][3] );
			} else {
				array_shift( $items );
			}
		}
		return $items;
	}

	/** @param list<array{0: string, 1: string, 2: int, 3?: array<string, mixed>}> $items */
	private static function is_long( array $items ): bool {
		return strlen( self::encoded( $items ) ) > self::MOST_BYTES;
	}

	/** The site's own way; does nothing once the headers are gone. */
	public static function set( string $value, int $seconds ): void {
		if ( ! headers_sent() ) {
			setcookie(
				self::NAME,
				$value,
				[
					'expires'  => time() + $seconds,
					'path'     => defined( 'COOKIEPATH' ) && is_string( COOKIEPATH ) && '' !== COOKIEPATH
						? COOKIEPATH
						: '/',
					'secure'   => is_ssl(),
					'httponly' => false,
					'samesite' => 'Lax',
				]
			);
		}
	}

	/**
	 * What an earlier request left and no page has taken yet: a chain of redirects. Whatever has not our form is
	 * dropped.
	 *
	 * @return list<array{0: string, 1: string, 2: int, 3?: array<string, mixed>}>
	 */
	private static function waiting(): array {
		$cookie = $_COOKIE[ self::NAME ] ?? null; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Every part is checked below.
		$items  = is_string( $cookie ) && strlen( $cookie ) <= self::MOST_BYTES ? json_decode( (string) base64_decode( strtr( $cookie, '-_', '+/' ), true ), true, 8 ) : null; // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- JSON has characters no cookie may have.
		$known  = [];
		foreach ( is_array( $items ) ? $items : [] as $item ) {
			if (
				is_array( $item )
				&& is_string( $item[0] ?? null )
				&& is_string( $item[1] ?? null )
				&& EventId::is_valid( $item[1] )
				&& is_int( $item[2] ?? null )
			) {
				$known[] = is_array( $item[3] ?? null )
					? [ $item[0], $item[1], $item[2], $item[3] ]
					: [ $item[0], $item[1], $item[2] ];
			}
		}
		return $known;
	}

	/** @param list<array{0: string, 1: string, 2: int, 3?: array<string, mixed>}> $items */
	private static function encoded( array $items ): string {
		$json = (string) wp_json_encode( $items, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
		return rtrim( strtr( base64_encode( $json ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- As above.
	}
}
