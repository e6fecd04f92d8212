<?php
declare(strict_types=1);

namespace Duet\Test\Visitor;

use Duet\Test\ShopTestCase;
use Duet\Visitor\ShopperRequest;
use PHPUnit\Framework\Attributes\DataProvider;

final class ShopperRequestTest extends ShopTestCase {

	/** @var array<mixed> */
	private array $server = [];

	protected function setUp(): void {
		parent::setUp();
		$this->server = $_SERVER;
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ] ] );
	}

	protected function tearDown(): void {
		$_SERVER = $this->server;
		$_COOKIE = [];
	}

	/** @return iterable<string, array{array<string, string>, array<string, string>, array<string, mixed>, bool}> Headers, cookies, site, whether a shopper's. */
	public static function requests(): iterable {
		$ours  = [ 'duet_visitor' => self::HEX . '.g' ];
		$agent = static fn( string $agent ): array => [ 'HTTP_USER_AGENT' => $agent ];
		yield 'our cookie' => [ [], $ours, [], true ];
		yield 'a refusal without a number' => [ [], [ 'duet_visitor' => 'd' ], [], true ];
		yield 'a cart' => [ [], [ 'wp_woocommerce_session_abc' => 'x' ], [], true ];
		yield 'a page of this site' => [ [ 'HTTP_REFERER' => 'https://shop.test/product/mug/' ], [], [], true ];
		yield 'a script of this site' => [ [ 'HTTP_ORIGIN' => 'https://shop.test' ], [], [], true ];
		yield 'a browser that sends Global Privacy Control' => [ [ 'HTTP_SEC_GPC' => '1' ], [], [], true ];
		yield 'a customer' => [ [], [], [ 'user' => 7 ], true ];
		yield 'a customer whose log-in REST ignores' => [ [], [], [ 'logged_in' => 7 ], true ];
		yield 'admin-ajax' => [ [], $ours, [ 'admin' => true, 'ajax' => true ], true ];
		yield 'a payment notification' => [ $agent( 'PayPal/AUHD-214.0' ), [], [], false ];
		yield 'a notification that names its own site' => [ [ 'HTTP_REFERER' => 'https://pay.test/', 'HTTP_ORIGIN' => 'https://pay.test' ], [], [], false ];
		yield 'other cookies' => [ [], [ 'PHPSESSID' => 'x' ], [], false ];
		yield 'staff' => [ [], $ours, [ 'user' => 1, 'can' => [ 'edit_shop_orders' ] ], false ];
		yield 'a shop manager' => [ [], $ours, [ 'user' => 1, 'can' => [ 'manage_woocommerce' ] ], false ];
		yield 'staff whose log-in REST ignores' => [ [], $ours, [ 'logged_in' => 1, 'can' => [ 'edit_shop_orders' ] ], false ];
		yield 'cron' => [ [], $ours, [ 'cron' => true ], false ];
		yield 'WordPress calling itself with the visitor\'s cookies' => [ $agent( 'WordPress/7.1; https://shop.test' ), $ours, [], false ];
		yield 'a queue of jobs' => [ [], $ours, [ 'did' => [ 'action_scheduler_before_process_queue' => 1 ] ], false ];
		yield 'a screen of wp-admin' => [ [], $ours, [ 'admin' => true, 'user' => 7 ], false ];
		yield 'admin-ajax for a screen of wp-admin' => [ [ 'HTTP_REFERER' => 'https://shop.test/wp-admin/post.php?post=1' ], $ours, [ 'admin' => true, 'ajax' => true, 'user' => 7 ], false ];
		yield 'the command line' => [ [ 'REQUEST_METHOD' => '' ], $ours, [], false ];
	}

	/**
	 * @param array<string, string> $headers
	 * @param array<string, string> $cookies
	 * @param array<string, mixed>  $site
	 */
	#[DataProvider( 'requests' )]
	public function test_whose_request_it_is( array $headers, array $cookies, array $site, bool $shopper ): void {
		$_SERVER = array_filter( $headers + [ 'REQUEST_METHOD' => 'POST' ] );
		$_COOKIE = $cookies;
		$GLOBALS['duet_shop'] = $site;
		self::assertSame( $shopper, ( new ShopperRequest( $this->request_visitor() ) )->is_one() );
	}
}
