<?php
declare(strict_types=1);

namespace Duet\Channel;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\InvalidEvent;
use Duet\Event\PersonalData;
use Duet\Support\Callbacks;
use Duet\Support\Log;

defined( 'ABSPATH' ) || exit;

/** The filters through which other code changes what is sent, and where to. */
final class Filters implements EventFilter {

	public function __construct(
		private readonly Callbacks $callbacks,
		private readonly Catalogue $catalogue,
		private readonly Log $log,
	) {
	}

	/** The event as other code wants it sent; null when it wants nothing sent. */
	public function event( Event $event ): ?Event {
		/**
		 * Filters each event on the server before any channel receives it. Return a changed event (`with_params()`),
		 * or null to send nothing.
		 *
		 * Runs for orders, registrations, relayed events, `duet_track` and `duet_offline`, again when the thank-you
		 * page prepares the browser's copy, and when a report looks at an order, so the same event may pass more than
		 * once. Decide by the event alone. A sale you stop is reported as withheld by your code. A change that adds
		 * personal data to a parameter is ignored, and the log names the parameter. If a callback throws, or returns
		 * anything else, it is ignored and the log names it.
		 *
		 * @since 0.1.0
		 *
		 * @param \Duet\Event\Event|null $event The event, or null if another filter stopped it.
		 */
		$apply    = static fn(): mixed => apply_filters( 'duet_event', $event );
		$accepts  = fn( mixed $value ): bool => null === $value || ( $value instanceof Event && $this->is_sound( $value ) );
		$filtered = self::event_or_null( $this->callbacks->run( 'duet_event', $event, $apply, $accepts ) );
		$found    = null !== $filtered ? PersonalData::found( $filtered->params, null, $event->params ) : [];
		foreach ( $found as $name ) {
			$this->log->once( "duet_event: $name: personal data must not be a parameter, so the change is ignored" );
		}
		return null !== $filtered ? PersonalData::undone( $filtered, $event, $found ) : null;
	}

	/** A veto is null, whatever type the filter started with. */
	private static function event_or_null( mixed $value ): ?Event {
		return $value instanceof Event ? $value : null;
	}

	/**
	 * @param list<Channel> $channels
	 * @return list<Channel>
	 */
	public function channels( array $channels ): array {
		/**
		 * Filters the list of server channels. Add an object that implements `Duet\Channel\Channel` to send events
		 * to another service.
		 *
		 * The added channel receives the events that consent, settings and exclusions allow for the channel whose name
		 * it returns. Its `accept()` runs in the shopper's request, so it must not wait for a network; store the event
		 * and send it later. The same event may arrive more than once, under one name and ID: an order is looked at
		 * each time its status changes. Runs on `plugins_loaded` at priority 10: add the filter in a plugin, not in a
		 * theme. If a callback throws, or returns no list of channels, it is ignored and the log names it.
		 *
		 * @since 0.1.0
		 *
		 * @param list<\Duet\Channel\Channel> $channels The channels. Entries of another type are ignored.
		 */
		$apply   = static fn(): mixed => apply_filters( 'duet_channels', $channels );
		$accepts = static fn( mixed $value ): bool => is_array( $value ) && ( [] === $value || [] !== self::only( $value ) );
		return self::only( $this->callbacks->run( 'duet_channels', $channels, $apply, $accepts ) );
	}

	/**
	 * @param array<mixed> $channels
	 * @return list<Channel>
	 */
	private static function only( array $channels ): array {
		$is_channel = static fn( mixed $channel ): bool => $channel instanceof Channel;
		return array_values( array_filter( $channels, $is_channel ) );
	}

	/** Whether TikTok takes its parameters: with_params() checks nothing. */
	private function is_sound( Event $event ): bool {
		try {
			$this->catalogue->check( $event->definition, $event->params );
			return true;
		} catch ( InvalidEvent ) {
			return false;
		}
	}
}
