<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/** Where a pixel's access token comes from. Unreadable: stored, but the site's security keys have changed since. */
enum TokenSource: string {
	case Constant   = 'constant';
	case Stored     = 'stored';
	case Unreadable = 'unreadable';
	case None       = 'none';
}
