<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

use CurlHandle;
use CurlShareHandle;
use WP_Error;

defined( 'ABSPATH' ) || exit;

// phpcs:disable WordPress.WP.AlternativeFunctions -- The request is WordPress's own; cURL is only told where connections are kept.

/**
 * One connection for the requests of a drain, through wp_remote_post(). WordPress opens a new one for every request,
 * which costs each batch two more round trips to TikTok and a TLS handshake. Where WordPress uses cURL, the requests of
 * a drain share one; elsewhere nothing changes.
 */
final class Connection {

	private ?CurlShareHandle $share = null;

	/**
	 * @param array<string, mixed> $arguments As wp_remote_post() takes them.
	 * @return array<string, mixed>|WP_Error
	 */
	public function post( string $url, array $arguments ): array|WP_Error {
		$join = $this->join( ... );
		add_action( 'http_api_curl', $join, 10, 2 );
		try {
			return wp_remote_post( $url, $arguments );
		} finally {
			remove_action( 'http_api_curl', $join );
		}
	}

	/**
	 * WordPress says "Connection: close". It must go on saying so without cURL, where it reads until the other side hangs up.
	 *
	 * @param mixed $handle    WordPress's cURL handle, about to be used.
	 * @param mixed $arguments Of the request, with its headers.
	 */
	private function join( mixed $handle, mixed $arguments = [] ): void {
		$headers = is_array( $arguments ) && is_array( $arguments['headers'] ?? null ) ? array_filter( $arguments['headers'], is_string( ... ) ) : [];
		if ( ! $handle instanceof CurlHandle || [] === $headers ) {
			return;
		}
		if ( null === $this->share ) {
			$this->share = curl_share_init();
			curl_share_setopt( $this->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT );
		}
		// Without the empty Expect cURL would ask before a large body, and wait.
		$headers += [ 'Connection' => 'keep-alive', 'Expect' => '' ];
		curl_setopt( $handle, CURLOPT_HTTPHEADER, array_map( static fn( string $name, string $value ): string => "$name: $value", array_keys( $headers ), $headers ) );
		curl_setopt( $handle, CURLOPT_SHARE, $this->share );
	}
}
