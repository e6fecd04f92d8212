<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Support\Guard;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * A visitor who takes his consent back leaves a tombstone, which stops everything at once, and which goes after 13 months.
 * What he said has to outlive it: a subscription is renewed, an old order paid. So it is written into the snapshots of the
 * orders placed in his browser, which loses whatever else they know of the visit.
 */
final class Withdrawals {

	public const SOURCE = 'withdrawal';

	/** The number outlives the answer by a minute in the browser; whoever agrees again within the hour loses nothing. */
	private const AFTER = 3600;

	/** Browsers per query, and queries per run: the next hour goes on. */
	private const CHUNK  = 20;
	private const CHUNKS = 10;

	public function __construct(
		private readonly OrderMeta $tables,
		private readonly Tombstones $tombstones,
		private readonly Snapshots $snapshots,
		private readonly Guard $guard,
	) {
	}

	/**
	 * Hourly.
	 *
	 * @param int $now Unix seconds.
	 */
	public function run( int $now ): void {
		for ( $chunk = 0; $chunk < self::CHUNKS; $chunk++ ) {
			$visitors = $this->tombstones->unsettled( $now - self::AFTER, self::CHUNK );
			$written  = [] === $visitors ? [] : array_values( array_diff( $visitors, $this->write( $visitors ) ) );
			if ( [] !== $written ) {
				$this->tombstones->settle( $written, $now );
			}
			// The next hour: in this request the order may look saved.
			if ( [] === $visitors || $written !== $visitors ) {
				return;
			}
		}
	}

	/**
	 * What is remembered of these browsers, for the last time: their orders know it from now on.
	 *
	 * @param list<string> $visitors
	 * @return bool Whether there was anything.
	 * @throws \RuntimeException When an order could not be saved.
	 */
	public function forget( array $visitors ): bool {
		$withdrew = array_column( $this->tombstones->of( $visitors ), 0 );
		if ( [] === $withdrew ) {
			return false;
		}
		if ( [] !== $this->write( $withdrew ) ) {
			throw new \RuntimeException( 'A withdrawal could not be written into its orders' );
		}
		$this->tombstones->delete( $withdrew );
		return true;
	}

	/**
	 * @param non-empty-list<string> $visitors
	 * @return list<string> Those of whom an order did not take it: it is tried again, and keeps nobody else from it.
	 */
	private function write( array $visitors ): array {
		$failed = [];
		// Without WooCommerce nothing can be sent of its orders.
		foreach ( function_exists( 'wc_get_order' ) ? $this->tables->of_visitors( $this->snapshots->meta, $visitors ) : [] as $id ) {
			$order   = wc_get_order( $id );
			$stored  = $order instanceof WC_Order ? $order->get_meta( $this->snapshots->meta ) : null;
			$visitor = is_array( $stored ) ? ( $stored['visitor'] ?? null ) : null;
			if ( $order instanceof WC_Order && true !== $this->guard->run( fn(): bool => $this->snapshots->withdraw( $order ), 'withdrawal' ) ) {
				$failed = is_string( $visitor ) && in_array( $visitor, $visitors, true ) ? [ ...$failed, $visitor ] : $visitors;
			}
		}
		return $failed;
	}
}
