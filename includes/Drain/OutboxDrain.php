<?php
declare(strict_types=1);

namespace Duet\Drain;

defined( 'ABSPATH' ) || exit;

/** Sends what is due in the outbox. */
interface OutboxDrain {

	/**
	 * Never throws, whatever TikTok, the network or the database do.
	 *
	 * @param int $seconds No request starts later; the last one may still take its timeout.
	 * @param int $batches Requests at most; one after a visitor's response, all in cron.
	 */
	public function drain( int $seconds = 20, int $batches = PHP_INT_MAX ): DrainReport;
}
