<?php
declare(strict_types=1);

namespace Duet\Verification;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * A page of this site as a stranger gets it, asked for by the server itself. A cached page is taken as it is, for
 * others get it, too. Only ever when the merchant or Site Health asks; never within a shopper's request.
 */
final class OwnPage {

	private const SECONDS   = 5;
	private const MOST_TEXT = 512 * 1024;

	/** @param Closure(string, array<string, mixed>): mixed $get wp_remote_get(), or a test's. */
	public function __construct( private readonly Closure $get ) {
	}

	/** @return array{status: int, body: string, error: string} Status 0 with an error where no answer came at all. */
	public function get( string $url, int $redirects ): array {
		$answer = ( $this->get )(
			$url,
			[
				'timeout'             => self::SECONDS,
				'redirection'         => $redirects,
				'limit_response_size' => self::MOST_TEXT,
				// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own word for requests to oneself.
				'sslverify'           => apply_filters( 'https_local_ssl_verify', false ),
				'cookies'             => [],
			]
		);
		if ( is_wp_error( $answer ) ) {
			return [ 'status' => 0, 'body' => '', 'error' => $answer->get_error_message() ];
		}
		$answer = is_array( $answer ) ? $answer : [];
		return [
			'status' => (int) wp_remote_retrieve_response_code( $answer ),
			'body'   => wp_remote_retrieve_body( $answer ),
			'error'  => '',
		];
	}
}
