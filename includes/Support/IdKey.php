<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/**
 * The site's own secret behind event ids and signed facts: 32 random bytes made once and kept when the plugin is
 * deactivated. Never a WordPress salt, because those are rotated, and a rotated key would count old orders again.
 */
final class IdKey {

	public const OPTION = 'duet_id_key';

	/**
	 * 64 hex characters. Autoloaded, so neither a page view nor a checkout pays a query for it: whoever can read the
	 * options table can read the orders, too, and learns no more from this.
	 */
	public function get(): string {
		$key = get_option( self::OPTION );
		if ( is_string( $key ) && 64 === strlen( $key ) ) {
			return $key;
		}
		// add_option inserts once even when two first requests race; the loser reads the winner's key.
		add_option( self::OPTION, bin2hex( random_bytes( 32 ) ), '', true );
		$key = get_option( self::OPTION );
		if ( ! is_string( $key ) ) {
			throw new \RuntimeException( 'The options table refuses the id key' );
		}
		return $key;
	}
}
