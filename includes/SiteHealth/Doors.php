<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * Whether visitors reach our routes: asks both doors, REST and the front end, as the script of a stranger would, and
 * names what closed REST. Writes nothing: without a decision the route of consent answers 400 and `{}`.
 */
final class Doors {

	private const OURS    = '/\{}\s*\z/';
	private const SECONDS = 5;

	/**
	 * @param Closure(string, array<string, mixed>): mixed $post     wp_remote_post(), or a test's.
	 * @param string                                       $rest     Address of the route of consent at REST.
	 * @param string                                       $front    The same in the front end.
	 */
	public function __construct(
		private readonly Closure $post,
		private readonly string $rest,
		private readonly string $front,
		private readonly RestBlockers $blockers,
	) {
	}

	public function finding(): ?Finding {
		[ $status, $body ] = $this->ask( $this->rest );
		// A server that cannot reach itself proves nothing about its visitors; WordPress has a test for that.
		if ( 0 === $status || $this->is_ours( $status, $body ) ) {
			return null;
		}
		$names  = $this->blockers->of( $body );
		$closed = [] === $names
			/* translators: %d: HTTP status, such as 401. */
			? sprintf( __( 'A plugin, a snippet or a firewall answers in place of WordPress (status %d).', 'duet-for-tiktok' ), $status )
			/* translators: 1: names of folders of plugins, 2: HTTP status, such as 401. */
			: sprintf( __( 'It is closed by: %1$s (status %2$d).', 'duet-for-tiktok' ), implode( ', ', $names ), $status );
		$allow = __( 'To open it, allow the routes "duet/v1" and "wc/store" there.', 'duet-for-tiktok' );
		if ( $this->is_ours( ...$this->ask( $this->front ) ) ) {
			return new Finding(
				'duet_doors',
				false,
				__( 'The REST API is closed to visitors', 'duet-for-tiktok' ),
				$closed . ' ' . __( 'Duet uses an address in the front end instead, and no event is lost.', 'duet-for-tiktok' ) . ' ' . $allow
			);
		}
		return new Finding(
			'duet_doors',
			true,
			__( 'Nothing from your visitors\' browsers reaches Duet', 'duet-for-tiktok' ),
			__( 'Both the REST API and Duet\'s address in the front end are closed to visitors.', 'duet-for-tiktok' ) . " $closed $allow "
				/* translators: %s: address. */
				. sprintf( __( 'Or allow POST requests to %s.', 'duet-for-tiktok' ), $this->front )
		);
	}

	private function is_ours( int $status, string $body ): bool {
		return 400 === $status && 1 === preg_match( self::OURS, $body );
	}

	/** @return array{int, string} Status, 0 without an answer, and body. */
	private function ask( string $url ): array {
		$answer = ( $this->post )(
			$url,
			[
				'body'                => '{}',
				'headers'             => [
					'Content-Type'   => 'text/plain',
					'Origin'         => home_url(),
					'Sec-Fetch-Site' => 'same-origin',
				],
				'timeout'             => self::SECONDS,
				'redirection'         => 0,
				'limit_response_size' => 65536,
				// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own word for requests to oneself.
				'sslverify'           => apply_filters( 'https_local_ssl_verify', false ),
				'cookies'             => [],
			]
		);
		return is_array( $answer )
			? [ (int) wp_remote_retrieve_response_code( $answer ), wp_remote_retrieve_body( $answer ) ]
			: [ 0, '' ];
	}
}
