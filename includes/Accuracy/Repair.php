<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Deliveries\Ledger;
use Duet\Deliveries\Resend;
use Duet\Deliveries\Resent;
use Duet\Sweep\Nets;

defined( 'ABSPATH' ) || exit;

/**
 * One press for what can still be mended: sales no hook brought in are looked for, and purchases TikTok refused or that
 * expired are sent again, as far as TikTok still merges their copies. Nothing here can count a sale twice.
 */
final class Repair implements SaleRepair {

	/** Rows tried in one press, so that the merchant does not wait long for the answer. */
	private const MOST = 100;

	/** Orders per query. */
	private const CHUNK = 500;

	public function __construct(
		private readonly Nets $nets,
		private readonly Ledger $ledger,
		private readonly Resend $resend,
	) {
	}

	/**
	 * @return array{found: int, again: int, withheld: int, too_old: int, failed: int, left: int} found: queued for the
	 *         first time; again: queued once more; withheld: by code on this site, or because the shopper withdrew;
	 *         failed: not written down; left: changed orders, and pixels that are gone.
	 */
	public function run(): array {
		$swept  = $this->nets->all();
		$failed = $this->without_row( $swept->brought );
		$done   = [
			'found'    => count( $swept->brought ) - $failed,
			'again'    => 0,
			'withheld' => $swept->withheld,
			'too_old'  => $swept->too_old,
			'failed'   => $failed,
			'left'     => 0,
		];
		foreach ( [ 'dead', 'expired' ] as $state ) {
			foreach ( $this->ledger->page( [ 'state' => $state, 'event' => 'Purchase', 'test' => false ], 1, self::MOST ) as $row ) {
				++$done[ self::part( $this->resend->resend( (int) $row['id'], false ) ) ];
			}
		}
		return $done;
	}

	/** @return 'again'|'withheld'|'too_old'|'left' */
	private static function part( Resent $resent ): string {
		return match ( $resent ) {
			Resent::Queued                        => 'again',
			Resent::Withheld, Resent::Vetoed      => 'withheld',
			Resent::Late                          => 'too_old',
			Resent::Unknown, Resent::Waiting, Resent::Page, Resent::NoPixel, Resent::Changed => 'left',
		};
	}

	/**
	 * @param list<int> $orders
	 * @return int Those the outbox has nothing of: the database refused.
	 */
	private function without_row( array $orders ): int {
		$missing = 0;
		foreach ( array_chunk( array_values( array_unique( $orders ) ), self::CHUNK ) as $ids ) {
			$missing += count( $ids ) - count( $this->ledger->of_orders( $ids ) );
		}
		return $missing;
	}
}
