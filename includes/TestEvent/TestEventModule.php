<?php
declare(strict_types=1);

namespace Duet\TestEvent;

use Duet\Drain\DrainModule;
use Duet\EventsApi\EventsApiModule;
use Duet\EventsApi\Payload;
use Duet\EventsApi\Reply;
use Duet\Settings\Pixel;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The merchant's question "does it work?" */
final class TestEventModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly EventsApiModule $api,
		private readonly DrainModule $drain,
	) {
	}

	public function register(): void {
		$access = $this->services->access;
		$route  = new TestEventRoute( $access, $this->services->settings, $this->services->tokens, $this->send( ... ) );
		$route->register();
	}

	private function send( Pixel $pixel ): Reply {
		$catalogue = $this->services->catalogue;
		$payload   = new Payload( $catalogue );
		$probe     = new Probe(
			$catalogue,
			$payload,
			$this->api->client,
			$this->services->tokens,
			$this->api->pauses,
			$this->drain->clock()
		);
		return $probe->send( $pixel, home_url( '/' ) );
	}
}
