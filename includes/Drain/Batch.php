<?php
declare(strict_types=1);

namespace Duet\Drain;

defined( 'ABSPATH' ) || exit;

/** Rows claimed together, to travel in one request: all of one pixel, one source and one test event code. */
final class Batch {

	/**
	 * @param string                   $token      Of the claim; who does not know it cannot mark the rows.
	 * @param non-empty-list<Delivery> $deliveries Oldest and most important first.
	 */
	public function __construct(
		public readonly string $pixel_code,
		public readonly string $token,
		public readonly array $deliveries,
	) {
	}

	public function size(): int {
		return count( $this->deliveries );
	}

	/** @return list<int> */
	public function ids(): array {
		return array_map( static fn( Delivery $delivery ): int => $delivery->id, $this->deliveries );
	}

	public function source(): string {
		return $this->deliveries[0]->source;
	}

	public function test(): string {
		return $this->deliveries[0]->test;
	}

	/** Unix seconds at which the first of its events is too late. */
	public function deadline(): int {
		return min( array_map( static fn( Delivery $delivery ): int => $delivery->deadline, $this->deliveries ) );
	}

	/** Times the most tried of its events was sent before. */
	public function attempts(): int {
		return max( array_map( static fn( Delivery $delivery ): int => $delivery->attempts, $this->deliveries ) );
	}

	/** Events in each of two requests that carry what this one carried. */
	public function half(): int {
		return intdiv( $this->size() + 1, 2 );
	}

	/** The same claim with one row of it. */
	public function only( Delivery $delivery ): self {
		return new self( $this->pixel_code, $this->token, [ $delivery ] );
	}

	/**
	 * The same claim with fewer rows; null when none are left.
	 *
	 * @param list<int> $ids
	 */
	public function without( array $ids ): ?self {
		$rest = array_values( array_filter( $this->deliveries, static fn( Delivery $delivery ): bool => ! in_array( $delivery->id, $ids, true ) ) );
		return [] === $rest ? null : new self( $this->pixel_code, $this->token, $rest );
	}
}
