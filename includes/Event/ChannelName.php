<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/**
 * The ways out of Duet.
 *
 * Generated from src/events/catalogue.json by `npm run types`. Change the catalogue, not this file.
 */
enum ChannelName: string {
	case DataLayer = 'dataLayer';
	case Pixel     = 'pixel';
	case EventsApi = 'eventsApi';
}
