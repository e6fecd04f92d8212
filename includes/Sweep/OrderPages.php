<?php
declare(strict_types=1);

namespace Duet\Sweep;

use Duet\Order\OrderEvents;

defined( 'ABSPATH' ) || exit;

/** Ids of the shop's orders, page by page, the same way with order tables and with orders in posts. */
final class OrderPages implements ChangedOrders {

	public function __construct( private readonly OrderEvents $events ) {
	}

	/**
	 * Whatever made an order's moment come also changed the order, and both storages have an index for that; the
	 * payment date is a text among the order's meta in one of them.
	 */
	public function changed( int $from, int $until, int $page ): array {
		$ids     = wc_get_orders(
			[
				'type'          => 'shop_order',
				'status'        => $this->events->statuses(),
				'date_modified' => "$from...$until",
				'orderby'       => [ 'modified' => 'ASC', 'ID' => 'ASC' ],
				'limit'         => self::SIZE,
				'page'          => $page,
				'return'        => 'ids',
			]
		);
		$numbers = array_filter( is_array( $ids ) ? $ids : [], is_numeric( ... ) );
		return array_values( array_map( intval( ... ), $numbers ) );
	}
}
