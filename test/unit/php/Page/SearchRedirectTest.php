<?php
declare(strict_types=1);

namespace Duet\Test\Page;

use Duet\Event\Origin;
use Duet\Page\SearchRedirect;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use PHPUnit\Framework\Attributes\DataProvider;

final class SearchRedirectTest extends ShopTestCase {

	private const HOOK = 'woocommerce_redirect_single_search_result';

	protected function setUp(): void {
		parent::setUp();
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ] ] );
		$_COOKIE['duet_visitor']    = self::HEX . '.g';
		$_SERVER['REQUEST_METHOD']  = 'GET';
		$_SERVER['HTTP_USER_AGENT'] = 'Mozilla/5.0';
		$GLOBALS['wp_query']        = new \WP_Query( [ new \WP_Post( 7, 'product' ) ] );
		$GLOBALS['duet_shop']       = [ 'page' => 'search', 'search' => ' red  „mug“ ', 'products' => [ 7 => self::mug() ] ];
	}

	protected function tearDown(): void {
		unset( $_SERVER['REQUEST_METHOD'], $_SERVER['HTTP_USER_AGENT'], $_SERVER['HTTP_SEC_PURPOSE'], $_SERVER['REMOTE_ADDR'], $GLOBALS['wp_query'] );
	}

	public function test_one_hit_is_one_search_for_the_page_of_the_product(): void {
		$this->redirect();
		self::assertTrue( apply_filters( self::HOOK, true ) );
		self::assertTrue( apply_filters( self::HOOK, true ), 'somebody else asks, too' );
		self::assertCount( 1, $this->pushed );
		$event  = $this->pushed[0];
		$params = [ 'search_string' => 'red „mug“' ];
		self::assertSame( [ 'Search', self::NOW, Origin::Server, $params, [ 'external_id' => self::HEX ] ], [ $event->name, $event->time, $event->origin, $event->params, $event->person ] );
		self::assertSame( [ [ [ 'Search', $event->id, self::NOW, $params ] ] ], $this->tray );
		self::assertTrue( $GLOBALS['duet_shop']['nocache'] ?? false, 'no cache may keep this visitor\'s cookie' );
	}

	public function test_the_value_goes_on_as_it_came(): void {
		$this->redirect();
		foreach ( [ false, null, 'yes', 0 ] as $value ) {
			self::assertSame( $value, apply_filters( self::HOOK, $value ) );
		}
	}

	/** @return iterable<string, array{\Closure(): void}> */
	public static function others(): iterable {
		yield 'two hits have a page' => [ static fn() => $GLOBALS['wp_query'] = new \WP_Query( [ new \WP_Post( 7, 'product' ), new \WP_Post( 8, 'product' ) ] ) ];
		yield 'none has one, too' => [ static fn() => $GLOBALS['wp_query'] = new \WP_Query() ];
		yield 'a hidden product' => [ static fn() => $GLOBALS['duet_shop']['products'] = [ 7 => self::mug( [ 'visible' => false ] ) ] ];
		yield 'no search' => [ static fn() => $GLOBALS['duet_shop']['page'] = 'shop' ];
		yield 'nothing searched for' => [ static fn() => $GLOBALS['duet_shop']['search'] = ' ' ];
		yield 'refused' => [ static fn() => $_COOKIE['duet_visitor'] = self::HEX . '.d' ];
		yield 'undecided' => [ static fn() => $_COOKIE['duet_visitor'] = '' ];
		yield 'fetched ahead' => [ static fn() => $_SERVER['HTTP_SEC_PURPOSE'] = 'prefetch;prerender' ];
		yield 'a program' => [ static fn() => $_SERVER['HTTP_USER_AGENT'] = 'Googlebot/2.1' ];
	}

	/** @param \Closure(): void $change */
	#[DataProvider( 'others' )]
	public function test_what_is_no_search_of_a_visitor_who_consented( \Closure $change ): void {
		$change();
		$this->redirect();
		self::assertTrue( apply_filters( self::HOOK, true ) );
		self::assertSame( [ [], [], false ], [ $this->pushed, $this->tray, $GLOBALS['duet_shop']['nocache'] ?? false ] );
	}

	public function test_a_flood_of_searches_is_stopped_like_one_of_relayed_events(): void {
		$_SERVER['REMOTE_ADDR'] = $this->flooding = '203.0.113.9';
		$this->redirect();
		apply_filters( self::HOOK, true );
		self::assertSame( [ [], [] ], [ $this->pushed, $this->tray ] );
		$_SERVER['REMOTE_ADDR'] = '203.0.113.10';
		$this->redirect();
		apply_filters( self::HOOK, true );
		self::assertCount( 1, $this->pushed );
	}

	public function test_a_shop_that_does_not_redirect_shows_its_page(): void {
		$this->redirect();
		apply_filters( self::HOOK, false );
		self::assertSame( [], $this->pushed );
	}

	private function redirect(): void {
		$redirect = new SearchRedirect( $this->catalogue(), $this->customer(), $this->handover(), new TestClock( self::NOW ) );
		add_filter( 'woocommerce_redirect_single_search_result', $redirect->asked( ... ) );
	}
}
