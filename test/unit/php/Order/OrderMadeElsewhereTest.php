<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Snapshot\Snapshot;
use Duet\Test\ShopTestCase;

/** Orders of the classic checkout that another plugin makes (filter woocommerce_create_order): deposits, some gateways. */
final class OrderMadeElsewhereTest extends ShopTestCase {

	private const DONE = 'woocommerce_checkout_order_processed';

	protected function setUp(): void {
		parent::setUp();
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'pixels' => [ [ 'code' => 'C4TESTPIXEL000000000' ] ] ] );
		$_COOKIE['duet_visitor']               = self::HEX . '.g';
		$_COOKIE['ttclid']                     = 'E.C.P.now';
		$GLOBALS['duet_shop']['did']           = [ 'woocommerce_checkout_process' => 1 ];
		$GLOBALS['duet_shop']['checkout_url']  = 'https://shop.test/checkout/';
		$this->visitor_capture()->register();
	}

	public function test_it_has_its_visitor_before_it_is_looked_at(): void {
		$order = self::order( [ 'meta' => [] ] );
		$seen  = null;
		add_action( self::DONE, static function ( int $id, array $posted, \WC_Order $order ) use ( &$seen ): void {
			$seen = Snapshot::of( $order )?->visitor;
		}, 20, 3 );
		do_action( self::DONE, 15, [], $order );
		self::assertSame( [ self::HEX, 1 ], [ $seen, $order->saved() ] );
		do_action( self::DONE, 15, [], $order );
		self::assertSame( 1, $order->saved() );
	}

	public function test_an_earlier_checkouts_visitor_is_taken_anew(): void {
		$order = self::order();
		do_action( self::DONE, 15, [], $order );
		self::assertSame( [ 'E.C.P.now', 1 ], [ Snapshot::of( $order )?->ttclid, $order->saved() ] );
	}

	public function test_the_checkouts_own_order_costs_one_row_of_meta(): void {
		$order = self::order( [ 'id' => 0, 'meta' => [] ] );
		do_action( 'woocommerce_checkout_create_order', $order, [] );
		$order->set_id( 15 );
		do_action( 'woocommerce_new_order', 15, $order );
		do_action( self::DONE, 15, [], $order );
		self::assertSame( [ self::HEX, 1 ], [ Snapshot::of( $order )?->visitor, $order->saved() ] );
	}

	public function test_an_id_is_enough(): void {
		$order                         = self::order( [ 'meta' => [] ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order ];
		do_action( self::DONE, 15 );
		self::assertSame( self::HEX, Snapshot::of( $order )?->visitor );
		do_action( self::DONE, 16 );
	}

	public function test_staff_and_programs_are_not_the_shopper(): void {
		$order = self::order( [ 'meta' => [] ] );
		$GLOBALS['duet_shop']['can'] = [ 'edit_shop_orders' ];
		do_action( self::DONE, 15, [], $order );
		$GLOBALS['duet_shop'] = [ 'did' => [] ] + array_diff_key( $GLOBALS['duet_shop'], [ 'can' => 1 ] );
		do_action( self::DONE, 15, [], $order );
		self::assertNull( Snapshot::of( $order ) );
	}
}
