<?php
declare(strict_types=1);

namespace Duet\Product;

defined( 'ABSPATH' ) || exit;

/**
 * An amount as the shopper sees it, in the currency of get_woocommerce_currency(). Some currency switchers convert a price only
 * while WooCommerce prints it: the product still has the base price, but the currency is the shopper's already.
 */
final class ShownMoney {

	/** @param float $amount Not negative. */
	public static function of( float $amount ): float {
		// As wc_price() asks: plugins may give text or nothing.
		$shown = apply_filters( 'raw_woocommerce_price', $amount, $amount ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
		return is_numeric( $shown ) ? max( 0.0, (float) $shown ) : $amount;
	}
}
