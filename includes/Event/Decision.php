<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** What a visitor allows. Three values, because "not asked yet" is neither yes nor no. */
enum Decision: string {
	case Granted = 'granted';
	case Denied  = 'denied';
	case Unknown = 'unknown';
}
