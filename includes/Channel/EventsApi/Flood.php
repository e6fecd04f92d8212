<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * How much a minute of the public routes may bring: of one address, and of all together. Counted in the rows they wrote
 * themselves, so whoever is turned away writes nothing, and nothing has to be remembered elsewhere.
 */
final class Flood {

	/** A telephone network's one address may stand for hundreds of shoppers, each with a few events a minute. */
	private const OF_ADDRESS = 300;
	private const OF_ALL     = 6000;

	/** Of visitors who take their consent back. A row each, for 13 months. */
	private const REFUSALS_OF_ADDRESS = 30;
	private const REFUSALS_OF_ALL     = 3000;

	/** @param Closure(): string $key The site's own secret. */
	public function __construct(
		private readonly Database $database,
		private readonly Closure $key,
	) {
	}

	/**
	 * What a row keeps of the address it came from: two bytes, keyed, another every day. Enough to tell a flood from its
	 * neighbours, shared by 65,000 addresses each, and so nobody's. '' for no address.
	 */
	public function mark( string $ip ): string {
		$bytes = false === filter_var( $ip, FILTER_VALIDATE_IP ) ? false : inet_pton( $ip );
		// Whoever has one IPv6 address has the other 2^64 of its network.
		return false === $bytes ? '' : substr( hash_hmac( 'sha256', gmdate( 'Y-m-d' ) . '|sender|' . substr( $bytes, 0, 8 ), ( $this->key )() ), 0, 4 );
	}

	/**
	 * Whether no more events are taken, of this address or of anybody. One query.
	 *
	 * @param int $copies Rows that each event makes: one for a pixel.
	 */
	public function is_on( string $ip, int $copies ): bool {
		return $this->reached( $ip, false, self::OF_ADDRESS * $copies, self::OF_ALL * $copies );
	}

	/** Whether no more refusals are taken. One query. */
	public function is_on_with_refusals( string $ip ): bool {
		return $this->reached( $ip, true, self::REFUSALS_OF_ADDRESS, self::REFUSALS_OF_ALL );
	}

	/** Counts the rows of the last minute alone, however many tombstones there are. */
	private function reached( string $ip, bool $tombstones, int $of_address, int $of_all ): bool {
		$mark     = $this->mark( $ip );
		[ $rows ] = $this->database->rows(
			"SELECT COUNT(*) AS of_all, SUM( CASE WHEN sender = %s THEN 1 ELSE 0 END ) AS of_address FROM %i
			WHERE created_at > UNIX_TIMESTAMP() - 60 AND class = %d AND CASE WHEN state = 'tombstone' THEN 1 ELSE 0 END = %d",
			[ $mark, $this->database->outbox(), Priority::Page->value, (int) $tombstones ]
		) + [ [] ];
		return (int) ( $rows['of_all'] ?? 0 ) >= $of_all || ( '' !== $mark && (int) ( $rows['of_address'] ?? 0 ) >= $of_address );
	}
}
