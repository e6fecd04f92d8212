<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use DateTimeImmutable;
use DateTimeZone;
use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * Sales against conversions, day by day, and one number for them: of the sales that may go to TikTok, the share that
 * arrived. A sale that may not be sent (no consent, excluded, withdrawn, stopped by the site's own code) is no mistake
 * and stands apart; everything else that is not there counts against us, what still waits included.
 *
 * @phpstan-type Difference array{order: int, number: string, time: int, pixel_code: string, reason: string}
 * @phpstan-type Day array{date: string, sales: int, delivered: int, reasons: array<string, int>}
 * @phpstan-type Report array{
 *     sales: int,
 *     allowed: int,
 *     unseen: int,
 *     delivered: int,
 *     accuracy: float|null,
 *     days: list<Day>,
 *     differences: list<Difference>,
 *     more: int,
 * }
 */
final class Accuracy implements AccuracyReports {

	/** What a shopper, the merchant or the merchant's own code decided. */
	private const MAY_NOT = [ 'excluded', 'refunded', 'withheld', 'withheld_by_code', 'channel_off', 'no_pixel', 'no_contact', 'consent_unset', 'consent_denied', 'consent_unknown' ];

	/** No shopper was seen. It may not be sent either, but that is no one's decision: the merchant can look into it. */
	private const UNSEEN = 'no_visitor';

	/** Ought not to be, and is worth a look at the order. */
	public const LOST = [ 'missing', 'too_late', 'dead', 'expired', 'broken' ];

	/** Differences listed: what ought not to be before what was decided, newest first. All are counted. */
	private const LISTED = 200;

	/**
	 * @param int $most_days As far back as the ledger goes: a sale from before is not lost because its row was deleted.
	 */
	public function __construct(
		private readonly Sales $sales,
		private readonly Clock $clock,
		private readonly DateTimeZone $zone,
		private readonly int $most_days = PHP_INT_MAX,
	) {
	}

	/**
	 * @return Report unseen: sales without a known visitor; accuracy: from 0 to 1, null without a sale that may go;
	 *         more: differences that are not listed.
	 */
	public function of( int $days ): array {
		return $this->until( $this->clock->now(), min( $days, $this->most_days ) );
	}

	public function before( int $days ): ?array {
		if ( 2 * $days > $this->most_days ) {
			return null;
		}
		$today  = ( new DateTimeImmutable( '@' . $this->clock->now() ) )->setTimezone( $this->zone )->setTime( 0, 0 );
		$first  = $today->modify( '-' . ( $days - 1 ) . ' days' )->getTimestamp();
		$report = $this->until( $first - 1, $days );
		return [
			'sales'     => $report['sales'],
			'delivered' => $report['delivered'],
			'accuracy'  => $report['accuracy'],
		];
	}

	/**
	 * @param int $now  Unix seconds: the end of the last day.
	 * @param int $days How many, the last one included.
	 * @return Report
	 */
	private function until( int $now, int $days ): array {
		$zone   = $this->zone;
		$first  = ( new DateTimeImmutable( "@$now" ) )->setTimezone( $zone )->setTime( 0, 0 )->modify( '-' . ( $days - 1 ) . ' days' );
		$table  = $this->empty_days( $first, $days );
		$last   = (string) array_key_last( $table );
		$totals = [ 'sales' => 0, 'allowed' => 0, 'unseen' => 0, 'delivered' => 0 ];
		$wrong  = [];
		$unseen = [];
		$willed = [];
		$more   = 0;
		foreach ( $this->sales->sales( $first->getTimestamp(), $now ) as $sale ) {
			$date = ( new DateTimeImmutable( '@' . $sale['time'] ) )->setTimezone( $zone )->format( 'Y-m-d' );
			// A clock that runs ahead must not lose the sale.
			$date   = isset( $table[ $date ] ) ? $date : $last;
			$reason = self::worst( $sale['reasons'] );
			$day    = $table[ $date ];
			++$day['sales'];
			++$totals['sales'];
			if ( null === $reason ) {
				++$day['delivered'];
				++$totals['delivered'];
			} else {
				$day['reasons'][ $reason ] = ( $day['reasons'][ $reason ] ?? 0 ) + 1;
			}
			$table[ $date ]     = $day;
			$totals['unseen']  += (int) ( self::UNSEEN === $reason );
			$totals['allowed'] += (int) ! in_array( $reason, [ self::UNSEEN, ...self::MAY_NOT ], true );
			foreach ( $sale['reasons'] as $pixel_code => $why ) {
				$row = [
					'order'      => $sale['order'],
					'number'     => $sale['number'],
					'time'       => $sale['time'],
					'pixel_code' => (string) $pixel_code,
					'reason'     => $why,
				];
				++$more;
				match ( true ) {
					self::UNSEEN === $why                 => $unseen = self::newest( $unseen, $row ),
					in_array( $why, self::MAY_NOT, true ) => $willed = self::newest( $willed, $row ),
					default                               => $wrong  = self::newest( $wrong, $row ),
				};
			}
		}
		$accuracy = 0 === $totals['allowed'] ? null : $totals['delivered'] / $totals['allowed'];
		$listed   = array_slice(
			[ ...array_reverse( $wrong ), ...array_reverse( $unseen ), ...array_reverse( $willed ) ],
			0,
			self::LISTED
		);
		return $totals + [ 'accuracy' => $accuracy, 'days' => array_values( $table ), 'differences' => $listed, 'more' => $more - count( $listed ) ];
	}

	/**
	 * @template T of array<mixed>
	 * @param list<T> $rows
	 * @param T       $row
	 * @return list<T> The last of them: sales come in the order they were last changed in.
	 */
	private static function newest( array $rows, array $row ): array {
		$rows[] = $row;
		if ( count( $rows ) > self::LISTED ) {
			array_shift( $rows );
		}
		return $rows;
	}

	/**
	 * With several pixels a sale has arrived when all have it; else its worst reason speaks for it.
	 *
	 * @param array<string, string> $reasons
	 */
	private static function worst( array $reasons ): ?string {
		$lost = array_values( array_intersect( $reasons, self::LOST ) );
		$left = array_values( array_diff( $reasons, [ self::UNSEEN, ...self::MAY_NOT ] ) );
		return $lost[0] ?? $left[0] ?? array_values( $reasons )[0] ?? null;
	}

	/** @return array<string, array{date: string, sales: int, delivered: int, reasons: array<string, int>}> */
	private function empty_days( DateTimeImmutable $first, int $days ): array {
		$table = [];
		for ( $day = 0; $day < $days; $day++ ) {
			$date           = $first->modify( "+$day days" )->format( 'Y-m-d' );
			$table[ $date ] = [ 'date' => $date, 'sales' => 0, 'delivered' => 0, 'reasons' => [] ];
		}
		return $table;
	}
}
