<?php
declare(strict_types=1);

namespace Duet\Withdrawal;

use Duet\Clocks;
use Duet\Order\OrderModule;
use Duet\Outbox\OutboxModule;
use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Snapshot\Snapshot;
use Duet\Snapshot\SnapshotModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** What a visitor's answer changes: at once, and in the orders that are stored. */
final class WithdrawalModule implements Module {

	public readonly PlacedOrders $placed;
	public readonly Snapshots $snapshots;
	public readonly Tombstones $tombstones;
	public readonly Withdrawals $withdrawals;

	public function __construct(
		private readonly Services $services,
		private readonly PublicRoutesModule $routes,
		private readonly OutboxModule $outbox,
		private readonly VisitorModule $visitor,
		private readonly SnapshotModule $snapshot,
		private readonly OrderModule $order,
	) {
		$meta              = $snapshot->meta;
		$this->placed      = new PlacedOrders( $services->database, $meta, Snapshot::META );
		$this->snapshots   = new Snapshots( Snapshot::META, Snapshot::BROWSER, $meta, $services->clock, $this->placed );
		$this->tombstones  = new Tombstones( $services->database );
		$this->withdrawals = new Withdrawals( $this->placed, $this->tombstones, $this->snapshots, $services->guard );
	}

	public function register(): void {
		$route = new ConsentRoute(
			request: $this->visitor->request,
			orders: $this->order->orders,
			route: $this->routes->route,
			ledger: $this->outbox->outbox(),
			browser: $this->snapshot->same_browser,
			refusal: $this->snapshot->refusal(),
			meta: $this->snapshot->meta
		);
		$route->register();
		$guard = $this->services->guard;
		$guard->action( 'woocommerce_delete_order', $this->forget( ... ) );
		$guard->action( 'deleted_post', $this->placed->forget_post( ... ), 10, 2 );
		// Fired with the site that goes being the current one.
		$guard->filter( 'wpmu_drop_tables', $this->and_ours( ... ) );
		// Before the outbox purges what it remembers of refusals.
		$guard->action( Clocks::HOURLY, fn() => $this->withdrawals->run( time() ), 5 );
	}

	private function forget( mixed $order_id ): void {
		$this->placed->forget( is_numeric( $order_id ) ? (int) $order_id : 0 );
	}

	private function and_ours( mixed $tables ): mixed {
		return is_array( $tables ) ? [ ...$tables, $this->placed->table() ] : $tables;
	}
}
