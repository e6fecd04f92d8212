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

	/**
	 * The totals of as many days before, to compare with.
	 *
	 * @return array{sales: int, delivered: int, accuracy: float|null}|null Null if deliveries are not kept for so long.
	 */
	public function before( int $days ): ?array;
}
