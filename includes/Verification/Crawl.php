<?php
declare(strict_types=1);

namespace Duet\Verification;

use Closure;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * What a crawler gets of the proof, seen from the server itself. The only requests of this room, and only when the
 * merchant presses the button.
 */
final class Crawl {

	public function __construct(
		private readonly Settings $settings,
		private readonly OwnPage $page,
	) {
	}

	/**
	 * @return array{tag: array{state: string, url: string, detail: string}, file: array{state: string, url: string, detail: string}}
	 *         state: unset (nothing to look for), found, missing (the answer came without it) or blocked (no usable answer).
	 */
	public function report(): array {
		return [
			'tag'  => $this->look(
				home_url( '/' ),
				'' === $this->settings->values()->verification->token,
				3,
				$this->has_tag( ... )
			),
			// TikTok's file must come without a detour.
			'file' => $this->look(
				home_url( '/' . $this->settings->values()->verification->file ),
				'' === $this->settings->values()->verification->file,
				0,
				fn( string $body ): bool => $body === $this->settings->values()->verification->file_body
			),
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
		[ 'status' => $status, 'body' => $body, 'error' => $error ] = $this->page->get( $url, $redirects );
		$state = match ( true ) {
			200 === $status && $has( $body ) => 'found',
			in_array( $status, [ 200, 301, 302, 307, 308, 404, 410 ], true ) => 'missing',
			default => 'blocked',
		};
		$detail = match ( $status ) {
			0 => $error,
			200 => '',
			default => "HTTP $status",
		};
		return [ 'state' => $state, 'url' => $url, 'detail' => $detail ];
	}

	/** In the head, whatever an optimiser made of quotes and blanks. */
	private function has_tag( string $html ): bool {
		$name  = preg_quote( $this->settings->values()->verification->name, '~' );
		$token = preg_quote( $this->settings->values()->verification->token, '~' );
		return 1 === preg_match(
			"~<meta\s+name=[\"']?{$name}[\"']?\s+content=[\"']?{$token}[\"']?\s*/?>~i",
			(string) strstr( $html . '</head>', '</head>', true )
		);
	}
}
