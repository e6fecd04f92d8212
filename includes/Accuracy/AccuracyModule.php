<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Cli\Command;
use Duet\Deliveries\DeliveriesModule;
use Duet\Order\OrderModule;
use Duet\PipelineModule;
use Duet\Sweep\OrderPages;
use Duet\Sweep\SweepModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Orders against conversions: on the screen, on the order, on the command line. */
final class AccuracyModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly PipelineModule $pipeline,
		private readonly OrderModule $order,
		private readonly SweepModule $sweep,
		private readonly DeliveriesModule $deliveries,
	) {
	}

	public function register(): void {
		if ( ! $this->services->has_shop() ) {
			return;
		}
		$this->services->guard->action( 'rest_api_init', $this->add_routes( ... ) );
		if ( is_admin() ) {
			$this->services->guard->action( 'add_meta_boxes', $this->add_panel( ... ) );
			$column = new OrderColumn( $this->services->access, $this->services->ledger, $this->services->guard );
			$column->register();
		}
	}

	public function command(): Command {
		return new Reconcile(
			$this->reconciliation(),
			$this->repair(),
			$this->services->clock,
			$this->most_days()
		);
	}

	public function reports(): AccuracyReports {
		return new Accuracy( $this->reconciliation(), $this->services->clock, wp_timezone(), $this->most_days() );
	}

	public function panel(): OrderPanel {
		return new OrderPanel(
			$this->services->access,
			$this->services->ledger,
			$this->sweep->stored,
			$this->reconciliation(),
			$this->services->clock,
			$this->services->guard
		);
	}

	private function add_routes(): void {
		$route = new AccuracyRoute( $this->services->access, $this->reports(), $this->repair() );
		$route->add();
	}

	private function add_panel(): void {
		$this->panel()->add();
	}

	private function reconciliation(): Reconciliation {
		return new Reconciliation(
			events: $this->order->events,
			settings: $this->services->settings,
			policy: $this->pipeline->policy,
			orders: new OrderPages( $this->order->events ),
			rows: $this->services->ledger,
			filter: $this->services->filters,
			refunds: $this->order->refunds
		);
	}

	private function repair(): Repair {
		return new Repair( $this->sweep, $this->services->ledger, $this->deliveries->resend );
	}

	private function most_days(): int {
		return $this->services->settings->values()->retention_days;
	}
}
