<?php
declare(strict_types=1);

namespace Duet;

use Duet\Channel\Channel;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\EventsApi\EventsApi;
use Duet\EventsApi\EventsApiModule;
use Duet\EventsApi\Rescue;
use Duet\Outbox\OutboxModule;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Policy\Refusals;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The straight line of the server: event -> policy -> channels. */
final class PipelineModule {

	public readonly Policy $policy;
	public readonly Refusals $refusals;
	public readonly Pipeline $pipeline;

	public function __construct(
		private readonly Services $services,
		private readonly OutboxModule $outbox,
		private readonly EventsApiModule $api,
	) {
		$today          = static fn(): string => (string) wp_date( 'Y-m-d' );
		$this->policy   = new Policy( $services->settings, $api->payload->has_contact( ... ) );
		$this->refusals = new Refusals( $services->database, $services->catalogue, $today, $services->guard );
		$this->pipeline = new Pipeline(
			$services->catalogue,
			$this->policy,
			$this->channels(),
			$services->filters->event( ... ),
			$services->log,
			$this->refused( ... ),
			$this->vetoed( ... )
		);
	}

	/** @return list<Channel> */
	private function channels(): array {
		$note   = $this->refusals->note( ... );
		$outbox = $this->outbox->outbox();
		$rescue = new Rescue( $this->outbox->table(), $outbox, $this->services->guard, $note );
		$api    = new EventsApi( $this->services->settings, $outbox, $this->api->payload, $rescue, $note );
		return $this->services->filters->channels( [ $api ] );
	}

	/** What the policy refuses as well is the shopper's or merchant's own choice before it is that of other code. */
	private function vetoed( Event $event ): void {
		$refusal = $this->policy->refuses( $event, ChannelName::EventsApi );
		$this->refused( $event, ChannelName::EventsApi, $refusal ?? Refusal::Vetoed );
	}

	private function refused( Event $event, ChannelName $channel, Refusal $refusal ): void {
		if ( ChannelName::EventsApi === $channel && $refusal->counts() ) {
			$this->refusals->note( $event, $refusal->value );
		}
	}
}
