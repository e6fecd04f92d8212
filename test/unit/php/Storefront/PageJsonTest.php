<?php
declare(strict_types=1);

namespace Duet\Test\Storefront;

use Duet\Storefront\PageJson;
use Duet\Test\ShopTestCase;

final class PageJsonTest extends ShopTestCase {

	private const PIXEL = [ 'pixels' => [ [ 'code' => 'C4TESTPIXEL000000000' ] ] ];

	public function test_only_enabled_events_and_channels_are_printed(): void {
		$this->with_settings( self::PIXEL + [ 'events' => [ 'Contact' => [ 'dataLayer' => false, 'pixel' => false, 'eventsApi' => false ], 'Lead' => [ 'pixel' => false, 'name' => 'SubmitForm' ], 'Purchase' => [ 'name' => 'CompletePayment' ] ] ] );
		$data   = $this->page()->data();
		$events = (array) $data['events'];
		self::assertArrayNotHasKey( 'Contact', $events );
		self::assertArrayNotHasKey( 'Refund', $events );
		self::assertSame( [ 'layer' => 'generate_lead', 'relay' => true ], $events['Lead'] );
		// Order events are the server's to send, whatever their switch.
		self::assertSame( [ 'layer' => 'purchase', 'pixel' => 'CompletePayment' ], $events['Purchase'] );
		self::assertSame( [ 'layer' => 'page_view', 'pixel' => 'Pageview' ], $events['Pageview'] );
		self::assertSame( [ 'C4TESTPIXEL000000000' ], $data['pixels'] );
	}

	public function test_without_a_pixel_only_the_data_layer_is_left(): void {
		$this->with_settings( [] );
		self::assertTrue( $this->page()->is_needed() );
		self::assertSame( [ 'layer' => 'add_to_cart' ], ( (array) $this->page()->data()['events'] )['AddToCart'] );
		$this->with_settings( [ 'data_layer' => [ 'mode' => 'off' ] ] );
		self::assertFalse( $this->page()->is_needed() );
		self::assertSame( [ null, '{}' ], [ $this->page()->data()['dataLayer'], json_encode( $this->page()->data()['events'] ) ] );
	}

	public function test_with_the_pixel_off_for_every_event_no_pixel_is_named(): void {
		$off = array_fill_keys( array_keys( $this->catalogue()->all() ), [ 'pixel' => false ] );
		$this->with_settings( self::PIXEL + [ 'events' => $off ] );
		self::assertSame( [], $this->page()->data()['pixels'] );
		self::assertSame( [ 'layer' => 'add_to_cart', 'relay' => true ], ( (array) $this->page()->data()['events'] )['AddToCart'] );
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

	public function test_an_empty_page_is_an_object(): void {
		$this->with_settings( self::PIXEL );
		self::assertSame( '{}', json_encode( $this->page()->data()['page'] ) );
		self::assertSame( 'https://shop.test/wp-json/duet/v1/', $this->page()->data()['rest'] );
	}

	/** @param array<string, mixed> $page */
	private function page( array $page = [] ): PageJson {
		return new PageJson( $this->settings(), $this->catalogue(), static fn(): array => $page );
	}
}
