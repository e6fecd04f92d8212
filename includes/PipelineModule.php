<?php
declare(strict_types=1);

namespace Duet;

use Duet\Channel\Channel;
use Duet\EventsApi\EventsApi;
use Duet\EventsApi\EventsApiModule;
use Duet\EventsApi\Rescue;
use Duet\Outbox\OutboxModule;
use Duet\Policy\Policy;
use Duet\Policy\Refusals;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * The straight line of the server: event -> policy -> channels.
 *
 * @property-read Policy   $policy
 * @property-read Refusals $refusals
 * @property-read Pipeline $pipeline
 */
final class PipelineModule {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly OutboxModule $outbox,
		private readonly EventsApiModule $api,
	) {
	}

	protected function make( string $name ): object {
		$services = $this->services;
		$today    = static fn(): string => (string) wp_date( 'Y-m-d' );
		return match ( $name ) {
			'policy'   => new Policy( $services->settings, $this->api->payload ),
			'refusals' => new Refusals( $services->database, $services->catalogue, $today, $services->guard ),
			'pipeline' => new Pipeline(
				$services->catalogue,
				$this->policy,
				$this->channels(),
				$services->filters,
				$services->log,
				$this->refusals
			),
			default    => throw new \LogicException( "no $name" ),
		};
	}

	/** @return list<Channel> */
	private function channels(): array {
		$outbox = $this->outbox->outbox();
		$rescue = new Rescue( $this->outbox->table(), $outbox, $this->services->guard, $this->refusals );
		$api    = new EventsApi( $this->services->settings, $outbox, $this->api->payload, $rescue, $this->refusals );
		return $this->services->filters->channels( [ $api ] );
	}
}
