<?php
declare(strict_types=1);

namespace Duet\Test\Page;

use Duet\Address\Home;
use Duet\Consent\Sources;
use Duet\Page\DescribedPage;
use Duet\Page\PageJson;
use Duet\Page\PageParts;
use Duet\Page\SiteConsent;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\RunInSeparateProcess;

final class PageJsonTest extends ShopTestCase {

	private const PIXEL = [ 'pixels' => [ [ 'code' => 'C4TESTPIXEL000000000' ] ] ];

	public function test_every_event_is_named_with_the_channels_it_goes_to(): void {
		$this->with_settings( self::PIXEL + [ 'events' => [ 'Contact' => [ 'dataLayer' => false, 'pixel' => false, 'eventsApi' => false ], 'Lead' => [ 'pixel' => false, 'name' => 'SubmitForm' ], 'Purchase' => [ 'name' => 'CompletePayment' ] ] ] );
		$data = $this->page()->data();
		self::assertSame( array_keys( $this->catalogue()->all() ), array_keys( $data['events'] ) );
		self::assertSame( '{}', json_encode( $data['events']['Contact'] ) );
		self::assertSame( [ 'dataLayer' => 'generate_lead', 'eventsApi' => true ], self::switches( $data, 'Lead' ) );
		self::assertSame( [ 'dataLayer' => 'page_view', 'pixel' => 'Pageview' ], self::switches( $data, 'Pageview' ) );
		self::assertSame( [ 'dataLayer' => 'select_item', 'own' => true ], self::switches( $data, 'select_item' ) );
		// Without a shop nobody else knows of a sale, and the relay takes none.
		self::assertSame( [ 'dataLayer' => 'purchase', 'pixel' => 'CompletePayment' ], self::switches( $data, 'Purchase' ) );
		self::assertSame( [], self::switches( $data, 'Refund' ) );
		self::assertSame( [ 'C4TESTPIXEL000000000' ], $data['pixels'] );
		self::assertArrayNotHasKey( 'shop', $data );
	}

	#[RunInSeparateProcess]
	public function test_in_a_shop_sales_are_the_servers_to_tell(): void {
		class_alias( PageJson::class, 'WooCommerce' );
		$this->with_settings( self::PIXEL );
		$data = $this->page()->data();
		self::assertSame( [ 'dataLayer' => 'purchase', 'pixel' => 'Purchase', 'server' => true ], self::switches( $data, 'Purchase' ) );
		self::assertArrayHasKey( 'server', self::switches( $data, 'PlaceAnOrder' ) );
		self::assertArrayNotHasKey( 'server', self::switches( $data, 'CompleteRegistration' ) );
		self::assertSame( 'https://shop.test/wp-json/wc/store/v1/cart?duet=1', $data['shop']['cart'] );
		self::assertSame( '/?duet_door=', $data['door'] );
	}

	public function test_own_events_have_the_switches_their_merchant_gave_them_and_unknown_ones_the_default(): void {
		$this->with_settings( self::PIXEL + [ 'events' => [ 'LevelUp' => [ 'pixel' => false ], 'complete payment' => [ 'pixel' => false ] ] ] );
		$data = $this->page()->data();
		self::assertSame( [ 'dataLayer' => 'LevelUp', 'eventsApi' => true, 'own' => true ], self::switches( $data, 'LevelUp' ) );
		// A hand-written alias is no event of its own.
		self::assertArrayNotHasKey( 'complete payment', $data['events'] );
		self::assertSame( '{"dataLayer":"","pixel":"","eventsApi":true,"own":true}', json_encode( $data['custom'] ) );
		$this->with_settings( [ 'data_layer' => [ 'mode' => 'off' ] ] );
		self::assertSame( '{"own":true}', json_encode( $this->page()->data()['custom'] ) );
	}

