<?php
declare(strict_types=1);

namespace Duet\Trigger;

use WC_Order;
use WC_Session;

defined( 'ABSPATH' ) || exit;

/** Whether the browser behind this request is the one that made an order: by our own number, or by WooCommerce's session. */
final class SameBrowser {

	/** WooCommerce's session remembers the order that a checkout, classic or block, has made. */
	private const SESSION = [ 'order_awaiting_payment', 'store_api_draft_order' ];

	public function __construct( private readonly RequestVisitor $request ) {
	}

	public function made( WC_Order $order ): bool {
		$stored = Snapshot::of( $order )->visitor ?? '';
		if ( '' !== $stored && hash_equals( $stored, $this->request->visitor()->visitor ) ) {
			return true;
		}
		$session = WC()->session;
		$ids     = array_map( static fn( string $key ): mixed => $session instanceof WC_Session ? $session->get( $key ) : null, self::SESSION );
		return [] !== array_filter( $ids, static fn( mixed $id ): bool => is_numeric( $id ) && (int) $id === $order->get_id() );
	}
}
