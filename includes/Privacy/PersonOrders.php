<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Event\Visitor;
use Duet\Hashing\Hash;
use Duet\Snapshot\OrderMeta;
use Duet\Support\IdKey;
use WC_Order;
use WP_User;

defined( 'ABSPATH' ) || exit;

/** From an e-mail address to a person's orders. Without WooCommerce there are none. */
final class PersonOrders {

	/** @param string $meta Meta key of the snapshot. */
	public function __construct(
		private readonly OrderMeta $tables,
		private readonly Rows $rows,
		private readonly string $meta,
		private readonly IdKey $key,
	) {
	}

	public function person( string $email ): Person {
		$hash     = Hash::mark( $email, $this->key->get() );
		$user     = false === is_email( $email ) ? false : get_user_by( 'email', $email );
		$orders   = self::ids( $email, $user instanceof WP_User ? $user->ID : 0 );
		$visitors = $this->rows->visitors( $hash );
		foreach ( $this->tables->values( $this->meta, $orders ) as $stored ) {
			$visitors[] = is_array( $stored ) ? Visitor::from_array( $stored )->visitor : '';
		}
		return new Person(
			$hash,
			$orders,
			array_values( array_unique( array_diff( $visitors, [ '' ] ) ) ),
			$user instanceof WP_User ? $user->ID : 0
		);
	}

	/**
	 * @param int $page From 1.
	 * @return list<WC_Order>
	 */
	public function page( Person $person, int $page, int $size ): array {
		$orders = array_map(
			static fn( int $id ): mixed => wc_get_order( $id ),
			array_slice( $person->orders, ( $page - 1 ) * $size, $size )
		);
		return array_values( array_filter( $orders, static fn( mixed $order ): bool => $order instanceof WC_Order ) );
	}

	/**
	 * As WooCommerce's own privacy tools find them: by billing address or account. In every status, for an abandoned or
	 * trashed order holds its shopper's snapshot, too.
	 *
	 * @param int $user The account, or 0.
	 * @return list<int>
	 */
	private static function ids( string $email, int $user ): array {
		if ( ! function_exists( 'wc_get_orders' ) || false === is_email( $email ) ) {
			return [];
		}
		$found = wc_get_orders(
			[
				'customer' => $user > 0 ? [ $email, $user ] : [ $email ],
				'type'     => 'shop_order',
				'status'   => array_values( get_post_stati() ),
				'return'   => 'ids',
				'limit'    => -1,
				'orderby'  => 'ID',
				'order'    => 'ASC',
			]
		);
		return array_values( array_map( intval( ... ), array_filter( is_array( $found ) ? $found : [], is_numeric( ... ) ) ) );
	}
}
