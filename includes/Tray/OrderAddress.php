<?php
declare(strict_types=1);

namespace Duet\Tray;

use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The order that an address names by its id and its key, under whatever names a thank-you page of a page builder or a
 * funnel uses: `?order=15&key=wc_order_x`, `?order_id=`, `?wcf-order=15&wcf-key=`, `/thanks/15/?key=`. The key is the
 * proof, so it does not matter which part of the address it came from.
 */
final class OrderAddress {

	/** A prober's address may hold any number of numbers, and each would be a query. */
	private const MOST = 4;

	/**
	 * @param array<mixed> $query $_GET.
	 * @param string       $path  REQUEST_URI; its query is ignored.
	 * @param mixed        $first The id that WordPress found in the address by itself.
	 */
	public static function order( array $query, string $path, mixed $first = 0 ): ?WC_Order {
		$parts = [];
		foreach ( array_slice( $query, 0, 50, true ) as $name => $value ) {
			$parts[] = [ (string) $name, is_string( $value ) ? wp_unslash( $value ) : '' ];
		}
		foreach ( array_slice( explode( '/', (string) strtok( $path, '?' ) ), -8 ) as $segment ) {
			$parts[] = [ '', rawurldecode( $segment ) ];
		}
		$keys = self::keys( $parts );
		$ids  = [] === $keys ? [] : self::ids( $parts );
		foreach ( array_unique( [ ...self::numbers( $first ), ...$ids ] ) as $id ) {
			$order = [] === $keys ? null : wc_get_order( $id );
			if ( ! $order instanceof WC_Order || '' === $order->get_order_key() ) {
				continue;
			}
			foreach ( $keys as $key ) {
				if ( hash_equals( $order->get_order_key(), $key ) ) {
					return $order;
				}
			}
		}
		return null;
	}

	/**
	 * @param list<array{string, string}> $parts Name, '' in the path, and value.
	 * @return list<string>
	 */
	private static function keys( array $parts ): array {
		$is_key = static fn( array $part ): bool => '' !== $part[1] && strlen( $part[1] ) <= 100
			&& ( str_starts_with( $part[1], 'wc_order_' ) || 1 === preg_match( '/key\z/i', $part[0] ) );
		return array_slice( array_column( array_filter( $parts, $is_key ), 1 ), 0, self::MOST );
	}

	/**
	 * @param list<array{string, string}> $parts
	 * @return list<int>
	 */
	private static function ids( array $parts ): array {
		$is_id = static fn( array $part ): bool => '' === $part[0] || 1 === preg_match( '/order|\Aid\z/i', $part[0] );
		return array_slice(
			array_merge( ...array_map( self::numbers( ... ), array_column( array_filter( $parts, $is_id ), 1 ) ) ),
			0,
			self::MOST
		);
	}

	/** @return list<int> One, or none. */
	private static function numbers( mixed $text ): array {
		return ( is_int( $text ) || is_string( $text ) ) && 1 === preg_match( '/\A[1-9]\d{0,17}\z/', (string) $text )
			? [ (int) $text ]
			: [];
	}
}
