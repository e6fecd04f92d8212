<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\PublicRoutes\AfterResponse;
use Duet\PublicRoutes\PublicRoute;
use Duet\Snapshot\OrderByKey;
use Duet\Snapshot\OrderMeta;
use Duet\Snapshot\Snapshot;

defined( 'ABSPATH' ) || exit;

/**
 * POST duet/v1/ack {order, key, id}: the browser's word that it did hand the order's event to the pixel. Only then is
 * it not printed again; a page rendered in the background by a gateway or a fraud check has fired nothing.
 */
final class Acknowledgement {

	public function __construct(
		private readonly OrderEvents $events,
		private readonly PublicRoute $route,
		private readonly AfterResponse $after,
		private readonly OrderMeta $meta,
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
		if (
			null === $order
			|| ! is_string( $id )
			|| ! in_array( $id, [ $this->events->id( 'Purchase', $order ), $this->events->id( 'PlaceAnOrder', $order ) ], true )
		) {
			return 403;
		}
		$known = Snapshot::acknowledged( $order );
		if ( ! in_array( $id, $known, true ) ) {
			$order->update_meta_data( Snapshot::BROWSER, [ ...$known, $id ] );
			$this->meta->save( $order, Snapshot::BROWSER );
		}
		$this->after->plan();
		return 200;
	}
}
