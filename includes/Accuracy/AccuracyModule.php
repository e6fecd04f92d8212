<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Admin\Screen;
use Duet\Cli\Command;
use Duet\Deliveries\DeliveriesModule;
use Duet\Order\OrderModule;
use Duet\PipelineModule;
use Duet\Admin\ReportRoute;
use Duet\Sweep\OrderPages;
use Duet\Sweep\SweepModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Orders against conversions: on the screen, on the order, on the command line.
 *
 * @phpstan-import-type Report from Accuracy
 */
final class AccuracyModule implements Module {

	private readonly Accuracy $accuracy;

	public function __construct(
		private readonly Services $services,
		private readonly PipelineModule $pipeline,
		private readonly OrderModule $order,
		private readonly SweepModule $sweep,
		private readonly DeliveriesModule $deliveries,
	) {
		$sales          = fn( int $from, int $until ): iterable => $this->reconciliation()->sales( $from, $until );
		$this->accuracy = new Accuracy( $sales, wp_timezone( ... ) );
	}

	public function register(): void {
		if ( ! $this->services->has_shop() ) {
			return;
		}
		$access = $this->services->access;
		$route  = new AccuracyRoute( $access, $this->of( ... ), $this->repair()->run( ... ) );
		$route->register();
		if ( is_admin() ) {
			$this->panel()->register();
		}
	}

	public function panel(): OrderPanel {
		return new OrderPanel(
			$this->services->access,
			$this->services->ledger,
			$this->sweep->stored->acknowledged( ... ),
			$this->why_not( ... ),
			$this->services->guard
		);
	}

	public function command(): Command {
		$differences = $this->reconciliation()->differences( ... );
		$refunds     = $this->order->refunds->between( ... );
		return new Reconcile( $differences, $this->repair()->run( ... ), $this->services->clock, $refunds, $this->kept( ... ) );
	}

	/**
	 * No more than the ledger remembers: a sale from before is not lost because its delivery was forgotten.
	 *
	 * @return Report
	 */
	public function of( int $days ): array {
		return $this->accuracy->of( time(), min( $days, $this->kept() ) );
	}

	/**
	 * @return array<string, string> Per pixel why an order's Purchase is not delivered; an order that means none
	 * has no reason to be.
	 */
	private function why_not( WC_Order $order ): array {
		$rows   = $this->services->ledger->of_orders( [ $order->get_id() ] )[ $order->get_id() ] ?? [];
		$events = $this->order->events;
		$now    = time();
		return 'Purchase' === $events->name( $order )
			? $this->reconciliation()->reasons( $order, $rows, $events->since( $order, $now ), $now )
			: [];
	}

	private function reconciliation(): Reconciliation {
		$pages = new OrderPages( $this->order->events );
		return new Reconciliation(
			$this->order->events,
			$this->services->settings,
			$this->pipeline->policy,
			$pages->changed( ... ),
			$this->services->ledger->of_orders( ... ),
			$this->services->filters->event( ... )
		);
	}

	private function repair(): Repair {
		return new Repair( $this->sweep->all( ... ), $this->services->ledger, $this->deliveries->resend );
	}

	private function kept(): int {
		return $this->services->settings->values()->retention_days;
	}
}
