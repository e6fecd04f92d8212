<?php
declare(strict_types=1);

namespace Duet\EventsApi;

defined( 'ABSPATH' ) || exit;

/** The kinds of answer the sender treats differently. */
enum Outcome: string {
	case Accepted = 'accepted';

	/** Some events were taken and some were not, and TikTok does not say which. Same ids again, in smaller groups. */
	case Partial = 'partial';

	/** TikTok asks for patience; costs the rows no attempt. */
	case Throttled = 'throttled';

	/** The request did not arrive: no DNS, no connection, no TLS. */
	case Unreachable = 'unreachable';

	/**
	 * It is unknown whether TikTok took the events: read timeout, reset, 5xx, a page of a proxy or firewall, an unknown
	 * code. Same id again.
	 */
	case Ambiguous = 'ambiguous';

	/** TikTok itself refuses at least one event (code 40002); it answers the whole request with one code. */
	case BadEvent = 'bad_event';

	/** Token, permission or pixel: no event is at fault, and trying again does not help. */
	case BadCredentials = 'bad_credentials';

	/** The request is larger than something on the way lets through. Smaller requests may pass. */
	case TooLarge = 'too_large';
}
