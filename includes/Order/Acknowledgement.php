<?php
declare(strict_types=1);

namespace Duet\Order;

use Closure;
use Duet\PublicRoutes\AfterResponse;
use Duet\PublicRoutes\PublicRoute;
use Duet\Snapshot\OrderByKey;
use Duet\Snapshot\Snapshot;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * POST duet/v1/ack {order, key, id}: the browser's word that it did hand the order's event to the pixel. Only then is
 * it not printed again; a page rendered in the background by a gateway or a fraud check has fired nothing.
 */
final class Acknowledgement {

	/** @param Closure(WC_Order, string): mixed $save Saves the order's meta under this key, in each place where WooCommerce keeps it. */
	public function __construct(
		private readonly OrderEvents $events,
		private readonly PublicRoute $route,
		private readonly AfterResponse $after,
		private readonly Closure $save,
	) {
	}

	public function register(): void {
		$this->route->add( '/ack', 2048, $this->handle( ... ) );
	}

	/**
	 * @param array<mixed> $body
	 * @return int HTTP status.
	 */
	public function handle( array $body ): int {
		$order = OrderByKey::find( $body['order'] ?? null, $body['key'] ?? null );
		$id    = $body['id'] ?? null;
		if ( null === $order || ! is_string( $id ) || ! in_array( $id, [ $this->events->id( 'Purchase', $order ), $this->events->id( 'PlaceAnOrder', $order ) ], true ) ) {
			return 403;
		}
		$known = Snapshot::acknowledged( $order );
		if ( ! in_array( $id, $known, true ) ) {
			$order->update_meta_data( Snapshot::BROWSER, [ ...$known, $id ] );
			( $this->save )( $order, Snapshot::BROWSER );
		}
		$this->after->plan();
		return 200;
	}
}