	public function test_other_names_are_told_where_folding_does_not_find_them(): void {
		$aliases = $this->page()->data()['aliases'];
		self::assertSame( [ 'Purchase', 'Lead', 'PlaceAnOrder' ], [ $aliases['completepayment'], $aliases['submitform'], $aliases['placeorder'] ] );
		self::assertArrayNotHasKey( 'pageview', $aliases );
		self::assertSame( [ 'content_id', 'value' ], [ $aliases['item_id'], $aliases['order_value'] ] );
	}

	public function test_bindings_and_forms_come_from_their_rooms_and_a_room_that_fails_costs_only_its_own(): void {
		$bind   = static fn( string $name ): array => [ 'on' => 'view', 'name' => $name ];
		$broken = static fn(): array => throw new \RuntimeException( 'broken' );
		$page   = new PageJson(
			$this->settings(),
			$this->catalogue(),
			$this->described( [ 'bindings' => [ $bind( 'Search' ) ] ] ),
			$this->guard(),
			[ static fn(): array => [ $bind( 'Lead' ), $bind( 'Contact' ) ], $broken, static fn(): array => [ $bind( 'LevelUp' ) ] ],
			[ static fn(): string => '.wpcf7-form', $broken, static fn(): string => '', static fn(): string => '.nf-form-cont form' ],
		);
		$data   = $page->data();
		self::assertSame( [ 'Search', 'Lead', 'Contact', 'LevelUp' ], array_column( $data['page']['bindings'], 'name' ) );
		self::assertSame( '.wpcf7-form,.nf-form-cont form', $data['forms'] );
		self::assertArrayNotHasKey( 'forms', $this->page()->data() );
	}

	public function test_a_draft_that_fails_or_cannot_be_printed_costs_itself_alone(): void {
		$this->with_settings( self::PIXEL + [ 'consent' => [ 'mode' => 'assumed' ] ] );
		$draft = static fn( mixed $value ): array => [ 'name' => 'ViewContent', 'params' => [ 'value' => $value ] ];
		$bind  = static fn( mixed $value ): array => [ 'on' => 'view' ] + $draft( $value );
		$data  = $this->page( [ 'events' => [ $draft( INF ), $draft( 7.5 ) ], 'bindings' => [ $bind( NAN ), $bind( 1 ) ], 'list' => [ 'items' => [ [ 'price' => INF ] ] ] ] )->data();
		self::assertSame( [ [ $draft( 7.5 ) ], [ $bind( 1 ) ] ], [ $data['page']['events'], $data['page']['bindings'] ] );
		self::assertArrayNotHasKey( 'list', $data['page'] );
		$page    = $this->createStub( DescribedPage::class );
		$page->method( 'page' )->willThrowException( new \Error( 'broken' ) );
		$GLOBALS['duet_test_options'][ Home::OPTION ] = [ 'home' => bin2hex( 'shop.test' ) ];

		$home    = new Home( static fn(): string => throw new \Error( 'broken' ) );
		$sources = new Sources( $this->settings(), static fn(): ?string => null, $this->guard() );
		$consent = new SiteConsent( $home, $sources, $this->createStub( PageParts::class ) );
		$data = ( new PageJson( $this->settings(), $this->catalogue(), $page, $this->guard(), [], [], $consent ) )->data();
		self::assertSame( [ null, [], [] ], [ $data['consent'], $data['page']['events'], $data['page']['bindings'] ] );
	}

	public function test_no_page_says_where_the_pixel_script_comes_from(): void {
		$this->with_settings( self::PIXEL );
		self::assertStringNotContainsString( 'tiktok.com', (string) json_encode( $this->page()->data() ) );
	}

	public function test_pages_apart_from_the_site_tell_tiktok_nothing(): void {
		$this->with_settings( self::PIXEL + [ 'consent' => [ 'mode' => 'assumed' ] ] );
		$data = $this->page( [ 'events' => [ [ 'name' => 'Search', 'params' => [] ] ] ] )->data_apart();
		self::assertSame( [ null, [], true ], [ $data['consent'], $data['page']['events'], $data['apart'] ] );
		self::assertArrayNotHasKey( 'shop', $data );
		self::assertArrayNotHasKey( 'apart', $this->page()->data() );
	}

