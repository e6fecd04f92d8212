<?php
declare(strict_types=1);

namespace Duet\Accuracy;

defined( 'ABSPATH' ) || exit;

/**
 * The report of the last days.
 *
 * @phpstan-import-type Report from Accuracy
 */
interface AccuracyReports {

	/**
	 * @param int $days How many, today included.
	 * @return Report
	 */
	public function of( int $days ): array;
}
