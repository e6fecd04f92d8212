<?php
declare(strict_types=1);

namespace Duet\Policy;

defined( 'ABSPATH' ) || exit;

/** Why an event does not go to a channel. */
enum Refusal: string {
	case ChannelOff     = 'channel_off';
	case NoPixel        = 'no_pixel';
	case NoContact      = 'no_contact';
	case ConsentUnset   = 'consent_unset';
	case ConsentDenied  = 'consent_denied';
	case ConsentUnknown = 'consent_unknown';

	/** Code on this site stopped it with the filter `duet_event`. */
	case Vetoed = 'withheld_by_code';

	/** Whether it says something about a visitor or a set-up to mend; a channel the merchant switched off does not. */
	public function counts(): bool {
		return match ( $this ) {
			self::ChannelOff                                                             => false,
			self::NoContact, self::NoPixel, self::Vetoed                      => true,
			self::ConsentUnset, self::ConsentDenied, self::ConsentUnknown => true,
		};
	}
}