	public function test_a_list_is_printed_for_whoever_reads_it(): void {
		$list = [ 'list' => [ 'id' => 'shop', 'name' => 'Shop', 'items' => (object) [] ] ];
		$this->with_settings( self::PIXEL );
		self::assertArrayHasKey( 'list', $this->page( $list )->data()['page'] );
		$this->with_settings( self::PIXEL + [ 'data_layer' => [ 'mode' => 'off' ] ] );
		self::assertArrayNotHasKey( 'list', $this->page( $list )->data()['page'] );
	}

	public function test_without_a_pixel_only_the_data_layer_is_left(): void {
		$this->with_settings( [] );
		self::assertTrue( $this->page()->is_needed() );
		self::assertSame( [ 'dataLayer' => 'add_to_cart' ], self::switches( $this->page()->data(), 'AddToCart' ) );
		$this->with_settings( [ 'data_layer' => [ 'mode' => 'off' ] ] );
		self::assertFalse( $this->page()->is_needed() );
		self::assertNull( $this->page()->data()['dataLayer'] );
		self::assertSame( [], self::switches( $this->page()->data(), 'AddToCart' ) );
	}

	public function test_with_the_pixel_off_for_every_event_no_pixel_is_named(): void {
		$off = array_fill_keys( array_keys( $this->catalogue()->all() ), [ 'pixel' => false ] );
		$this->with_settings( self::PIXEL + [ 'events' => $off ] );
		self::assertSame( [], $this->page()->data()['pixels'] );
		self::assertSame( [ 'dataLayer' => 'add_to_cart', 'eventsApi' => true ], self::switches( $this->page()->data(), 'AddToCart' ) );
		self::assertObjectNotHasProperty( 'pixel', $this->page()->data()['custom'] );
	}

	public function test_the_script_learns_what_the_catalogue_says_of_parameters(): void {
		$this->with_settings( self::PIXEL );
		$data = $this->page()->data();
		self::assertContains( 'new_customer', $data['only'] );
		self::assertNotContains( 'value', $data['only'] );
		self::assertContains( 'value', $data['numbers'] );
		self::assertNotContains( 'currency', $data['numbers'] );
		self::assertTrue( array_is_list( $data['only'] ) && array_is_list( $data['numbers'] ) );
	}

	public function test_an_excluded_visitor_is_as_good_as_unset(): void {
		$this->with_settings( self::PIXEL + [ 'consent' => [ 'mode' => 'assumed' ] ] );
		self::assertSame( 'assumed', $this->page()->data()['consent'] );
		self::assertNull( $this->page( [ 'excluded' => true ] )->data()['consent'] );
	}

	public function test_a_page_with_nothing_to_say_says_so(): void {
		$this->with_settings( self::PIXEL );
		self::assertSame( '{"events":[],"bindings":[]}', json_encode( $this->page()->data()['page'] ) );
		self::assertSame( 'https://shop.test/wp-json/duet/v1/', $this->page()->data()['rest'] );
	}

	/**
	 * @param array<string, mixed> $data
	 * @return array<string, string|true>
	 */
	private static function switches( array $data, string $name ): array {
		return (array) $data['events'][ $name ];
	}

	/** @param array<string, mixed> $page */
	private function page( array $page = [] ): PageJson {
		return new PageJson( $this->settings(), $this->catalogue(), $this->described( $page ), $this->guard() );
	}

	/** @param array<string, mixed> $page */
	private function described( array $page ): DescribedPage {
		$described = $this->createStub( DescribedPage::class );
		$described->method( 'page' )->willReturn( $page );
		return $described;
	}
}
