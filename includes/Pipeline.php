<?php
declare(strict_types=1);

namespace Duet;

use Duet\Channel\Channel;
use Duet\Channel\EventFilter;
use Duet\Channel\EventSink;
use Duet\Channel\UnsentEvents;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Support\Log;
use Throwable;

defined( 'ABSPATH' ) || exit;

/** One straight line: event -> policy -> channels. Nothing travels back, and no failure reaches the caller. */
final class Pipeline implements EventSink {

	/** @param list<Channel> $channels */
	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Policy $policy,
		private readonly array $channels,
		private readonly EventFilter $filter,
		private readonly Log $log,
		private readonly UnsentEvents $unsent,
	) {
	}

	public function push( Event $event ): void {
		try {
			$filtered = $this->filter->event( $event );
			if ( null === $filtered ) {
				$this->note_veto( $event );
				return;
			}
			$event = $filtered;
			$this->catalogue->check( $event->definition, $event->params );
		} catch ( Throwable $error ) {
			$this->log->once( 'Event dropped: ' . $error->getMessage() );
			return;
		}
		foreach ( $this->channels as $channel ) {
			$this->hand_over( $event, $channel );
		}
	}

	/** What the policy refuses as well is the choice of the shopper or the merchant before it is that of other code. */
	private function note_veto( Event $event ): void {
		$refusal = $this->policy->refuses( $event, ChannelName::EventsApi );
		$this->note( $event, ChannelName::EventsApi, $refusal ?? Refusal::Vetoed );
	}

	private function note( Event $event, ChannelName $channel, Refusal $refusal ): void {
		if ( ChannelName::EventsApi === $channel && $refusal->counts() ) {
			$this->unsent->note( $event, $refusal->value );
		}
	}

	/** One channel's failure is its own: the others still get the event. */
	private function hand_over( Event $event, Channel $channel ): void {
		try {
			$refusal = $this->policy->refuses( $event, $channel->name() );
			if ( null === $refusal ) {
				$channel->accept( $event );
			} else {
				$this->note( $event, $channel->name(), $refusal );
			}
		} catch ( Throwable $error ) {
			$name = $channel->name()->value;
			$this->log->once( sprintf( 'Channel %s failed for %s: %s', $name, $event->name, $error->getMessage() ) );
		}
	}
}
