<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Duet\Support\IdKey;

defined( 'ABSPATH' ) || exit;

/**
 * How much a minute of the public routes may bring: of one connection, and of all together. Counted in the rows they wrote
 * themselves, so whoever is turned away writes nothing, and nothing has to be remembered elsewhere.
 *
 * A proxy that nobody named in DUET_TRUSTED_PROXIES may carry all visitors of a shop, or be one client who writes
 * forwarding headers. So each client it names has the allowance of one, and all of them may share more as long as
 * the site is calm: the second half of the site's allowance is for connections that stay within theirs (decision 0020).
 */
final class Flood {

	/** A telephone network's one address may stand for hundreds of shoppers, each with a few events a minute. */
	private const OF_ADDRESS = 300;
	private const OF_ALL     = 6000;

	public function __construct(
		private readonly Database $database,
		private readonly IdKey $key,
	) {
	}

	/**
	 * What a row keeps of the connection it came from: two bytes, keyed, another every day. Enough to tell a flood from its
	 * neighbours, shared by 65,000 addresses each, and so nobody's. '' for no address. Of a proxy and its client one byte
	 * each, so that all of a proxy begin alike.
	 *
	 * @param string $connection See ClientIp::connection().
	 */
	public function mark( string $connection ): string {
		[ $address, $client ] = explode( ' ', $connection, 2 ) + [ 1 => '' ];
		return substr( $this->hash( $address ), 0, '' === $client ? 4 : 2 ) . substr( $this->hash( $client ), 0, 2 );
	}

	private function hash( string $ip ): string {
		$bytes = false === filter_var( $ip, FILTER_VALIDATE_IP ) ? false : inet_pton( $ip );
		// Whoever has one IPv6 address has the other 2^64 of its network.
		return false === $bytes ? '' : hash_hmac( 'sha256', gmdate( 'Y-m-d' ) . '|sender|' . substr( $bytes, 0, 8 ), $this->key->get() );
	}

	/**
	 * Whether no more events are taken, of this connection or of anybody. One query, over the rows of the last minute alone.
	 * Refusals are none: whoever sends them, each is stored.
	 *
	 * @param int $copies Rows that each event makes: one for a pixel.
	 */
	public function is_on( string $connection, int $copies ): bool {
		$of_one                   = self::OF_ADDRESS * $copies;
		$of_all                   = self::OF_ALL * $copies;
		$mark                     = $this->mark( $connection );
		[ $rows ]                 = $this->database->rows(
			"SELECT COUNT(*) AS of_all, SUM( CASE WHEN sender = %s THEN 1 ELSE 0 END ) AS of_client,
				SUM( CASE WHEN SUBSTR( sender, 1, 2 ) = %s THEN 1 ELSE 0 END ) AS of_proxy FROM %i
			WHERE created_at > UNIX_TIMESTAMP() - 60 AND ( class = %d OR sender <> '' ) AND state <> 'tombstone'",
			[ $mark, substr( $mark, 0, 2 ), $this->database->outbox(), Priority::Page->value ]
		) + [ [] ];
		[ $all, $client, $proxy ] = array_map( static fn( string $count ): int => (int) ( $rows[ $count ] ?? 0 ), [ 'of_all', 'of_client', 'of_proxy' ] );
		return match ( true ) {
			$all >= $of_all                     => true,
			'' === $mark                        => false,
			$client >= $of_one                  => true,
			default                             => str_contains( $connection, ' ' ) && $proxy >= $of_one && $all >= $of_all / 2,
		};
	}
}
