<?php
declare(strict_types=1);

namespace Duet\Test\Visitor;

use Duet\Test\ShopTestCase;
use Duet\Visitor\Customer;
use PHPUnit\Framework\Attributes\DataProvider;
use WP_User;

final class CustomerTest extends ShopTestCase {

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['duet_shop']['users'] = [ 4 => new WP_User( 4, 'ann@example.test', [ 'customer' ] ), 5 => new WP_User( 5, 'staff@example.test', [ 'own_role' ] ) ];
	}

	/** @return iterable<string, array{string, bool}> capability, left out */
	public static function capabilities(): iterable {
		yield 'manages the shop' => [ 'manage_woocommerce', true ];
		yield 'edits orders' => [ 'edit_shop_orders', true ];
		yield 'manages the site' => [ 'manage_options', true ];
		yield 'writes posts' => [ 'edit_posts', false ];
		yield 'buys' => [ 'read', false ];
	}

	#[DataProvider( 'capabilities' )]
	public function test_staff_is_known_by_what_it_may_do( string $capability, bool $excluded ): void {
		$GLOBALS['duet_shop']['user_caps'] = [ 5 => [ $capability ] ];
		self::assertSame( $excluded, $this->customer()->excluded( 5 ) );
		self::assertSame( $excluded, $this->customer()->visit_excluded( 5 ) );
		$this->with_settings( [ 'exclusions' => [ 'staff' => false ] ] );
		self::assertFalse( $this->customer()->excluded( 5 ) );
		$this->with_settings( [ 'exclusions' => [ 'staff' => false, 'roles' => [ 'own_role' ] ] ] );
		self::assertTrue( $this->customer()->excluded( 5 ) );
	}

	public function test_who_acts_as_a_customer_or_a_guest_is_left_out_and_the_customer_is_not(): void {
		foreach ( [ 4, 0 ] as $user ) {
			self::assertTrue( ( new Customer( $this->settings(), static fn(): bool => true ) )->visit_excluded( $user ) );
			self::assertFalse( ( new Customer( $this->settings(), static fn(): bool => false ) )->visit_excluded( $user ) );
			self::assertFalse( ( new Customer( $this->settings(), static fn(): bool => true ) )->excluded( $user ) );
		}
		$this->with_settings( [ 'exclusions' => [ 'staff' => false ] ] );
		self::assertFalse( ( new Customer( $this->settings(), static fn(): bool => true ) )->visit_excluded( 4 ) );
	}

	public function test_a_user_who_is_gone_and_a_guest_are_no_staff(): void {
		$GLOBALS['duet_shop']['user_caps'] = [ 99 => [ 'manage_options' ] ];
		self::assertFalse( $this->customer()->excluded( 99 ) );
		self::assertFalse( $this->customer()->excluded( 0 ) );
	}
}
