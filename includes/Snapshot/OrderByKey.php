<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use WC_Order;

defined( 'ABSPATH' ) || exit;

/** The order a request may speak about: it knows the order's key, which only the shopper and the shop have. */
final class OrderByKey {

	/**
	 * @param mixed $id  Order id as posted.
	 * @param mixed $key "wc_order_..."
	 */
	public static function find( mixed $id, mixed $key ): ?WC_Order {
		if ( ! is_int( $id ) || $id <= 0 || ! is_string( $key ) || '' === $key || strlen( $key ) > 100 || ! function_exists( 'wc_get_order' ) ) {
			return null;
		}
		$order = wc_get_order( $id );
		return $order instanceof WC_Order && hash_equals( $order->get_order_key(), $key ) ? $order : null;
	}

	/** Asked right after find() found nothing: whether that is the database's fault, so that nobody knows. */
	public static function could_not_read(): bool {
		global $wpdb;
		return '' !== ( $wpdb->last_error ?? '' );
	}
}
