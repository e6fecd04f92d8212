<?php
declare(strict_types=1);

namespace Duet\Report;

use DateTimeImmutable;
use DateTimeZone;
use Duet\Hashing\IdentifierChoice;
use Duet\Outbox\Database;

defined( 'ABSPATH' ) || exit;

/**
 * How well TikTok can recognise the people behind what was delivered: per event and day how many deliveries carried
 * which identifiers, and the one change that would raise it most. Read from the names that stay when the values go.
 */
final class MatchQuality {

	private const DAYS = 7;

	/**
	 * What one more identifier is worth, as TikTok's help ranks them: e-mail and phone find most accounts, the others
	 * help. The click id is not among them: only an ad can raise it.
	 */
	private const WORTH = [
		'email'       => 10,
		'phone'       => 10,
		'external_id' => 6,
		'ttp'         => 5,
		'ip'          => 4,
	];

	/** @param DateTimeZone $zone The one of the site: a day ends at its midnight. */
	public function __construct(
		private readonly Database $database,
		private readonly IdentifierChoice $choice,
		private readonly DateTimeZone $zone,
	) {
	}

	/**
	 * @param int $now Unix seconds.
	 * @return array{days: list<array{day: string, event: string, deliveries: int, with: array<string, int>}>, advice: array{event: string, identifier: string, missing: int, of: int, unticked: bool}|null}
	 */
	public function report( int $now ): array {
		$today = ( new DateTimeImmutable( "@$now" ) )->setTimezone( $this->zone )->setTime( 0, 0 );
		$days  = [];
		for ( $ago = 0; $ago < self::DAYS; $ago++ ) {
			$day  = $today->modify( "-$ago days" );
			$days = [
				...$days,
				...$this->day(
					$day->format( 'Y-m-d' ),
					$day->getTimestamp(),
					$day->modify( '+1 day' )->getTimestamp()
				),
			];
		}
		return [ 'days' => $days, 'advice' => $this->advice( $days ) ];
	}

	/** @return list<array{day: string, event: string, deliveries: int, with: array<string, int>}> By event. */
	private function day( string $day, int $from, int $until ): array {
		$rows   = $this->database->rows(
			"SELECT event, identifiers, COUNT(*) AS size FROM %i
			WHERE state = 'delivered' AND test = '' AND visitor <> 'erased' AND delivered_at >= %d AND delivered_at < %d GROUP BY event, identifiers ORDER BY event",
			[ $this->database->outbox(), $from, $until ]
		);
		$events = [];
		foreach ( $rows as $row ) {
			$event                           = $row['event'];
			$events[ $event ]              ??= [ 'day' => $day, 'event' => $event, 'deliveries' => 0, 'with' => [] ];
			$events[ $event ]['deliveries'] += (int) $row['size'];
			foreach ( array_diff( explode( ',', $row['identifiers'] ), [ '' ] ) as $name ) {
				$events[ $event ]['with'][ $name ] = ( $events[ $event ]['with'][ $name ] ?? 0 ) + (int) $row['size'];
			}
		}
		return array_values( $events );
	}

	/**
	 * @param list<array{day: string, event: string, deliveries: int, with: array<string, int>}> $days
	 * @return array{event: string, identifier: string, missing: int, of: int, unticked: bool}|null
	 */
	private function advice( array $days ): ?array {
		$best   = null;
		$worth  = 0;
		$events = array_filter(
			array_unique( array_column( $days, 'event' ) ),
			fn( string $event ): bool => ! $this->choice->is_page( $event )
		);
		foreach ( $events as $event ) {
			$all = array_filter( $days, static fn( array $day ): bool => $event === $day['event'] );
			$of  = (int) array_sum( array_column( $all, 'deliveries' ) );
			$out = $this->choice->unticked( $event );
			foreach ( self::WORTH as $identifier => $each ) {
				$carried = static fn( array $day ): int => $day['with'][ $identifier ] ?? 0;
				$missing = $of - (int) array_sum( array_map( $carried, $all ) );
				if ( $missing * $each > $worth ) {
					$worth = $missing * $each;
					$best  = [
						'event'      => $event,
						'identifier' => $identifier,
						'missing'    => $missing,
						'of'         => $of,
						'unticked'   => in_array( $identifier, $out, true ),
					];
				}
			}
		}
		return $best;
	}
}
