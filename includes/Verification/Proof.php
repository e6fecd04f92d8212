<?php
declare(strict_types=1);

namespace Duet\Verification;

use Duet\Settings\Settings;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Shows TikTok's crawler the proof: a meta tag on every page, and the file at the site's root, which is never on the
 * disk.
 */
final class Proof {

	/** @param array<mixed> $server $_SERVER. */
	public function __construct(
		private readonly Settings $settings,
		private readonly array $server,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'wp_head', $this->print_tag( ... ), 1 );
		// Before WordPress asks its rewrite rules and redirects to what looks alike; permalinks may be plain.
		$this->guard->action( 'init', $this->answer( ... ), 0 );
	}

	private function print_tag(): void {
		$token = $this->settings->values()->verification->token;
		if ( '' !== $token ) {
			printf(
				"<meta name=\"%s\" content=\"%s\" />\n",
				esc_attr( $this->settings->values()->verification->name ),
				esc_attr( $token )
			);
		}
	}

	/** Exactly the file's content: TikTok compares bytes. */
	private function answer(): void {
		$path = (string) wp_parse_url( home_url( '/' ), PHP_URL_PATH );
		$body = self::body(
			$this->server,
			'' === $path ? '/' : $path,
			$this->settings->values()->verification->file,
			$this->settings->values()->verification->file_body
		);
		if ( null === $body ) {
			return;
		}
		status_header( 200 );
		header( 'Content-Type: text/plain; charset=utf-8' );
		header( 'X-Content-Type-Options: nosniff' );
		header( 'X-Robots-Tag: noindex' );
		header( 'Cache-Control: no-cache' );
		header( 'Content-Length: ' . strlen( $body ) );
		if ( 'HEAD' !== $this->server['REQUEST_METHOD'] ) {
			// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- text/plain, and no browser may think otherwise.
			echo $body;
		}
		exit;
	}

	/**
	 * What to answer a request with; null when it is not for the file.
	 *
	 * @param array<mixed> $server
	 * @param string       $home Path of the site, "/" or "/folder/". Above it we are not asked, and the file would
	 *         prove nothing.
	 */
	public static function body( array $server, string $home, string $file, string $body ): ?string {
		$uri    = is_string( $server['REQUEST_URI'] ?? null ) ? $server['REQUEST_URI'] : '';
		$method = $server['REQUEST_METHOD'] ?? '';
		// Compared as it came: neither an encoded nor an upper-case copy of the name is the file.
		return '' !== $file
			&& '' !== $body
			&& in_array( $method, [ 'GET', 'HEAD' ], true )
			&& strtok( $uri, '?' ) === $home . $file
			? $body
			: null;
	}
}
