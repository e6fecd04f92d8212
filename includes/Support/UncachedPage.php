<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/**
 * A page made for one person alone. No cache may store it: not the site's own, not a server's on the way, not the
 * browser.
 */
final class UncachedPage {

	/** WordPress's own nocache_headers() leaves out "no-store" for visitors who are not logged in. */
	private const HEADER = 'Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private';

	/** What page caches agreed on, WooCommerce included. */
	private const CONSTANTS = [ 'DONOTCACHEPAGE', 'DONOTCACHEOBJECT', 'DONOTCACHEDB' ];

	/** Call it before anything is printed. */
	public static function begin(): void {
		foreach ( self::CONSTANTS as $constant ) {
			defined( $constant ) || define( $constant, true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.VariableConstantNameFound -- What page caches agreed on.
		}
		if ( ! headers_sent() ) {
			nocache_headers();
			header( self::HEADER );
		}
	}

	/** Whether this answer is one, for both kinds of caches. Another plugin may have taken the header back. */
	public static function is_this(): bool {
		$header = array_filter(
			headers_list(),
			static fn( string $line ): bool => 1 === preg_match( '/^cache-control:.*\bno-store\b/i', $line )
		);
		return [] !== $header && defined( 'DONOTCACHEPAGE' ) && true === (bool) constant( 'DONOTCACHEPAGE' );
	}
}
