<?php
declare(strict_types=1);

namespace Duet\Report;

use Closure;
use Duet\Channel\EventsApi\Ledger;
use Duet\Channel\EventsApi\Resend;
use Duet\Channel\EventsApi\Resent;

defined( 'ABSPATH' ) || exit;

/**
 * One press for what can still be mended: sales no hook brought in are looked for, and purchases TikTok refused or that
 * expired are sent again, as far as TikTok still merges their copies. Nothing here can count a sale twice.
 */
final class Repair {

	/** Rows tried in one press, so that the answer comes while somebody waits for it. */
	private const MOST = 100;

	/** @param Closure(): int $sweep Sweep::all(): events brought in. */
	public function __construct(
		private readonly Closure $sweep,
		private readonly Ledger $ledger,
		private readonly Resend $resend,
	) {
	}

	/** @return array{found: int, again: int, left: int} Brought in; sent again; not to be mended this way. */
	public function run(): array {
		$found = ( $this->sweep )();
		$again = 0;
		$left  = 0;
		foreach ( [ 'dead', 'expired' ] as $state ) {
			foreach ( $this->ledger->page( [ 'state' => $state, 'event' => 'Purchase', 'test' => false ], 1, self::MOST ) as $row ) {
				Resent::Queued === $this->resend->resend( (int) $row['id'], false ) ? ++$again : ++$left;
			}
		}
		return [ 'found' => $found, 'again' => $again, 'left' => $left ];
	}
}
