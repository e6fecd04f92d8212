<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Event\ChannelName;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Visitor\Customer;

defined( 'ABSPATH' ) || exit;

/** Whether a page has anybody to give a server-born event to. */
final class Audience {

	/** @param Customer|null $customer So that visits of staff, for one, get nothing; null where it does not matter. */
	public function __construct(
		private readonly Settings $settings,
		private readonly ?Customer $customer = null,
	) {
	}

	/**
	 * An undecided visitor may still decide on the very page, so for the pixel only a refusal counts; the dataLayer
	 * carries no person and waits for no consent. A sale that counts in the offline event set is none of this website.
	 */
	public function of( Event $event ): bool {
		if ( Origin::Offline === $event->origin || $this->is_excluded() ) {
			return false;
		}
		$pixel = $this->settings->channel_on( $event->definition, ChannelName::Pixel )
			&& $this->asks()
			&& Decision::Denied !== $event->visitor->decision();
		return $pixel || $this->settings->channel_on( $event->definition, ChannelName::DataLayer );
	}

	/** Whether the visitor's answer about consent changes what is sent. */
	public function may_answer(): bool {
		return $this->asks() && ! $this->is_excluded();
	}

	private function asks(): bool {
		return [] !== $this->settings->pixels() && ConsentMode::Unset !== $this->settings->consent_mode();
	}

	private function is_excluded(): bool {
		return true === $this->customer?->visit_excluded( get_current_user_id() );
	}
}
