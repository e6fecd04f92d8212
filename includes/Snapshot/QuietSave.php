<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use WC_Order;

defined( 'ABSPATH' ) || exit;

/** Saves what we keep on an order, and nothing else of it. */
final class QuietSave {

	/**
	 * With orders in tables of their own WooCommerce saves the whole order after a change of its meta, which runs every
	 * "order updated" hook and webhook; this filter, since 8.8, is its way to say that nothing about the order changed.
	 */
	public static function meta( WC_Order $order ): void {
		$quiet = static fn(): bool => false;
		add_filter( 'woocommerce_orders_table_datastore_should_save_after_meta_change', $quiet, 1000 );
		try {
			$order->save_meta_data();
		} finally {
			remove_filter( 'woocommerce_orders_table_datastore_should_save_after_meta_change', $quiet, 1000 );
		}
	}
}
