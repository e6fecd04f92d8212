<?php
declare(strict_types=1);

namespace Duet\Test\Tray;

use Duet\Test\ShopTestCase;
use Duet\Tray\OrderAddress;
use PHPUnit\Framework\Attributes\DataProvider;

final class OrderAddressTest extends ShopTestCase {

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order(), 16 => self::order( [ 'id' => 16, 'key' => '' ] ) ];
	}

	/** @return iterable<string, array{array<mixed>, string, mixed}> query, path, the id WordPress found */
	public static function named(): iterable {
		$key = 'wc_order_abc';
		yield 'WooCommerce'                   => [ [ 'key' => $key ], "/checkout/order-received/15/?key=$key", '15' ];
		yield 'WooCommerce, plain permalinks' => [ [ 'page_id' => '7', 'order-received' => '15', 'key' => $key ], '/', 15 ];
		yield 'order and key'                 => [ [ 'order' => '15', 'key' => $key ], '/thanks/', '' ];
		yield 'order_id and key'              => [ [ 'order_id' => '15', 'key' => $key ], '/thanks/', '' ];
		yield 'order_id and order_key'        => [ [ 'order_id' => '15', 'order_key' => $key ], '/thanks/', '' ];
		yield 'CartFlows'                     => [ [ 'wcf-order' => '15', 'wcf-key' => $key ], '/step/thanks/', '' ];
		yield 'order-received and key'        => [ [ 'order-received' => '15', 'key' => $key ], '/thanks/', '' ];
		yield 'camel case'                    => [ [ 'orderId' => '15', 'orderKey' => $key ], '/thanks/', '' ];
		yield 'id and k'                      => [ [ 'id' => '15', 'k' => $key ], '/thanks/', '' ];
		yield 'the id in the path'            => [ [ 'key' => $key ], '/2026/thanks/15/', '' ];
		yield 'both in the path'              => [ [], "/thanks/15/$key/", '' ];
		yield 'the key as order'              => [ [ 'order' => $key, 'order_id' => '15' ], '/thanks/', '' ];
		yield 'beside other numbers'          => [ [ 'order' => '99', 'key' => 'x', 'wcf-order' => '15', 'wcf-key' => $key ], '/thanks/', '' ];
	}

	/** @param array<mixed> $query */
	#[DataProvider( 'named' )]
	public function test_an_order_is_found_under_any_names( array $query, string $path, mixed $first ): void {
		self::assertSame( 15, OrderAddress::order( $query, $path, $first )?->get_id() );
	}

	/** @return iterable<string, array{array<mixed>, string, mixed}> */
	public static function nameless(): iterable {
		yield 'nothing'               => [ [], '/', '' ];
		yield 'another key'           => [ [ 'order' => '15', 'key' => 'wc_order_other' ], '/', '' ];
		yield 'no key'                => [ [ 'order' => '15' ], '/', '' ];
		yield 'an empty key'          => [ [ 'order' => '16', 'key' => '' ], '/', '' ];
		yield 'lists'                 => [ [ 'order' => [ '15' ], 'key' => [ 'wc_order_abc' ] ], '/', [ '15' ] ];
		yield 'no whole number'       => [ [ 'order' => '15x', 'key' => 'wc_order_abc' ], '/', '015' ];
		yield 'another thing\'s id'   => [ [ 'product' => '15', 'key' => 'wc_order_abc' ], '/', '' ];
		yield 'a key of any length'   => [ [ 'order' => '15', 'key' => str_repeat( 'wc_order_', 1000 ) ], '/', '' ];
	}

	/** @param array<mixed> $query */
	#[DataProvider( 'nameless' )]
	public function test_no_order_without_its_key( array $query, string $path, mixed $first ): void {
		self::assertNull( OrderAddress::order( $query, $path, $first ) );
	}

	public function test_a_prober_makes_no_more_than_a_few_queries(): void {
		$asked                          = 0;
		$GLOBALS['duet_shop']['orders'] = new class( $asked ) implements \ArrayAccess {
			public function __construct( private int &$asked ) {
			}
			public function offsetExists( mixed $id ): bool {
				++$this->asked;
				return false;
			}
			public function offsetGet( mixed $id ): mixed {
				return null;
			}
			public function offsetSet( mixed $id, mixed $value ): void {
			}
			public function offsetUnset( mixed $id ): void {
			}
		};
		$query = [];
		for ( $i = 1; $i <= 40; $i++ ) {
			$query[ "order$i" ] = (string) $i;
		}
		OrderAddress::order( $query, '/1/2/3/4/5/', 7 );
		self::assertSame( 0, $asked, 'without a key none' );
		OrderAddress::order( $query + [ 'key' => 'wc_order_abc' ], '/1/2/3/4/5/', 7 );
		self::assertSame( 5, $asked );
	}
}
