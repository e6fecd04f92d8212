<?php
declare(strict_types=1);

namespace Duet\Accuracy;

defined( 'ABSPATH' ) || exit;

/** Sends what can still be sent. */
interface SaleRepair {

	/**
	 * @return array{found?: int, again?: int, withheld?: int, too_old?: int, failed?: int, left?: int} found: queued
	 *         for the first time; again: queued once more; withheld: by code on this site, or because the shopper
	 *         withdrew; failed: not written down; left: changed orders, and pixels that are gone. A missing number
	 *         counts as 0.
	 */
	public function run(): array;
}
