<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Channel\EventFilter;
use Duet\Event\Decision;
use Duet\Event\Event;

defined( 'ABSPATH' ) || exit;

/**
 * For a user who has just been made and has not consented, so that no cookie may be set: their event waits in their own
 * user meta for the first page they see logged in, which no cache may store. There the script's gate decides; if they
 * consent, the relay brings the event to the server, where it was refused. What happened under a refusal is for the
 * dataLayer alone. A guest's event waits in the page that answers their form, or nowhere.
 */
final class UserTray {

	public const META = '_duet_tray';

	/** A user who logs in later than this does so for another reason. */
	private const SECONDS = 3600;

	/**
	 * @var list<array{name: string, id: string, time: int, params: array<string, mixed>, refused?: true}> Of guests:
	 *         for the page this very request ends in.
	 */
	private array $here = [];

	/** @param EventFilter|null $filter The one of the pipeline, so that the pixel gets what the server sends. */
	public function __construct(
		private readonly Audience $audience,
		private readonly ?EventFilter $filter = null,
	) {
	}

	public function add( int $user_id, Event $event ): void {
		$event = null === $this->filter ? $event : $this->filter->event( $event );
		if ( null === $event || ! $this->audience->of( $event ) ) {
			return;
		}
		$item = [
			'name'   => $event->name,
			'id'     => $event->id,
			'time'   => $event->time,
			'params' => $event->params,
		] + ( Decision::Denied === $event->visitor->decision() ? [ 'refused' => true ] : [] );
		if ( $user_id > 0 ) {
			// The users of a network's sites are the same; their pixels are not.
			$items = [ ...$this->waiting( $user_id ), $item ];
			update_user_meta( $user_id, self::META, [ 'blog' => get_current_blog_id(), 'items' => $items ] );
		} elseif ( 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) ) { // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared.
			// The answer to a form that was sent without a script. Any other page a cache may keep, for everybody.
			$this->here[] = $item;
		}
	}

	/**
	 * Once: what is taken is forgotten. A logged-in user's meta is loaded with the user, so a page without anything
	 * costs no query.
	 *
	 * @return list<array{name: string, id: string, time: int, params: array<string, mixed>, refused?: true}>
	 */
	public function take( int $now ): array {
		$user  = get_current_user_id();
		$items = $user > 0 ? $this->waiting( $user ) : [];
		if ( [] !== $items ) {
			delete_user_meta( $user, self::META );
		}
		[ $here, $this->here ] = [ $this->here, [] ];
		$is_fresh              = static fn( array $item ): bool => $now - $item['time'] <= self::SECONDS;
		return array_values( array_filter( [ ...$here, ...$items ], $is_fresh ) );
	}

	/** @return bool Whether there was anything to forget. */
	public function forget( int $user_id ): bool {
		return $user_id > 0 && delete_user_meta( $user_id, self::META );
	}

	/** Hourly: users who never saw a page leave nothing behind. */
	public function purge( int $now ): void {
		// phpcs:ignore WordPress.DB.SlowDBQuery -- By the index of the key; the few who registered in the last hour.
		$users = get_users( [ 'meta_key' => self::META, 'fields' => 'ID', 'number' => 100, 'blog_id' => 0 ] );
		foreach ( array_map( intval( ... ), $users ) as $user ) {
			$times = array_column( self::items( get_user_meta( $user, self::META, true ) ), 'time' );
			if ( [] === $times || max( $times ) < $now - self::SECONDS ) {
				$this->forget( $user );
			}
		}
	}

	/** @return list<array{name: string, id: string, time: int, params: array<string, mixed>, refused?: true}> */
	public function waiting( int $user_id ): array {
		$stored = get_user_meta( $user_id, self::META, true );
		return is_array( $stored ) && get_current_blog_id() === ( $stored['blog'] ?? null )
			? self::items( $stored )
			: [];
	}

	/** @return list<array{name: string, id: string, time: int, params: array<string, mixed>, refused?: true}> */
	private static function items( mixed $stored ): array {
		$items = is_array( $stored ) && is_array( $stored['items'] ?? null ) ? $stored['items'] : [];
		$sound = [];
		foreach ( $items as $item ) {
			if ( ! is_array( $item ) || ! is_string( $item['name'] ?? null ) || ! is_string( $item['id'] ?? null ) ) {
				continue;
			}
			if ( is_int( $item['time'] ?? null ) && is_array( $item['params'] ?? null ) ) {
				$sound[] = $item;
			}
		}
		return $sound;
	}
}
