<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Duet\Consent\ConsentModule;
use Duet\Support\ClientIp;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Who is behind this request, and whom the merchant leaves out. */
final class VisitorModule implements Module {

	public readonly RequestVisitor $request;
	public readonly Customer $customer;

	public function __construct(
		private readonly Services $services,
		ConsentModule $consent,
	) {
		$this->request  = new RequestVisitor(
			settings: $services->settings,
			ip: ClientIp::configured(),
			source: $consent->sources,
			clock: $services->clock,
			countries: $consent->country,
			callbacks: $services->callbacks
		);
		$this->customer = new Customer( $services->settings, SwitchedUser::is_here( ... ), $services->log );
	}

	public function register(): void {
		$excluded = new ExcludedVisit( $this->customer, $this->services->guard );
		$excluded->register();
	}
}
