<?php
declare(strict_types=1);

namespace Duet\Relay;

use Duet\Drain\DrainModule;
use Duet\Outbox\OutboxModule;
use Duet\PipelineModule;
use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Events of browsers on their way to the server's channels. */
final class RelayModule implements Module {

	public readonly RelayedParams $params;

	public function __construct(
		private readonly Services $services,
		private readonly PublicRoutesModule $routes,
		private readonly OutboxModule $outbox,
		private readonly VisitorModule $visitor,
		private readonly PipelineModule $pipeline,
		private readonly DrainModule $drain,
	) {
		$this->params = new RelayedParams( $services->signature, $services->catalogue );
	}

	public function register(): void {
		$limit = new OutboxLimit( $this->outbox->flood(), $this->services->settings );
		$relay = new Relay(
			$this->services->settings,
			$this->services->catalogue,
			$this->visitor->request,
			$this->params,
			$this->visitor->customer,
			$this->routes->route,
			$this->drain->after_response,
			Relay::shopper( ... ),
			$this->pipeline->pipeline,
			$this->services->clock,
			$limit
		);
		$relay->register();
	}
}
