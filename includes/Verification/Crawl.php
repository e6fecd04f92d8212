<?php
declare(strict_types=1);

namespace Duet\Verification;

use Closure;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * What a crawler gets of the proof, seen from the server itself. A cached page is looked at as it is, for TikTok gets it, too.
 * The only requests of this room, and only when the merchant presses the button.
 */
final class Crawl {

	private const SECONDS   = 5;
	private const MOST_TEXT = 512 * 1024;

	/** @param Closure(string, array<string, mixed>): mixed $get wp_remote_get(). */
	public function __construct(
		private readonly Settings $settings,
		private readonly Closure $get,
	) {
	}

	/**
	 * @return array{tag: array{state: string, url: string, detail: string}, file: array{state: string, url: string, detail: string}}
	 *         state: unset (nothing to look for), found, missing (the answer came without it) or blocked (no usable answer).
	 */
	public function report(): array {
		return [
			'tag'  => $this->look( home_url( '/' ), '' === $this->setting( 'token' ), 3, $this->has_tag( ... ) ),
			// TikTok's file must come without a detour.
			'file' => $this->look( home_url( '/' . $this->setting( 'file' ) ), '' === $this->setting( 'file' ), 0, fn( string $body ): bool => $body === $this->setting( 'file_body' ) ),
		];
	}

	/**
	 * @param Closure(string): bool $has
	 * @return array{state: string, url: string, detail: string}
	 */
	private function look( string $url, bool $idle, int $redirects, Closure $has ): array {
		if ( $idle ) {
			return [ 'state' => 'unset', 'url' => '', 'detail' => '' ];
		}
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
			return [ 'state' => 'blocked', 'url' => $url, 'detail' => $answer->get_error_message() ];
		}
		$answer = is_array( $answer ) ? $answer : [];
		$status = (int) wp_remote_retrieve_response_code( $answer );
		$state  = match ( true ) {
			200 === $status && $has( wp_remote_retrieve_body( $answer ) ) => 'found',
			in_array( $status, [ 200, 301, 302, 307, 308, 404, 410 ], true ) => 'missing',
			default                                                          => 'blocked',
		};
		return [ 'state' => $state, 'url' => $url, 'detail' => 200 === $status ? '' : "HTTP $status" ];
	}

	/** In the head, whatever an optimiser made of quotes and blanks. */
	private function has_tag( string $html ): bool {
		$name  = preg_quote( $this->setting( 'name' ), '~' );
		$token = preg_quote( $this->setting( 'token' ), '~' );
		return 1 === preg_match( "~<meta\s+name=[\"']?{$name}[\"']?\s+content=[\"']?{$token}[\"']?\s*/?>~i", (string) strstr( $html . '</head>', '</head>', true ) );
	}

	private function setting( string $field ): string {
		$value = $this->settings->get( "verification.$field" );
		return is_string( $value ) ? $value : '';
	}
}
