<?php
declare(strict_types=1);

namespace Duet\Test\Snapshot;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Snapshot\OrderVisitor;
use Duet\Snapshot\Snapshot;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Whose visitor an order has: its own, its origin's, or nobody's. */
final class SnapshotTest extends ShopTestCase {

	public function test_a_snapshot_holds_for_its_own_order_alone(): void {
		$order = $this->placed( 15, 'wc_order_a' );
		self::assertSame( self::HEX, Snapshot::of( $order )?->visitor );
		foreach ( [ [ 16, 'wc_order_a' ], [ 15, 'wc_order_b' ], [ 16, 'wc_order_b' ] ] as [ $id, $key ] ) {
			self::assertNull( Snapshot::of( $this->copied( $order, $id, $key ) ), "$id $key" );
		}
	}

	public function test_a_copy_obeys_the_refusal_its_origin_has_today(): void {
		$order                          = $this->placed( 15, 'wc_order_a' );
		$copy                           = $this->copied( $order, 16, 'wc_order_b' );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order, 16 => $copy ];
		self::assertNull( Snapshot::of( $copy ) );
		Snapshot::put( $order, new Visitor( consent: new Consent( 'deny', Decision::Denied, 'required', 'cookie', self::NOW ) ) );
		self::assertSame( Decision::Denied, Snapshot::of( $copy )?->decision() );
		self::assertSame( Decision::Denied, Snapshot::of( $this->copied( $order, 17, 'wc_order_c' ) )?->decision(), 'a copy of the refusal itself' );
		// The number was issued again: that order is not the origin.
		$GLOBALS['duet_shop']['orders'][15] = $this->refused( 15, 'wc_order_z' );
		self::assertNull( Snapshot::of( $copy ) );
	}

	/** @return iterable<string, array{int, string, bool}> Created, decision, whether it has a visitor. */
	public static function first_release(): iterable {
		$at = self::NOW - 120;
		yield 'made with its order' => [ $at, 'granted', true ];
		yield 'its order was a draft before' => [ $at - 3600, 'granted', true ];
		yield 'a slow checkout' => [ $at + 30, 'granted', true ];
		yield 'an order made later: a copy' => [ $at + 86400, 'granted', false ];
		yield 'a refusal is obeyed wherever it is' => [ $at + 86400, 'denied', true ];
		yield 'no answer is no consent' => [ $at + 86400, 'unknown', true ];
	}

	#[DataProvider( 'first_release' )]
	public function test_a_snapshot_of_the_first_release( int $created, string $decision, bool $known ): void {
		$order = self::order( [ 'created' => $created, 'meta' => [ Snapshot::META => self::snapshot( $decision ) ] ] );
		self::assertSame( $known ? Decision::from( $decision ) : null, Snapshot::of( $order )?->decision() );
	}

	public function test_parts_obey_the_order_they_were_split_from(): void {
		$parent                         = $this->refused( 15, 'wc_order_a' );
		$part                           = $this->placed( 16, 'wc_order_b', [ 'parent_id' => 15 ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $parent ];
		self::assertSame( Decision::Denied, OrderVisitor::of( $part )?->decision() );
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( [ 'type' => 'shop_subscription', 'meta' => [] ] ) ];
		self::assertSame( Decision::Granted, OrderVisitor::of( $part )?->decision(), 'a subscription is no parent' );
		$GLOBALS['duet_shop']['orders'] = [];
		self::assertSame( Decision::Granted, OrderVisitor::of( $part )?->decision(), 'its parent is gone' );
	}

	/** @return iterable<string, array{string, string, int, string, string}> First order's decision; own signal, time and decision; what holds. */
	public static function renewals(): iterable {
		yield 'both agreed' => [ 'granted', 'allow', 9, 'granted', 'granted' ];
		yield 'refused since' => [ 'granted', 'deny', 9, 'denied', 'denied' ];
		yield 'refused, and never asked again' => [ 'denied', 'none', 9, 'granted', 'denied' ];
		yield 'refused, then a yes' => [ 'denied', 'allow', 9, 'granted', 'granted' ];
		yield 'a yes, then refused' => [ 'denied', 'allow', -9, 'granted', 'denied' ];
	}

	#[DataProvider( 'renewals' )]
	public function test_a_renewal_paid_in_person_obeys_the_subscriber( string $first, string $signal, int $later, string $own, string $holds ): void {
		$consent                        = [ 'signal' => $signal, 'decision' => $own, 'mode' => 'required', 'source' => 'cookie', 'at' => self::NOW - 120 + $later ];
		$renewal                        = self::order( [ 'id' => 70, 'meta' => [ Snapshot::META => [ 'consent' => $consent ], '_subscription_renewal' => '40' ] ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( [ 'meta' => [ Snapshot::META => self::snapshot( $first ) ] ] ), 40 => self::order( [ 'id' => 40, 'type' => 'shop_subscription', 'parent_id' => 15, 'meta' => [] ] ) ];
		self::assertSame( $holds, OrderVisitor::of( $renewal )?->decision()->value );
	}

	public function test_a_renewal_of_what_staff_ordered_is_left_out_whoever_pays_it(): void {
		$first = self::order( [ 'meta' => [] ] );
		Snapshot::leave_out( $first, self::NOW - 3600 );
		$own                            = [ 'consent' => [ 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => self::NOW ] ];
		$renewal                        = self::order( [ 'id' => 70, 'meta' => [ Snapshot::META => $own, '_subscription_renewal' => '40' ] ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $first, 40 => self::order( [ 'id' => 40, 'type' => 'shop_subscription', 'parent_id' => 15, 'meta' => [] ] ) ];
		self::assertTrue( Snapshot::is_left_out( OrderVisitor::of( $renewal ) ) );
	}

	/** @param array<string, mixed> $props */
	private function placed( int $id, string $key, array $props = [] ): \WC_Order {
		$order = self::order( $props + [ 'id' => $id, 'key' => $key, 'meta' => [] ] );
		Snapshot::put( $order, Visitor::from_array( self::snapshot() ) );
		return $order;
	}

	private function refused( int $id, string $key ): \WC_Order {
		return self::order( [ 'id' => $id, 'key' => $key, 'meta' => [ Snapshot::META => [ 'consent' => self::snapshot( 'denied' )['consent'] ] ] ] );
	}

	/** As duplicators do: another order with all the meta of this one. */
	private function copied( \WC_Order $order, int $id, string $key ): \WC_Order {
		return self::order( [ 'id' => $id, 'key' => $key, 'meta' => [ Snapshot::META => $order->get_meta( Snapshot::META ) ] ] );
	}
}
