<?php
declare(strict_types=1);

namespace Duet\Test\Cart;

use Duet\Cart\CartReading;
use Duet\Test\ShopTestCase;

final class CartReadingTest extends ShopTestCase {

	private const LINE = [ 'quantity' => 1.5 ];

	protected function setUp(): void {
		parent::setUp();
		( new CartReading( $this->guard() ) )->register();
	}

	public function test_for_our_reading_every_quantity_is_as_it_should_be(): void {
		$this->begins( 'GET', '/wc/store/v1/cart', [ 'duet' => '1' ] );
		self::assertSame( [ 1.5, 1.5, 1.5 ], $this->limits( self::LINE ) );
		self::assertSame( [ 1, 1, 1 ], $this->limits( null ), 'a product' );
		self::assertSame( [ 1, 1, 1 ], $this->limits( [ 'quantity' => 'x' ] ) );
		apply_filters( 'rest_request_after_callbacks', null, [], null );
		self::assertSame( [ 1, 1, 1 ], $this->limits( self::LINE ) );
	}

	public function test_whatever_else_asks_has_the_shops_limits(): void {
		foreach ( [ [ 'GET', '/wc/store/v1/cart', [] ], [ 'POST', '/wc/store/v1/cart', [ 'duet' => '1' ] ], [ 'GET', '/wc/store/v1/cart/items', [ 'duet' => '1' ] ], [ 'POST', '/wc/store/v1/cart/add-item', [ 'duet' => '1' ] ] ] as $request ) {
			$this->begins( ...$request );
			self::assertSame( [ 1, 1, 1 ], $this->limits( self::LINE ) );
		}
		self::assertSame( 'as it was', apply_filters( 'rest_request_before_callbacks', 'as it was', [], null ) );
	}

	public function test_the_address_says_whose_reading_it_is(): void {
		self::assertSame( 'https://shop.test/wp-json/wc/store/v1/cart?duet=1', CartReading::url() );
	}

	/** @param array<string, mixed> $params */
	private function begins( string $method, string $route, array $params ): void {
		apply_filters( 'rest_request_before_callbacks', null, [], new \WP_REST_Request( $method, $route, $params ) );
	}

	/** @return list<mixed> */
	private function limits( mixed $line ): array {
		return array_map( static fn( string $limit ): mixed => apply_filters( "woocommerce_store_api_product_quantity_$limit", 1, self::mug(), $line ), [ 'minimum', 'maximum', 'multiple_of' ] );
	}
}
