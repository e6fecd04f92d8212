<?php
declare(strict_types=1);

namespace Duet\PublicRoutes;

use Closure;
use Duet\Support\Guard;
use Duet\Support\OwnSite;
use stdClass;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * A POST route anybody on our own pages may call. There is no nonce: on a cached page it would be stale, and a
 * guest's proves nothing. What protects these routes is that nothing valuable is believed without a signature or an
 * order key. Answers have one shape, `{}` with a status, so they tell a prober nothing; a refusal writes nothing.
 *
 * Each route is open at two doors, REST and the front end, with the same limits and the same code behind them.
 */
final class PublicRoute {

	public const NAMESPACE = 'duet/v1';

	/** Bytes of the largest request that only asks. */
	private const MOST_TO_READ = 256;

	public function __construct(
		private readonly Guard $guard,
		private readonly ?FrontDoor $door = null,
	) {
	}

	/**
	 * @param non-falsy-string                   $path   "/events"
	 * @param int                                $limit  Bytes of the largest acceptable body.
	 * @param Closure(array<mixed> $body): int   $handle Gives the HTTP status.
	 */
	public function add( string $path, int $limit, Closure $handle ): void {
		$this->guard->action(
			'rest_api_init',
			function () use ( $path, $limit, $handle ): void {
				register_rest_route(
					self::NAMESPACE,
					$path,
					[
						'methods'             => 'POST',
						'permission_callback' => '__return_true',
						'callback'            => fn( WP_REST_Request $request ): WP_REST_Response => self::answer(
							$this->status( $path, (string) $request->get_body(), $limit, $handle )
						),
					]
				);
			}
		);
		// WordPress parses a JSON body before it asks the route, so a large one is refused and any other left unparsed.
		$this->guard->filter(
			'rest_pre_dispatch',
			static fn( mixed $result, mixed $server, mixed $request ): mixed => self::before( $result, $request, $path, $limit ),
			10,
			3
		);
		$this->door?->add(
			ltrim( $path, '/' ),
			$limit,
			fn( string $body ): array => [ $this->status( $path, $body, $limit, $handle ), new stdClass() ]
		);
	}

	/**
	 * What the script only asks for, at the front door alone: POST, because no cache may store an answer that differs
	 * by visitor.
	 *
	 * @param non-falsy-string                          $path
	 * @param Closure(array<mixed> $body): array<mixed> $read
	 */
	public function read( string $path, Closure $read ): void {
		$answer = function ( string $body ) use ( $path, $read ): array {
			$data   = [];
			$status = $this->status(
				$path,
				'' === $body ? '{}' : $body,
				self::MOST_TO_READ,
				static function ( array $asked ) use ( $read, &$data ): int {
					$data = $read( $asked );
					return 200;
				}
			);
			return [ $status, 200 === $status ? $data : new stdClass() ];
		};
		$this->door?->add( ltrim( $path, '/' ), self::MOST_TO_READ, $answer );
	}

	/** @param Closure(array<mixed>): int $handle */
	private function status( string $path, string $body, int $limit, Closure $handle ): int {
		$status = $this->guard->run( static fn(): int => self::handle( $body, $limit, $handle ), $path );
		return is_int( $status ) ? $status : 500;
	}

	/** @param Closure(array<mixed>): int $handle */
	private static function handle( string $body, int $limit, Closure $handle ): int {
		if ( strlen( $body ) > $limit ) {
			return 413;
		}
		if ( ! self::same_origin( $_SERVER, new OwnSite( home_url() ) ) ) {
			return 403;
		}
		$data = json_decode( $body, true, 8 );
		return is_array( $data ) ? $handle( $data ) : 400;
	}

	/**
	 * Hygiene, not authority: a program can send any header, a browser on another site cannot.
	 *
	 * @param array<mixed> $server
	 */
	public static function same_origin( array $server, OwnSite $here ): bool {
		$text   = static fn( string $name ): string => is_string( $server[ $name ] ?? null ) ? $server[ $name ] : '';
		$fetch  = $text( 'HTTP_SEC_FETCH_SITE' );
		$origin = $text( 'HTTP_ORIGIN' );
		$origin = '' !== $origin ? $origin : $text( 'HTTP_REFERER' );
		return ! in_array( $fetch, [ 'cross-site', 'none' ], true )
			&& ( '' === $origin ? 'same-origin' === $fetch : $here->has( $origin ) );
	}

	private static function before( mixed $result, mixed $request, string $path, int $limit ): mixed {
		if (
			null !== $result
			|| ! $request instanceof WP_REST_Request
			|| '/' . self::NAMESPACE . $path !== $request->get_route()
		) {
			return $result;
		}
		if ( strlen( (string) $request->get_body() ) > $limit ) {
			return self::answer( 413 );
		}
		$request->set_header( 'Content-Type', 'text/plain' );
		return null;
	}

	private static function answer( int $status ): WP_REST_Response {
		return new WP_REST_Response( new stdClass(), $status, [ 'Cache-Control' => 'no-store' ] );
	}
}
