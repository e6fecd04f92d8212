<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Event\InvalidEvent;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Payload;
use Duet\Outbox\Outbox;
use Duet\Outbox\State;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Support\Clock;
use Duet\Sweep\StoredOrders;

defined( 'ABSPATH' ) || exit;

/**
 * A merchant's "send it again". The identifiers went when the row was done, so an order's event is built anew from the
 * order.
 */
final class Resend {

	/** Seconds for which TikTok merges copies, counted from the first one (TikTok help: event deduplication). */
	private const MERGED = 48 * 3600;

	public function __construct(
		private readonly Settings $settings,
		private readonly Ledger $ledger,
		private readonly Outbox $outbox,
		private readonly Payload $payload,
		private readonly StoredOrders $orders,
		private readonly Clock $clock,
		private readonly ?Pauses $pauses = null,
	) {
	}

	/** @param bool $confirmed The merchant was told that it may count twice. */
	public function resend( int $id, bool $confirmed ): Resent {
		$row     = $this->ledger->find( $id );
		$refused = null === $row ? Resent::Unknown : $this->refused( $row );
		if ( null === $row || null !== $refused ) {
			return $refused ?? Resent::Unknown;
		}
		try {
			$event = $this->orders->event( (int) $row['object_id'] );
			if ( null === $event && $this->orders->is_vetoed( (int) $row['object_id'] ) ) {
				return Resent::Vetoed;
			}
		} catch ( InvalidEvent ) {
			$event = null;
		}
		// The id, too: the site's id key may have been lost, and under another id it would be another conversion.
		if ( null === $event || $event->name !== $row['event'] || $event->id !== $row['event_id'] ) {
			return Resent::Changed;
		}
		$offline = 'offline' === $row['source'];
		$last    = (int) $row['event_time'] + Outbox::HORIZON_OFFLINE;
		// The browser's copy may have been the first one, and that went when the event happened. An offline sale has no
		// other
		// copy: one that TikTok never took cannot be counted twice.
		$merged = $offline && State::Delivered->value !== $row['state']
			? $last
			: min( (int) $row['created_at'], (int) $row['event_time'] ) + self::MERGED;
		$now    = $this->clock->now();
		if ( ! $confirmed && $now > $merged ) {
			return Resent::Late;
		}
		$item = $this->payload->build(
			$event,
			self::name( $row ) ?? $this->settings->tiktok_name( $event->definition ),
			$row['source']
		);
		// Without the merchant's confirmation it must not count twice because TikTok was unreachable meanwhile.
		$until = $offline ? $last : $now + Outbox::HORIZON;
		if ( ! $this->outbox->requeue( $id, $item, $event->visitor->visitor, $now > $merged ? $until : $merged ) ) {
			return Resent::Waiting;
		}
		// A merchant who sends a refused event again has corrected it.
		$this->pauses?->resume( $row['pixel_code'], Outcome::BadEvent );
		return Resent::Queued;
	}

	/**
	 * The name TikTok got, if the row still has it: under a name that the merchant chose since, it would be another
	 * event.
	 *
	 * @param array<string, string> $row
	 */
	private static function name( array $row ): ?string {
		$sent = json_decode( $row['payload'], true );
		$name = is_array( $sent ) ? ( $sent['event'] ?? null ) : null;
		return is_string( $name ) && '' !== $name ? $name : null;
	}

	/** @param array<string, string> $row */
	private function refused( array $row ): ?Resent {
		$state = State::tryFrom( $row['state'] );
		$codes = array_map( static fn( Pixel $pixel ): string => $pixel->code, $this->settings->pixels() );
		return match ( true ) {
			0 === (int) $row['object_id']                                        => Resent::Page,
			null === $state, ! $state->is_final()                                => Resent::Waiting,
			State::Withheld === $state                                           => Resent::Withheld,
			// A forgotten person's row has lost even the names of what was known of them.
			'' === $row['identifiers'] . $row['email_hash'] && in_array( $row['visitor'], [ '', 'erased' ], true ) => Resent::Withheld,
			'web' === $row['source'] && ! in_array( $row['pixel_code'], $codes, true ) => Resent::NoPixel,
			default                                                              => null,
		};
	}
}
