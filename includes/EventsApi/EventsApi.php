<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Duet\Channel\Channel;
use Duet\Channel\UnsentEvents;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\Outbox\Entry;
use Duet\Outbox\Outbox;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** The server's way to TikTok. Only writes it down: delivery is the drain's, later and elsewhere. */
final class EventsApi implements Channel {

	/** @param Rescue|null $rescue For what the database refuses. */
	public function __construct(
		private readonly Settings $settings,
		private readonly Outbox $outbox,
		private readonly Payload $payload,
		private readonly ?Rescue $rescue = null,
		private readonly ?UnsentEvents $unsent = null,
	) {
	}

	public function name(): ChannelName {
		return ChannelName::EventsApi;
	}

	/**
	 * One row, one query per pixel. A pixel without a token gets its rows too: the merchant has 47 hours to bring one.
	 */
	public function accept( Event $event ): void {
		$item = $this->payload->build(
			$event,
			$this->settings->tiktok_name( $event->definition ),
			Origin::Offline === $event->origin ? 'offline' : 'web'
		);
		foreach ( $this->settings->destinations( $event->origin ) as $pixel ) {
			// An order paid before the pixel was there is another pixel's conversion, whichever hook brings it now.
			if ( $event->time < $pixel->added ) {
				continue;
			}
			// Under the catalogue's name: a merchant who changes to TikTok's older one must not count old orders again.
			$entry = $this->outbox->insert( $pixel->code, $event->name, $event, $item );
			if ( Entry::Failed === $entry ) {
				$this->rescue?->keep( $pixel->code, $event, $item );
			} elseif ( Entry::Full === $entry ) {
				$this->unsent?->note( $event, $entry->value );
			}
		}
	}
}
