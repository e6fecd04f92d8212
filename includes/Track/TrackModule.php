<?php
declare(strict_types=1);

namespace Duet\Track;

use Duet\Order\OrderModule;
use Duet\Tray\TrayModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Events from other code: `duet_track`. */
final class TrackModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly VisitorModule $visitor,
		private readonly TrayModule $tray,
		private readonly OrderModule $order,
	) {
	}

	public function register(): void {
		$action = new TrackAction(
			$this->services->catalogue,
			$this->order->facts,
			$this->visitor->customer,
			$this->order->ids,
			$this->tray->handover,
			$this->services->guard,
			$this->services->clock
		);
		$action->register();
	}
}
