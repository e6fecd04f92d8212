<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * How much of the public relay's a minute may bring: of one address, and of all together. Counted in the rows it wrote
 * itself, so a refusal writes nothing, and nothing has to be remembered elsewhere.
 */
final class Flood {

	/** A telephone network's one address may stand for hundreds of shoppers, each with a few events a minute. */
	private const OF_ADDRESS = 300;
	private const OF_ALL     = 6000;

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
	 * Whether no more is taken, of this address or of anybody. One query over the rows of the last minute.
	 *
	 * @param int $copies Rows that each event makes: one for a pixel.
	 */
	public function is_on( string $ip, int $copies ): bool {
		[ $rows ] = $this->database->rows(
			'SELECT COUNT(*) AS of_all, SUM( CASE WHEN sender = %s THEN 1 ELSE 0 END ) AS of_address FROM %i WHERE created_at > UNIX_TIMESTAMP() - 60 AND class = %d',
			[ $this->mark( $ip ), $this->database->outbox(), Priority::Page->value ]
		) + [ [] ];
		return (int) ( $rows['of_all'] ?? 0 ) >= self::OF_ALL * $copies
			|| ( '' !== $this->mark( $ip ) && (int) ( $rows['of_address'] ?? 0 ) >= self::OF_ADDRESS * $copies );
	}
}
