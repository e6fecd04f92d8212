<?php
declare(strict_types=1);

namespace Duet\Test\Snapshot;

use Duet\Event\Visitor;
use Duet\Snapshot\Snapshot;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class VisitorCaptureTest extends ShopTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ] ] );
		$_COOKIE = [
			'ttclid'       => 'E.C.P.abc',
			'_ttp'         => '2F7h37YkS1j57AYSKTI7IHhJPYH',
			'duet_visitor' => self::HEX . '.g',
		];
		$_SERVER['REMOTE_ADDR']          = '198.51.45.7';
		$_SERVER['HTTP_USER_AGENT']      = 'Mozilla/5.0 (it\\\'s me)';
		$_SERVER['HTTP_REFERER']         = 'https://shop.test/checkout/';
		$_SERVER['HTTP_ACCEPT_LANGUAGE'] = 'de-AT,de;q=0.9';
	}

	protected function tearDown(): void {
		unset( $_SERVER['REMOTE_ADDR'], $_SERVER['HTTP_USER_AGENT'], $_SERVER['HTTP_REFERER'], $_SERVER['HTTP_ACCEPT_LANGUAGE'], $_SERVER['HTTP_SEC_GPC'] );
		$_COOKIE = [];
		$_POST   = [];
	}

	public function test_the_classic_checkout_puts_the_whole_visitor_on_the_order(): void {
		$_SERVER['HTTP_REFERER']                = 'https://shop.test/checkout/?step=2';
		$_POST['wc_order_attribution_referrer'] = 'https://www.tiktok.com/';
		self::assertSame(
			[
				'ttclid'     => 'E.C.P.abc',
				'ttp'        => '2F7h37YkS1j57AYSKTI7IHhJPYH',
				'url'        => 'https://shop.test/checkout/?step=2',
				'referrer'   => 'https://www.tiktok.com/',
				'ip'         => '198.51.45.7',
				'user_agent' => "Mozilla/5.0 (it's me)",
				'locale'     => 'de-AT',
				'visitor'    => self::HEX,
				'consent'    => [ 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => self::NOW ],
			],
			$this->captured()
		);
	}

	public function test_an_order_of_staff_stays_left_out_with_all_that_follow_from_it(): void {
		$GLOBALS['duet_shop']['user']      = 5;
		$GLOBALS['duet_shop']['users']     = [ 5 => new \WP_User( 5, 'staff@example.test', [ 'shop_manager' ] ) ];
		$GLOBALS['duet_shop']['user_caps'] = [ 5 => [ 'manage_woocommerce' ] ];
		$this->visitor_capture()->register();
		$order = self::order( [ 'meta' => [] ] );
		do_action( 'woocommerce_checkout_create_order', $order );
		self::assertTrue( Snapshot::is_left_out( Snapshot::of( $order ) ) );
		self::assertStringNotContainsString( 'E.C.P', (string) json_encode( $order->get_meta( '_duet_visitor' ) ) );
		Snapshot::put( $order, Visitor::from_array( self::snapshot() ) );
		self::assertTrue( Snapshot::is_left_out( Snapshot::of( $order ) ), 'whatever a page says later' );
		self::assertNull( $this->order_events()->of( $order, self::NOW ) );
		$part = self::order( [ 'id' => 16, 'parent_id' => 15 ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order, 16 => $part ];
		self::assertNull( $this->order_events()->of( $part, self::NOW ) );
	}

	/** @return iterable<string, array{mixed, string}> Referer header, url on the order */
	public static function pages(): iterable {
		$checkout = 'https://shop.test/kasse/';
		yield 'its own' => [ 'https://shop.test/landing/?utm_source=tiktok', 'https://shop.test/landing/?utm_source=tiktok' ];
		yield 'none: the checkout page' => [ null, $checkout ];
		yield 'another site' => [ 'https://evil.test/', $checkout ];
		yield 'a subdomain is another site' => [ 'https://shop.test.evil.test/', $checkout ];
		yield 'user in the address' => [ 'https://shop.test@evil.test/', $checkout ];
		yield 'script' => [ 'javascript:alert(1)', $checkout ];
		yield 'a list' => [ [ 'https://shop.test/' ], $checkout ];
		yield 'two megabytes' => [ 'https://shop.test/' . str_repeat( 'a', 2_000_000 ), $checkout ];
	}

	#[DataProvider( 'pages' )]
	public function test_the_page_is_this_sites( mixed $header, string $url ): void {
		$GLOBALS['duet_shop']['checkout_url'] = 'https://shop.test/kasse/';
		$_SERVER['HTTP_REFERER']              = $header;
		self::assertSame( $url, $this->captured()['url'] ?? '' );
	}

	public function test_a_hostile_referrer_is_left_out(): void {
		foreach ( [ '"><script>alert(1)</script>', [ 'https://www.tiktok.com/' ], 'https://x.test/' . str_repeat( 'a', 5000 ) ] as $posted ) {
			$_POST['wc_order_attribution_referrer'] = $posted;
			self::assertArrayNotHasKey( 'referrer', $this->captured() );
		}
	}

	/** @return iterable<string, array{string, mixed, string}> cookie, value, field it must not fill */
	public static function hostile(): iterable {
		foreach ( [ 'ttclid' => 'ttclid', '_ttp' => 'ttp', 'duet_visitor' => 'visitor' ] as $cookie => $field ) {
			yield "$cookie of two megabytes" => [ $cookie, str_repeat( 'a', 2_000_000 ), $field ];
			yield "$cookie as array" => [ $cookie, [ 'a' => [ 'b' ] ], $field ];
			yield "$cookie with broken UTF-8" => [ $cookie, "abcdefghijkl\xC3\x28", $field ];
			yield "$cookie with markup" => [ $cookie, '<script>alert(1)</script>', $field ];
			yield "$cookie with line breaks" => [ $cookie, "abcdefghijkl\r\nSet-Cookie: x", $field ];
		}
	}

	#[DataProvider( 'hostile' )]
	public function test_a_hostile_cookie_is_dropped_and_the_order_goes_on( string $cookie, mixed $value, string $field ): void {
		$this->with_settings( [ 'consent' => [ 'mode' => 'assumed' ] ] );
		$_COOKIE[ $cookie ] = $value;
		$stored             = $this->captured();
		self::assertArrayNotHasKey( $field, $stored );
		self::assertSame( 'granted', $stored['consent']['decision'] );
	}

	public function test_headers_of_the_wrong_kind_are_left_out(): void {
		$_SERVER['HTTP_USER_AGENT']      = str_repeat( 'x', 2_000_000 );
		$_SERVER['HTTP_REFERER']         = [ 'https://shop.test/' ];
		$_SERVER['HTTP_ACCEPT_LANGUAGE'] = '../../etc/passwd';
		$stored                          = $this->captured();
		self::assertSame( [ false, 'https://shop.test/checkout/', 'de-DE' ], [ isset( $stored['user_agent'] ), $stored['url'], $stored['locale'] ] );
	}

	/** @return iterable<string, array{string, ?string, string, string, string}> mode, tool, cookie state, decision, source */
	public static function consents(): iterable {
		yield 'required, nothing said' => [ 'required', null, '', 'unknown', 'setting' ];
		yield 'required, allowed' => [ 'required', null, 'g', 'granted', 'cookie' ];
		yield 'required, refused' => [ 'required', null, 'd', 'denied', 'cookie' ];
		yield 'required, undecided again' => [ 'required', null, 'u', 'unknown', 'cookie' ];
		yield 'required, tool allows' => [ 'required', 'allow', '', 'granted', 'wp_consent_api' ];
		yield 'required, tool denies against our cookie' => [ 'required', 'deny', 'g', 'denied', 'wp_consent_api' ];
		yield 'required, tool waits' => [ 'required', 'none', '', 'unknown', 'wp_consent_api' ];
		yield 'required, tool is silent after a yes' => [ 'required', 'none', 'g', 'granted', 'cookie' ];
		yield 'required, tool is silent after what was assumed' => [ 'required', 'none', 'a', 'unknown', 'wp_consent_api' ];
		yield 'required, tool allows by default after a refusal' => [ 'required', 'allow', 'd', 'denied', 'cookie' ];
		yield 'required, tool still allows, the page was told no' => [ 'required', 'allow', 'n', 'denied', 'cookie' ];
		yield 'assumed, tool is silent after a refusal' => [ 'assumed', 'none', 'd', 'denied', 'cookie' ];
		yield 'assumed, tool failed' => [ 'assumed', 'broken', 'g', 'unknown', 'wp_consent_api' ];
		yield 'assumed, nothing said' => [ 'assumed', null, '', 'granted', 'setting' ];
		yield 'assumed, refused' => [ 'assumed', null, 'd', 'denied', 'cookie' ];
		yield 'assumed, undecided' => [ 'assumed', null, 'u', 'unknown', 'cookie' ];
		yield 'assumed, tool denies' => [ 'assumed', 'deny', '', 'denied', 'wp_consent_api' ];
		yield 'assumed, tool waits' => [ 'assumed', 'none', '', 'unknown', 'wp_consent_api' ];
		yield 'unset' => [ 'unset', null, '', 'unknown', 'setting' ];
		yield 'unset, allowed' => [ 'unset', 'allow', 'g', 'unknown', 'wp_consent_api' ];
		yield 'unset, refused' => [ 'unset', null, 'd', 'denied', 'cookie' ];
	}

	#[DataProvider( 'consents' )]
	public function test_consent( string $mode, ?string $tool, string $state, string $decision, string $source ): void {
		$this->with_settings( [ 'consent' => [ 'mode' => $mode ] ] );
		$_COOKIE['duet_visitor'] = '' === $state ? '' : self::HEX . ".$state";
		$consent                 = $this->captured( $tool )['consent'];
		self::assertSame( [ $decision, $source, $mode ], [ $consent['decision'], $consent['source'], $consent['mode'] ] );
	}

	public function test_of_an_undecided_visitor_the_number_stays_so_he_can_still_answer(): void {
		$_COOKIE['duet_visitor'] = self::HEX . '.u';
		self::assertSame( [ 'visitor', 'consent' ], array_keys( $this->captured() ) );
	}

	public function test_of_a_visitor_who_did_not_grant_only_the_decision_is_kept(): void {
		self::assertSame( [ 'consent' ], array_keys( $this->captured( 'deny' ) ) );
		$_COOKIE['duet_visitor'] = self::HEX . '.u';
		self::assertSame( [ 'visitor', 'consent' ], array_keys( $this->captured( 'none' ) ) );
	}

	public function test_filters_have_the_last_word_if_they_make_sense(): void {
		add_filter( 'duet_visitor', static fn( \Duet\Event\Visitor $visitor ): \Duet\Event\Visitor => $visitor->without_address() );
		add_filter( 'duet_consent', static fn(): string => 'nonsense' );
		$stored = $this->captured();
		self::assertSame( [ false, 'granted' ], [ isset( $stored['ip'] ), $stored['consent']['decision'] ] );
	}

	public function test_the_block_checkout_says_where_the_visit_came_from(): void {
		$order = $this->order_of( [ 'extensions' => [ 'woocommerce/order-attribution' => [ 'referrer' => 'https://www.tiktok.com/' ] ] ] );
		self::assertSame( [ 'https://shop.test/checkout/', 'https://www.tiktok.com/' ], [ $order->get_meta( '_duet_visitor' )['url'], $order->get_meta( '_duet_visitor' )['referrer'] ] );
	}

	public function test_without_cookie_the_click_comes_from_the_landing_page(): void {
		unset( $_COOKIE['ttclid'] );
		$order = $this->order_of( [ 'extensions' => [ 'woocommerce/order-attribution' => [ 'session_entry' => 'https://shop.test/?ttclid=E.C.P.landed&x=1' ] ] ] );
		self::assertSame( 'E.C.P.landed', $order->get_meta( '_duet_visitor' )['ttclid'] );
		$_POST['wc_order_attribution_session_entry'] = 'https://shop.test/?ttclid=E.C.P.posted';
		self::assertSame( 'E.C.P.posted', $this->captured()['ttclid'] ?? '' );
	}

	public function test_paying_an_order_keeps_its_click_but_not_for_staff(): void {
		unset( $_COOKIE['ttclid'] );
		$order = new \WC_Order( [ 'id' => 15, 'meta' => [ '_duet_visitor' => [ 'ttclid' => 'E.C.P.first' ] + self::snapshot() ] ] );
		$this->visitor_capture()->register();
		do_action( 'woocommerce_before_pay_action', $order );
		self::assertSame( [ 'E.C.P.first', self::NOW ], [ $order->get_meta( '_duet_visitor' )['ttclid'], $order->get_meta( '_duet_visitor' )['consent']['at'] ] );

		$GLOBALS['duet_shop']['can'] = [ 'edit_shop_orders' ];
		$order                       = new \WC_Order( [ 'id' => 16 ] );
		do_action( 'woocommerce_before_pay_action', $order );
		do_action( 'woocommerce_store_api_checkout_update_order_from_request', $order, new \WP_REST_Request( 'POST', '/wc/store/v1/checkout/16', [ 'id' => 16 ] ) );
		self::assertSame( '', $order->get_meta( '_duet_visitor' ) );
	}

	public function test_a_browser_that_opts_out_by_itself_refuses_for_no_order_of_somebody_else(): void {
		$_COOKIE                 = [];
		$_SERVER['HTTP_SEC_GPC'] = '1';
		$bought                  = self::order( [ 'meta' => [ '_duet_visitor' => self::snapshot() ] ] );
		$this->visitor_capture()->register();
		do_action( 'woocommerce_before_pay_action', $bought );
		self::assertSame( 'granted', $bought->get_meta( '_duet_visitor' )['consent']['decision'] );

		$subscription                   = self::order( [ 'id' => 40, 'type' => 'shop_subscription', 'parent_id' => 15, 'meta' => [] ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $bought, 40 => $subscription ];
		do_action( 'woocommerce_before_pay_action', self::order( [ 'id' => 70, 'meta' => [ '_subscription_renewal' => '40' ] ] ) );
		self::assertSame( 'granted', $bought->get_meta( '_duet_visitor' )['consent']['decision'] );
		// A visitor who clicks "no" does.
		unset( $_SERVER['HTTP_SEC_GPC'] );
		$_COOKIE['duet_visitor'] = 'd';
		do_action( 'woocommerce_before_pay_action', self::order( [ 'id' => 71, 'meta' => [ '_subscription_renewal' => '40' ] ] ) );
		self::assertSame( 'denied', $bought->get_meta( '_duet_visitor' )['consent']['decision'] );
	}

	public function test_only_placing_the_order_captures(): void {
		self::assertSame( '', $this->order_of( [], 'PUT' )->get_meta( '_duet_visitor' ) );
	}

	public function test_a_copied_order_inherits_nothing_of_ours(): void {
		$this->visitor_capture()->register();
		$copied = apply_filters( 'wc_subscriptions_object_data', [ '_duet_visitor' => 1, '_duet_browser' => 1, '_billing_email' => 'a' ], null, null, 'renewal_order' );
		self::assertSame( [ '_billing_email' => 'a' ], $copied );
	}

	/** As WooCommerce's data store creates an order. */
	private static function save( \WC_Order $order ): void {
		$order->set_id( 15 );
		do_action( 'woocommerce_new_order', 15, $order );
	}

	/** @return array<string, mixed> */
	private function captured( ?string $tool = null ): array {
		$GLOBALS['duet_shop']['hooks'] = array_diff_key( $GLOBALS['duet_shop']['hooks'] ?? [], [ 'woocommerce_checkout_create_order' => 1, 'woocommerce_new_order' => 1 ] );
		$order                         = new \WC_Order();
		$this->visitor_capture( $tool )->register();
		do_action( 'woocommerce_checkout_create_order', $order, [] );
		self::save( $order );
		return array_diff_key( $order->get_meta( '_duet_visitor' ), [ 'order' => 1 ] );
	}

	/** @param array<string, mixed> $params */
	private function order_of( array $params, string $method = 'POST' ): \WC_Order {
		$order = new \WC_Order( [ 'id' => 15 ] );
		$this->visitor_capture()->register();
		do_action( 'woocommerce_store_api_checkout_update_order_from_request', $order, new \WP_REST_Request( $method, '/wc/store/v1/checkout', $params ) );
		return $order;
	}
}
