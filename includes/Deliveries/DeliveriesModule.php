<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Cli\Command;
use Duet\EventsApi\EventsApiModule;
use Duet\Outbox\OutboxModule;
use Duet\Sweep\SweepModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The list of deliveries, and "send again". */
final class DeliveriesModule implements Module {

	public readonly Resend $resend;

	public function __construct(
		private readonly Services $services,
		OutboxModule $outbox,
		EventsApiModule $api,
		private readonly SweepModule $sweep,
	) {
		$this->resend = new Resend(
			settings: $services->settings,
			ledger: $services->ledger,
			outbox: $outbox->outbox(),
			payload: $api->payload,
			orders: $sweep->stored,
			clock: $services->clock,
			pauses: $api->pauses
		);
	}

	public function register(): void {
		$access = $this->services->access;
		$list   = new DeliveriesRoute( $access, $this->services->ledger, $this->resend, $this->sweep->stored );
		$list->register();
		$export = new DeliveriesExport( $access, $this->services->ledger );
		$export->register();
	}

	/** @return list<Command> */
	public function commands(): array {
		$list  = new Deliveries( $this->services->ledger );
		$again = new Again( $this->resend );
		return [ $list, $again ];
	}
}
