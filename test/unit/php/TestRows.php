<?php
declare(strict_types=1);

namespace Duet\Test;

use Closure;
use Duet\Order\OrderRows;

/** What a test says that the outbox has of orders. */
final class TestRows implements OrderRows {

	/**
	 * @param (Closure(list<int>): array<int, array<string, string>>)|null               $of_orders
	 * @param (Closure(array<string, string>, list<string>, int): array<string, mixed>)|null $written By own IDs, IDs of the first release and since when.
	 */
	public function __construct(
		private readonly ?Closure $of_orders = null,
		private readonly ?Closure $written = null,
	) {
	}

	public function of_orders( array $ids ): array {
		return null === $this->of_orders ? [] : ( $this->of_orders )( $ids );
	}

	public function written( array $pixels, array $own, array $first, int $since, int $order ): array {
		return null === $this->written ? [] : ( $this->written )( $own, $first, $since );
	}
}
