<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Order\OrderMoment;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class OrderMomentTest extends TestCase {

	private const METHODS = [
		'cod'    => [ 'moment' => 'completed' ],
		'bacs'   => [ 'moment' => 'on-hold' ],
		'cheque' => [ 'moment' => 'processing' ],
		'print'  => [ 'moment' => 'in-production' ],
		'now'    => [ 'moment' => 'placed' ],
	];

	/** @return iterable<string, array{string, string, string, bool, ?string}> moment, method, status, has payment date, event */
	public static function table(): iterable {
		foreach ( [ '', 'new', 'draft', 'auto-draft', 'checkout-draft', 'trash', 'failed', 'cancelled', 'refunded' ] as $status ) {
			yield "paid: $status is no sale" => [ 'paid', 'stripe', $status, false, null ];
			yield "placed: $status is no sale" => [ 'placed', 'stripe', $status, false, null ];
		}
		yield 'on its way to a gateway' => [ 'paid', 'stripe', 'pending', false, null ];
		yield 'paid at a gateway' => [ 'paid', 'stripe', 'processing', true, 'Purchase' ];
		yield 'paid download' => [ 'paid', 'stripe', 'completed', true, 'Purchase' ];
		yield 'cash on delivery counts as paid by default' => [ 'paid', 'other', 'processing', false, 'Purchase' ];
		yield 'transfer awaited' => [ 'paid', 'stripe', 'on-hold', false, 'PlaceAnOrder' ];
		yield 'paid, put on hold later' => [ 'paid', 'stripe', 'on-hold', true, 'Purchase' ];
		yield 'custom status after payment' => [ 'paid', 'stripe', 'awaiting-shipment', true, 'Purchase' ];
		yield 'custom unpaid status says nothing' => [ 'paid', 'stripe', 'awaiting-transfer', false, null ];

		yield 'placed, on its way to a gateway' => [ 'placed', 'stripe', 'pending', false, 'Purchase' ];
		yield 'placed on hold is Purchase alone' => [ 'placed', 'stripe', 'on-hold', false, 'Purchase' ];
		yield 'placed and processing' => [ 'placed', 'stripe', 'processing', false, 'Purchase' ];

		yield 'method completed: pending' => [ 'paid', 'cod', 'pending', false, null ];
		yield 'method completed: placed' => [ 'paid', 'cod', 'processing', false, 'PlaceAnOrder' ];
		yield 'method completed: delivered' => [ 'paid', 'cod', 'completed', true, 'Purchase' ];
		yield 'method completed beats shop placed' => [ 'placed', 'cod', 'processing', false, 'PlaceAnOrder' ];
		yield 'method on-hold' => [ 'paid', 'bacs', 'on-hold', false, 'Purchase' ];
		yield 'method on-hold, skipped' => [ 'paid', 'bacs', 'processing', true, 'Purchase' ];
		yield 'method processing: on hold' => [ 'paid', 'cheque', 'on-hold', false, 'PlaceAnOrder' ];
		yield 'method processing' => [ 'paid', 'cheque', 'processing', true, 'Purchase' ];
		yield 'method processing, skipped' => [ 'paid', 'cheque', 'completed', true, 'Purchase' ];
		yield 'custom moment: before' => [ 'paid', 'print', 'processing', true, 'PlaceAnOrder' ];
		yield 'custom moment: there' => [ 'paid', 'print', 'in-production', true, 'Purchase' ];
		yield 'custom moment: skipped' => [ 'paid', 'print', 'completed', true, 'Purchase' ];
		yield 'method placed' => [ 'paid', 'now', 'pending', false, 'Purchase' ];
	}

	#[DataProvider( 'table' )]
	public function test_the_table( string $moment, string $method, string $status, bool $paid, ?string $event ): void {
		self::assertSame( $event, self::moment( $moment )->event( $status, $method, 20.0, 'checkout', $paid ) );
	}

	public function test_a_pending_order_no_checkout_made_is_not_placed(): void {
		foreach ( [ 'admin', 'rest-api', '', 'import' ] as $maker ) {
			self::assertNull( self::moment( 'placed' )->event( 'pending', 'stripe', 20.0, $maker, false ) );
		}
		self::assertSame( 'Purchase', self::moment( 'placed' )->event( 'pending', 'stripe', 20.0, 'store-api', false ) );
	}

	public function test_a_free_order_is_a_switch(): void {
		self::assertSame( 'Purchase', self::moment( 'paid' )->event( 'processing', '', 0.0, 'checkout', true ) );
		self::assertNull( self::moment( 'paid', false )->event( 'processing', '', 0.0, 'checkout', true ) );
		self::assertNull( self::moment( 'paid', false )->event( 'on-hold', '', 0.0, 'checkout', false ) );
		self::assertSame( 'Purchase', self::moment( 'paid', false )->event( 'processing', '', 0.01, 'checkout', true ) );
	}

	public function test_a_renewal_is_nobodys_act(): void {
		self::assertNull( self::moment( 'paid' )->event( 'processing', 'stripe', 20.0, 'subscription', true ) );
	}

	public function test_orders_are_looked_for_at_every_status_that_may_mean_an_event(): void {
		$all = [ 'pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'checkout-draft', 'packed' ];
		self::assertSame( [ 'processing', 'on-hold', 'completed', 'packed' ], ( new OrderMoment( 'paid', [], true, [] ) )->statuses( $all ) );
		self::assertSame( [ 'pending', 'processing', 'on-hold', 'completed', 'packed' ], ( new OrderMoment( 'placed', [], true, [] ) )->statuses( $all ) );
		self::assertContains( 'pending', self::moment( 'paid' )->statuses( $all ), 'one method counts when placed' );
	}

	private static function moment( string $moment, bool $zero_total = true ): OrderMoment {
		return new OrderMoment( $moment, self::METHODS, $zero_total, [ 'processing', 'completed' ] );
	}
}
