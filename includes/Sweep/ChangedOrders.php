<?php
declare(strict_types=1);

namespace Duet\Sweep;

defined( 'ABSPATH' ) || exit;

/** The shop's orders, as far as they changed lately. */
interface ChangedOrders {

	/** Orders of a page. */
	public const SIZE = 100;

	/**
	 * Orders last changed in a stretch of time, longest unchanged first.
	 *
	 * @param int $from Unix seconds, both included.
	 * @param int $page From 1.
	 * @return list<int> At most SIZE; fewer on the last page.
	 */
	public function changed( int $from, int $until, int $page ): array;
}
