<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Closure;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Speaks to TikTok: one POST, one Reply. Endpoint and header: Events API 2.0, `POST /open_api/v1.3/event/track/` with
 * `Access-Token`. The host is a constant, never a setting, so that an attacker who can write to the database cannot
 * have the token sent elsewhere; for the same reason no redirect is followed and certificates stay checked.
 */
final class Client {

	public const ENDPOINT = 'https://business-api.tiktok.com/open_api/v1.3/event/track/';

	/** Bytes read of an answer; TikTok's own are below 1 KB, a captive portal's are not. */
	private const MAX_ANSWER = 65536;

	/**
	 * @param Closure(string, array<string, mixed>): (array<string, mixed>|WP_Error) $post Connection::post(), or a test's.
	 */
	public function __construct(
		private readonly Closure $post,
		private readonly string $endpoint = self::ENDPOINT,
	) {
	}

	/** The client of this site; the constant points tests and demos at a stand-in. */
	public static function of_site(): self {
		$url = defined( 'DUET_EVENTS_API_URL' ) ? constant( 'DUET_EVENTS_API_URL' ) : '';
		return new self( ( new Connection() )->post( ... ), is_string( $url ) && '' !== $url ? $url : self::ENDPOINT );
	}

	/**
	 * Never throws and never logs: token and body must not leave this class.
	 *
	 * @param string $body    The envelope as JSON.
	 * @param int    $timeout Seconds for the whole exchange.
	 * @param int    $now     Unix seconds, to read a Retry-After date against.
	 */
	public function send( #[\SensitiveParameter] string $token, #[\SensitiveParameter] string $body, int $timeout, int $now ): Reply {
		try {
			$response = ( $this->post )(
				$this->endpoint,
				[
					'timeout'             => $timeout,
					'redirection'         => 0,
					'httpversion'         => '1.1',
					'user-agent'          => 'Duet for WordPress',
					'limit_response_size' => self::MAX_ANSWER,
					'headers'             => [
						'Access-Token' => $token,
						'Content-Type' => 'application/json',
						'Accept'       => 'application/json',
					],
					'body'                => $body,
				]
			);
		} catch ( \Throwable $error ) {
			// Another plugin's HTTP hook broke; whether the request left is anybody's guess.
			return Reply::from_error( get_class( $error ) );
		}
		if ( $response instanceof WP_Error ) {
			return Reply::from_error( $response->get_error_message() );
		}
		return Reply::from_response(
			(int) ( $response['response']['code'] ?? 0 ),
			(string) ( $response['body'] ?? '' ),
			self::header( $response, 'retry-after' ),
			$now
		);
	}

	/**
	 * WordPress hands headers over as a case-insensitive dictionary, filters as a plain array, repeated ones as a list.
	 *
	 * @param array<string, mixed> $response
	 */
	private static function header( array $response, string $name ): string {
		$headers = $response['headers'] ?? [];
		$value   = is_array( $headers ) || $headers instanceof \ArrayAccess ? ( $headers[ $name ] ?? '' ) : '';
		$value   = is_array( $value ) ? end( $value ) : $value;
		return is_string( $value ) || is_int( $value ) ? (string) $value : '';
	}
}
