<?php
declare(strict_types=1);

namespace Duet\Policy;

use Duet\Event\ChannelName;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\EventsApi\Payload;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** May this event go to this channel, and if not, why. The only gate on the server. */
final class Policy {

	/** @param Payload|null $payload Null where no event is offline. */
	public function __construct(
		private readonly Settings $settings,
		private readonly ?Payload $payload = null,
	) {
	}

	public function refuses( Event $event, ChannelName $channel ): ?Refusal {
		// The offline event set has a switch of its own, and no other channel, because no visitor was on a page.
		$on = Origin::Offline === $event->origin
			? ChannelName::EventsApi === $channel
			: $this->settings->channel_on( $event->definition, $channel );
		if ( ! $on ) {
			return Refusal::ChannelOff;
		}
		// The dataLayer stays on the site and carries no person; Google's tags have a consent gate of their own.
		return ChannelName::DataLayer === $channel ? null : $this->refuses_tiktok( $event );
	}

	private function refuses_tiktok( Event $event ): ?Refusal {
		if ( ConsentMode::Unset === $this->settings->consent_mode() ) {
			return Refusal::ConsentUnset;
		}
		if ( [] === $this->settings->destinations( $event->origin ) ) {
			return Refusal::NoPixel;
		}
		// TikTok matches offline events by these two alone, and takes no others.
		if ( Origin::Offline === $event->origin && false === $this->payload?->has_contact( $event ) ) {
			return Refusal::NoContact;
		}
		// The decision of the event's own visitor, never of the present request: that may be cron's or an admin's.
		return match ( $event->visitor->decision() ) {
			Decision::Granted => null,
			Decision::Denied  => Refusal::ConsentDenied,
			Decision::Unknown => Refusal::ConsentUnknown,
		};
	}
}
