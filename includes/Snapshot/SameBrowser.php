<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Visitor\RequestVisitor;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** Whether the browser behind this request is the one that made an order: by our own number, or by WooCommerce's session. */
final class SameBrowser {

	public function __construct(
		private readonly RequestVisitor $request,
		private readonly BrowserOrders $placed,
	) {
	}

	public function made( WC_Order $order ): bool {
		$stored = Snapshot::of( $order )->visitor ?? '';
		return ( '' !== $stored && hash_equals( $stored, $this->request->visitor()->visitor ) ) || $this->placed->has( $order );
	}
}
