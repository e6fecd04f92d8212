<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** The three ways out, by the names that catalogue.json and settings.json use for them. */
enum ChannelName: string {
	case DataLayer = 'dataLayer';
	case Pixel     = 'pixel';
	case EventsApi = 'eventsApi';
}
