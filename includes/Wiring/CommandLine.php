<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Accuracy\AccuracyModule;
use Duet\Address\AddressModule;
use Duet\Cli\Command;
use Duet\Cli\Commands;
use Duet\Deliveries\DeliveriesModule;
use Duet\Drain\DrainModule;
use Duet\Offline\OfflineModule;
use Duet\Report\ReportModule;

defined( 'ABSPATH' ) || exit;

/** `wp duet`. Each command is in the folder of its subject; which there are stands here. */
final class CommandLine implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly DrainModule $drain,
		private readonly AddressModule $address,
		private readonly ReportModule $report,
		private readonly DeliveriesModule $deliveries,
		private readonly OfflineModule $offline,
		private readonly AccuracyModule $accuracy,
	) {
	}

	public function register(): void {
		$this->commands()->register();
	}

	public function commands(): Commands {
		return new Commands( $this->all() );
	}

	/** @return list<Command> */
	private function all(): array {
		$shop = $this->services->has_shop() ? [ $this->accuracy->command() ] : [];
		return [
			...$this->report->commands(),
			...$this->deliveries->commands(),
			$this->drain->command(),
			$this->address->command(),
			$this->offline->command(),
			...$shop,
		];
	}
}
