<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Event\Event;

defined( 'ABSPATH' ) || exit;

/** The sales of a stretch of time, and what became of them at TikTok. Times are Unix seconds, both included. */
interface Sales {

	/**
	 * Sales whose moment came then.
	 *
	 * @return iterable<array{order: int, number: string, time: int, reasons: array<string, string>}> reasons: by pixel
	 *         why it does not have the sale; [] for a sale that all pixels have.
	 */
	public function sales( int $from, int $until ): iterable;

	/** @return iterable<array{order: int, number: string, time: int, pixel_code: string, reason: string}> */
	public function differences( int $from, int $until ): iterable;

	/** @return iterable<Event> */
	public function refunds( int $from, int $until ): iterable;
}
