<?php
declare(strict_types=1);

namespace Duet\Test\Privacy;

use Duet\Hashing\IdentifierChoice;
use Duet\Privacy\Anonymisation;
use Duet\Privacy\PolicyText;
use Duet\Test\Outbox\Fixture;

final class AnonymisationTest extends PrivacyTestCase {

	/** As WC_Privacy_Erasers::remove_order_personal_data() goes through the meta. */
	private function anonymise( StoredOrder $order ): void {
		do_action( 'woocommerce_privacy_before_remove_order_personal_data', $order );
		foreach ( apply_filters( 'woocommerce_privacy_remove_order_personal_data_meta', [ 'Payer first name' => 'text' ] ) as $key => $type ) {
			$value = $order->get_meta( $key );
			if ( '' !== $value && [] !== $value ) {
				$anonymous = apply_filters( 'woocommerce_privacy_remove_order_personal_data_meta_value', 'text' === $type ? '[deleted]' : '', $key, $value, $type, $order );
				$anonymous ? $order->update_meta_data( $key, $anonymous ) : $order->delete_meta_data( $key );
			}
		}
		$order->write();
		do_action( 'woocommerce_privacy_remove_order_personal_data', $order );
	}

	public function test_woocommerces_own_tools_clean_ours(): void {
		( new Anonymisation( $this->snapshots(), $this->rows(), $this->guard() ) )->register();
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$order->update_meta_data( self::BROWSER, [ 'P-15-0123456789ab' ] );
		$order->update_meta_data( 'Payer first name', 'Ann' );
		$this->copy_to_posts( 15, self::META, self::visit() );
		$this->row( [ 'object_id' => 15 ] );
		$this->row( [ 'object_id' => 16 ] );
		$this->anonymise( $order );
		self::assertSame( [ 'consent' ], array_keys( $order->get_meta( self::META ) ) );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
		self::assertSame( '', $order->get_meta( self::BROWSER ) );
		self::assertSame( '[deleted]', $order->get_meta( 'Payer first name' ) );
		self::assertSame( [ 15 => $order->get_meta( self::META ) ], $this->stored( 'postmeta' ) );
		self::assertSame( [ 'withheld', 'pending' ], array_column( $this->database->all( 'state', "state <> 'tombstone'" ), 'state' ) );

		$unvisited = $this->placed( 17, 'ann@example.test', '' );
		$this->anonymise( $unvisited );
		self::assertSame( 'denied', $unvisited->get_meta( self::META )['consent']['decision'] );
	}

	public function test_woocommerces_export_gets_texts(): void {
		( new Anonymisation( $this->snapshots(), $this->rows(), $this->guard() ) )->register();
		self::assertSame( [ 'Transaction ID', self::META, self::BROWSER ], array_keys( apply_filters( 'woocommerce_privacy_export_order_personal_data_meta', [ 'Transaction ID' => 'Transaction ID' ] ) ) );
		$value = static fn( mixed $value, string $key ): mixed => apply_filters( 'woocommerce_privacy_export_order_personal_data_meta_value', $value, $key, null );
		self::assertStringContainsString( 'IP address: 203.0.113.9; Browser: Mozilla/5.0', $value( self::visit(), self::META ) );
		self::assertSame( 'P-15-a, O-15-b', $value( [ 'P-15-a', 'O-15-b' ], self::BROWSER ) );
		self::assertSame( '', $value( '', self::META ) );
		self::assertSame( '', $value( 7, self::BROWSER ) );
		self::assertSame( 'theirs', $value( 'theirs', 'Transaction ID' ) );
	}

	public function test_uninstall_on_request_leaves_other_meta_alone(): void {
		for ( $id = 1; $id <= 501; $id++ ) {
			$this->copy_to_posts( $id, self::META, self::visit() );
		}
		$this->copy_to_posts( 1, '_other', 'kept' );
		$this->placed( 600, 'ann@example.test', self::visit() );
		self::assertSame( 502, $this->tables()->delete( [ self::META, self::BROWSER ] ) );
		self::assertSame( [ [], [] ], [ $this->stored(), $this->stored( 'postmeta' ) ] );
		self::assertSame( [ 1 => 'kept' ], $this->stored( 'postmeta', '_other' ) );
		self::assertSame( 0, $this->tables()->delete( [ self::META, self::BROWSER ] ) );
	}

	public function test_the_policy_follows_the_settings(): void {
		$text = function ( array $settings, string ...$identifiers ): string {
			$this->with_settings( $settings );
			$choice = $this->createStub( IdentifierChoice::class );
			$choice->method( 'used' )->willReturn( array_values( $identifiers ) );
			( new PolicyText( $this->settings(), $choice, Fixture::catalogue(), $this->guard() ) )->register();
			do_action( 'admin_init' );
			return $GLOBALS['duet_shop']['policy'][1];
		};
		$required = $text( [ 'consent' => [ 'mode' => 'required' ], 'retention_days' => 14 ], 'email', 'phone', 'city' );
		self::assertStringContainsString( 'only after you have consented', $required );
		self::assertStringContainsString( 'kept for 14 days', $required );
		self::assertMatchesRegularExpression( '/SHA-256.*: e-mail address, telephone number\. If known, readable: town\./', $required );
		self::assertStringNotContainsString( 'first name', $required );
		self::assertStringNotContainsString( 'import or till', $required );
		self::assertStringNotContainsString( 'have not chosen', $required );

		$assumed = $text( [ 'consent' => [ 'mode' => 'assumed' ], 'purchase' => [ 'without_snapshot' => 'web' ] ] );
		self::assertStringContainsString( 'unless you object', $assumed );
		self::assertStringContainsString( 'import or till', $assumed );
		self::assertStringContainsString( 'Neither your name', $assumed );
		self::assertStringContainsString( 'have not chosen', $text( [] ) );
		
	}
}
