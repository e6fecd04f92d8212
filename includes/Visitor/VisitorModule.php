<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Duet\Consent\ConsentModule;
use Duet\Support\ClientIp;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * Who is behind this request, and whom the merchant leaves out.
 *
 * @property-read RequestVisitor $request
 * @property-read Customer       $customer
 */
final class VisitorModule implements Module {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly ConsentModule $consent,
	) {
	}

	protected function make( string $name ): object {
		$services = $this->services;
		$settings = $services->settings;
		return match ( $name ) {
			'request'  => new RequestVisitor(
				settings: $settings,
				ip: ClientIp::configured(),
				source: $this->consent->sources,
				clock: $services->clock,
				countries: $this->consent->country,
				callbacks: $services->callbacks
			),
			'customer' => new Customer( $settings, SwitchedUser::is_here( ... ), $services->log ),
			default    => throw new \LogicException( "no $name" ),
		};
	}

	public function register(): void {
		$excluded = new ExcludedVisit( $this->customer, $this->services->guard );
		$excluded->register();
	}
}
