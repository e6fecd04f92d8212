<?php
declare(strict_types=1);

namespace Duet\Registration;

use Duet\Tray\TrayModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** New accounts. */
final class RegistrationModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly VisitorModule $visitor,
		private readonly TrayModule $tray,
	) {
	}

	public function register(): void {
		$registrations = new Registrations(
			$this->services->catalogue,
			$this->visitor->customer,
			$this->services->key,
			$this->tray->handover,
			$this->services->guard,
			$this->services->clock
		);
		$registrations->register();
	}
}
