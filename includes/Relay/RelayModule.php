<?php
declare(strict_types=1);

namespace Duet\Relay;

use Duet\Drain\DrainModule;
use Duet\Outbox\OutboxModule;
use Duet\PipelineModule;
use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * Events of browsers on their way to the server's channels.
 *
 * @property-read RelayedParams $params
 */
final class RelayModule implements Module {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly PublicRoutesModule $routes,
		private readonly OutboxModule $outbox,
		private readonly VisitorModule $visitor,
		private readonly PipelineModule $pipeline,
		private readonly DrainModule $drain,
	) {
	}

	protected function make( string $name ): object {
		return match ( $name ) {
			'params' => new RelayedParams( $this->services->signature, $this->services->catalogue ),
			default  => throw new \LogicException( "no $name" ),
		};
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
