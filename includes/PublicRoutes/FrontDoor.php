<?php
declare(strict_types=1);

namespace Duet\PublicRoutes;

use Closure;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Our public routes in the front end, `POST /?duet_door=<name>`: plugins and firewalls that close REST to visitors
 * leave the pages of a shop open. Answered before WordPress looks for a page, and only to POST, which no cache stores.
 *
 * Not admin-ajax.php, because many sites redirect every visitor who comes near wp-admin.
 */
final class FrontDoor {

	public const PARAM = 'duet_door';

	/** After WooCommerce has loaded the cart (10) and before it reads forms (20): these requests change no cart. */
	private const PRIORITY = 15;

	/**
	 * @var array<string, array{int, Closure(string): array{int, mixed}}> By name: bytes of the largest body, and what
	 *         answers.
	 */
	private array $answers = [];

	private readonly Closure $end;

	/** @param (Closure(): mixed)|null $end Ends the request; for tests. */
	public function __construct( private readonly Guard $guard, ?Closure $end = null ) {
		$this->end = $end ?? static function (): never {
			exit;
		};
	}

	public function register(): void {
		$this->guard->action( 'wp_loaded', $this->open( ... ), self::PRIORITY );
	}

	/**
	 * The address to which the script appends a route's name. Without a host, because a page may be shown under another
	 * one (www, a language's own domain), and only requests to the page's own host carry its cookies.
	 */
	public static function url(): string {
		$path = wp_parse_url( home_url( '/' ), PHP_URL_PATH );
		return ( is_string( $path ) ? $path : '/' ) . '?' . self::PARAM . '=';
	}

	/**
	 * @param string                              $name   Of the route, without a slash.
	 * @param int                                 $limit  Bytes of the largest body that is read to its end.
	 * @param Closure(string): array{int, mixed} $answer Gets the body, gives status and data.
	 */
	public function add( string $name, int $limit, Closure $answer ): void {
		$this->answers[ $name ] = [ $limit, $answer ];
	}

	private function open(): void {
		// phpcs:disable WordPress.Security -- No form: the name is looked up, the body is judged by the route.
		$name = $_GET[ self::PARAM ] ?? null;
		if (
			! is_string( $name )
			|| ! isset( $this->answers[ $name ] )
			|| 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' )
			|| is_admin()
		) {
			return;
		}
		// phpcs:enable
		[ $limit, $answer ] = $this->answers[ $name ];
		// One byte more, so that the route sees that there is too much.
		$body              = (string) file_get_contents( 'php://input', false, null, 0, max( 0, $limit ) + 1 );
		[ $status, $data ] = $answer( $body );
		$this->print( $status, $data );
		( $this->end )();
	}

	private function print( int $status, mixed $data ): void {
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedConstantFound -- What page caches agreed on.
		if ( ! headers_sent() ) {
			status_header( $status );
			header( 'Content-Type: application/json; charset=UTF-8' );
			header( 'Cache-Control: no-store' );
			header( 'X-Robots-Tag: noindex' );
			header( 'X-Content-Type-Options: nosniff' );
		}
		echo wp_json_encode( $data );
	}
}
