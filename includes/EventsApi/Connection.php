<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use CurlHandle;
use CurlShareHandle;
use Duet\Support\Secret;
use WP_Error;

defined( 'ABSPATH' ) || exit;

// phpcs:disable WordPress.WP.AlternativeFunctions -- The request is WordPress's own; cURL only learns where connections are kept.

/**
 * One connection for the requests of a drain, through wp_remote_post(). WordPress opens a new one for every request,
 * which costs each batch two more round trips to TikTok and a TLS handshake. Where WordPress uses cURL, the requests of
 * a drain share one; elsewhere nothing changes.
 *
 * WordPress shows a request's arguments to every listener (`http_request_args`, `http_api_debug`), and HTTP loggers
 * keep them. So the token is none of them: it joins the headers when they are about to leave.
 */
final class Connection {

	private const TOKEN = 'Access-Token';

	private ?CurlShareHandle $share = null;

	/** Something else than WordPress's two transports answers here, so only the arguments reach it. */
	private bool $foreign = false;

	/**
	 * @param array<string, mixed> $arguments As wp_remote_post() takes them, the headers as an array.
	 * @return array<string, mixed>|WP_Error
	 */
	public function post( string $url, #[\SensitiveParameter] array $arguments ): array|WP_Error {
		$headers = is_array( $arguments['headers'] ?? null ) ? $arguments['headers'] : [];
		$secret  = Secret::of( is_string( $headers[ self::TOKEN ] ?? null ) && ! $this->foreign ? $headers[ self::TOKEN ] : '' );
		// Once: a redirect that another plugin's hook allows, or a request another plugin makes meanwhile, shall not
		// get it.
		$given  = '' === $secret->reveal();
		$absent = $given;
		$curl   = function ( mixed $handle, mixed $arguments = [], mixed $to = '' ) use ( $url, $secret, &$given ): void {
			if ( $to === $url && $handle instanceof CurlHandle ) {
				$this->join( $handle, $arguments, $given ? [] : [ self::TOKEN => $secret->reveal() ] );
				$given = true;
			}
		};
		$other  = static function ( mixed &$head ) use ( $url, $secret, &$given ): void {
			if ( ! $given && is_string( $head ) && str_contains( $head, "\r\nHost: " . self::host( $url ) . "\r\n" ) ) {
				$given = true;
				$head .= self::TOKEN . ': ' . $secret->reveal() . "\r\n";
			}
		};
		// Last, for a listener that sets headers of its own replaces all.
		add_action( 'http_api_curl', $curl, PHP_INT_MAX, 3 );
		add_action( 'requests-fsockopen.after_headers', $other, PHP_INT_MAX );
		try {
			$response = wp_remote_post(
				$url,
				$absent ? $arguments : [ 'headers' => array_diff_key( $headers, [ self::TOKEN => 0 ] ) ] + $arguments
			);
		} finally {
			remove_action( 'http_api_curl', $curl, PHP_INT_MAX );
			remove_action( 'requests-fsockopen.after_headers', $other, PHP_INT_MAX );
		}
		if ( $given || $response instanceof WP_Error ) {
			return $response;
		}
		// TikTok takes nothing without a token, so asking again counts nothing twice.
		$this->foreign = true;
		return $this->post( $url, $arguments );
	}

	/**
	 * WordPress says "Connection: close". It must go on saying so without cURL, where it reads until the other side
	 * hangs up.
	 *
	 * @param CurlHandle            $handle    WordPress's own, about to be used.
	 * @param mixed                 $arguments Of the request, with its headers.
	 * @param array<string, string> $more      Headers that are no arguments.
	 */
	private function join( CurlHandle $handle, mixed $arguments, #[\SensitiveParameter] array $more ): void {
		$headers = $more + ( is_array( $arguments ) && is_array( $arguments['headers'] ?? null ) ? array_filter( $arguments['headers'], is_string( ... ) ) : [] );
		if ( [] === $headers ) {
			return;
		}
		if ( null === $this->share ) {
			$this->share = curl_share_init();
			curl_share_setopt( $this->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT );
		}
		// Without the empty Expect cURL would ask before a large body, and wait.
		$headers += [ 'Connection' => 'keep-alive', 'Expect' => '' ];
		curl_setopt(
			$handle,
			CURLOPT_HTTPHEADER,
			array_map(
				static fn( string $name, string $value ): string => "$name: $value",
				array_keys( $headers ),
				$headers
			)
		);
		curl_setopt( $handle, CURLOPT_SHARE, $this->share );
	}

	/** As WordPress writes it into a request. */
	private static function host( string $url ): string {
		$port = wp_parse_url( $url, PHP_URL_PORT );
		return wp_parse_url( $url, PHP_URL_HOST ) . ( is_int( $port ) ? ":$port" : '' );
	}
}
