<?php
declare(strict_types=1);

namespace Duet\Outbox;

defined( 'ABSPATH' ) || exit;

/** What became of an attempt to enqueue. */
enum Entry: string {
	case Queued = 'queued';

	/** The row is there already, or its visitor withdrew consent; one query cannot tell which, and neither needs anything done. */
	case Skipped = 'skipped';

	/** So many page events wait that another one would only push the disk; order events are never refused for that. */
	case Full = 'full';

	/** The database refused; the hourly sweep brings order events back. */
	case Failed = 'failed';
}
