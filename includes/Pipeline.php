<?php
declare(strict_types=1);

namespace Duet;

use Closure;
use Duet\Channel\Channel;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Support\Log;
use Throwable;

defined( 'ABSPATH' ) || exit;

/** One straight line: event -> policy -> channels. Nothing travels back, and no failure reaches the caller. */
final class Pipeline {

	/**
	 * @param list<Channel>          $channels
	 * @param Closure(Event): ?Event $filter Other plugins' word: the event, changed, or null for a veto.
	 * @param (Closure(Event, ChannelName, Refusal): void)|null $refused Told of every event the policy keeps from a channel.
	 * @param (Closure(Event): void)|null $vetoed Told of every event that other code stops.
	 */
	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Policy $policy,
		private readonly array $channels,
		private readonly Closure $filter,
		private readonly Log $log,
		private readonly ?Closure $refused = null,
		private readonly ?Closure $vetoed = null,
	) {
	}

	public function push( Event $event ): void {
		try {
			$filtered = ( $this->filter )( $event );
			if ( null === $filtered ) {
				$this->report( $event );
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

	private function report( Event $event ): void {
		if ( null !== $this->vetoed ) {
			( $this->vetoed )( $event );
		}
	}

	/** One channel's failure is its own: the others still get the event. */
	private function hand_over( Event $event, Channel $channel ): void {
		try {
			$refusal = $this->policy->refuses( $event, $channel->name() );
			if ( null === $refusal ) {
				$channel->accept( $event );
			} elseif ( null !== $this->refused ) {
				( $this->refused )( $event, $channel->name(), $refusal );
			}
		} catch ( Throwable $error ) {
			$this->log->once( sprintf( 'Channel %s failed for %s: %s', $channel->name()->value, $event->name, $error->getMessage() ) );
		}
	}
}
