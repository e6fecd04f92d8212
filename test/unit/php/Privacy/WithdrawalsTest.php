<?php
declare(strict_types=1);

namespace Duet\Test\Privacy;

use Duet\Channel\EventsApi\Retention;

final class WithdrawalsTest extends PrivacyTestCase {

	public function test_what_a_visitor_took_back_outlives_the_tombstone(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$other = $this->placed( 16, 'ann@example.test', self::visit( self::OTHER ) );
		$this->copy_to_posts( 15, self::META, self::visit() );
		$this->outbox()->withdraw( self::HEX );
		$this->database->run( "UPDATE wp_duet_outbox SET sender = '1a2b'" );
		// The same browser may say yes again at once.
		$this->withdrawals()->run( $this->database->now + 60 );
		self::assertSame( self::visit(), $order->get_meta( self::META ) );

		$this->withdrawals()->run( $this->database->now + 3600 );
		$kept = [ 'consent' => [ 'signal' => 'deny', 'decision' => 'denied', 'mode' => 'required', 'source' => 'withdrawal', 'at' => self::NOW ] ];
		self::assertSame( $kept, $order->get_meta( self::META ) );
		self::assertSame( [ 15 => $kept ], $this->stored( 'postmeta' ) );
		self::assertSame( self::visit( self::OTHER ), $other->get_meta( self::META ) );
		self::assertTrue( $order->quiet );
		self::assertSame( [ '' ], array_column( $this->database->all( 'sender', "state = 'tombstone'" ), 'sender' ), 'whence he said so' );
		$saved = $order->saved();
		$this->withdrawals()->run( $this->database->now + 7200 );
		self::assertSame( $saved, $order->saved() );

		( new Retention( $this->database->gateway() ) )->purge( 30, $this->database->now + 396 * 86400 );
		self::assertSame( [], $this->tombstones()->of( [ self::HEX ] ) );
		self::assertSame( $kept, $order->get_meta( self::META ) );
	}

	public function test_an_order_that_cannot_be_saved_is_tried_again_and_stops_an_erasure(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$other = $this->placed( 16, 'bob@example.test', self::visit( self::OTHER ) );
		$this->outbox()->withdraw( self::HEX );
		$this->outbox()->withdraw( self::OTHER );
		$broken = static fn(): \WC_Order => new class( [ 'id' => 15, 'meta' => [ self::META => self::visit() ] ] ) extends \WC_Order {
			public function save_meta_data() {
				throw new \RuntimeException( 'the store is broken' );
			}
		};
		$GLOBALS['duet_shop']['orders'][15] = $broken();
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( 'denied', $other->get_meta( self::META )['consent']['decision'] );
		$GLOBALS['duet_shop']['orders'][15] = $broken();
		try {
			$this->withdrawals()->forget( [ self::HEX ] );
			self::fail( 'it must not look finished' );
		} catch ( \RuntimeException ) {
			self::assertCount( 1, $this->tombstones()->of( [ self::HEX ] ) );
		}
		$GLOBALS['duet_shop']['orders'][15] = $order;
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
	}

	public function test_more_browsers_than_one_query_takes(): void {
		for ( $id = 1; $id <= 41; $id++ ) {
			$visitor = md5( (string) $id );
			$this->placed( $id, 'ann@example.test', self::visit( $visitor ) );
			$this->outbox()->withdraw( $visitor );
		}
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( [ 'denied' ], array_values( array_unique( array_map( static fn( array $stored ): string => $stored['consent']['decision'], $this->stored() ) ) ) );
	}
}
