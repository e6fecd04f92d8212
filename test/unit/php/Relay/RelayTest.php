<?php
declare(strict_types=1);

namespace Duet\Test\Relay;

use Duet\Event\Origin;
use Duet\PublicRoutes\AfterResponse;
use Duet\PublicRoutes\LateWork;
use Duet\PublicRoutes\PublicRoute;
use Duet\Relay\FloodLimit;
use Duet\Relay\Relay;
use Duet\Relay\RelayedParams;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use PHPUnit\Framework\Attributes\DataProvider;

final class RelayTest extends ShopTestCase {

	private const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

	private const MUG = [ 'content_id' => 'MUG', 'content_name' => 'Mug', 'variant' => 'Red', 'price' => 7.5, 'item_currency' => 'EUR', 'tax' => 'incl' ];

	private int $batches = 0;

	/** The address that brought enough. */
	private ?string $flooded = null;

	protected function setUp(): void {
		parent::setUp();
		$this->batches = 0;
		$this->flooded = null;
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ] ] );
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
	}

	protected function tearDown(): void {
		unset( $_SERVER['HTTP_USER_AGENT'], $_SERVER['REMOTE_ADDR'], $_SERVER['HTTP_ORIGIN'], $_SERVER['HTTP_SEC_FETCH_SITE'], $_SERVER['HTTP_REFERER'] );
		$_COOKIE = [];
	}

	public function test_a_signed_add_to_cart_becomes_an_event_with_its_own_id_and_time(): void {
		self::assertSame( 200, $this->relay()->handle( $this->body( $this->add_to_cart() ) ) );
		$event = $this->pushed[0];
		self::assertSame( [ 'AddToCart', self::ID, self::NOW - 90, Origin::Browser, 0 ], [ $event->name, $event->id, $event->time, $event->origin, $event->object_id ] );
		self::assertSame( [ [ 'content_id' => 'MUG', 'content_name' => 'Mug', 'price' => 7.5, 'quantity' => 2 ] ], $event->params['contents'] );
		self::assertSame( [ 15.0, 'EUR' ], [ $event->params['value'], $event->params['currency'] ] );
		self::assertSame( [ 'external_id' => self::HEX ], $event->person );
		self::assertSame( 'https://shop.test/cart/', $event->visitor->url );
	}

	public function test_the_visitor_of_a_batch_is_read_once_for_each_page(): void {
		$read = [];
		foreach ( [ 'duet_visitor', 'duet_consent' ] as $hook ) {
			add_filter(
				$hook,
				static function ( mixed $value ) use ( &$read, $hook ): mixed {
					$read[ $hook ] = ( $read[ $hook ] ?? 0 ) + 1;
					return $value;
				}
			);
		}
		$events = array_map( fn( int $number ): array => [ 'id' => substr_replace( self::ID, (string) $number, -1 ) ] + $this->add_to_cart(), range( 0, 9 ) );
		self::assertSame( 200, $this->relay()->handle( $this->body( ...$events ) ) );
		self::assertSame( [ 10, [ 'duet_consent' => 1, 'duet_visitor' => 1 ] ], [ count( $this->pushed ), $read ] );

		$read      = [];
		$events[9] = [ 'url' => 'https://shop.test/shop/' ] + $events[9];
		$this->relay()->handle( $this->body( ...$events ) );
		self::assertSame( [ 2, 'https://shop.test/shop/' ], [ $read['duet_visitor'], end( $this->pushed )->visitor->url ] );
	}

	public function test_the_page_may_ask_for_limited_data_use_where_the_header_is_lost(): void {
		foreach ( [ [ [], false ], [ [ 'limited' => true ], true ], [ [ 'limited' => 'true' ], false ] ] as [ $said, $limited ] ) {
			$this->pushed = [];
			$this->relay()->handle( $said + $this->body( $this->add_to_cart() ) );
			self::assertSame( $limited, $this->pushed[0]->visitor->consent?->limited );
		}
		$this->with_settings( [ 'consent' => [ 'mode' => 'required', 'limited_data_use' => true ] ] );
		$this->pushed = [];
		$this->relay()->handle( [ 'limited' => false ] + $this->body( $this->add_to_cart() ) );
		self::assertTrue( $this->pushed[0]->visitor->consent?->limited, 'nobody but the merchant lifts it' );
	}

	public function test_an_address_that_brought_enough_is_refused_before_anything_is_written(): void {
		$_SERVER['REMOTE_ADDR'] = '203.0.113.9';
		$this->flooded          = '203.0.113.9';
		self::assertSame( 429, $this->relay()->handle( $this->body( $this->add_to_cart() ) ) );
		self::assertSame( [ [], 0 ], [ $this->pushed, $this->batches ] );
		$this->flooded = '203.0.113.10';
		self::assertSame( 200, $this->relay()->handle( $this->body( $this->add_to_cart() ) ) );
	}

	/** @return iterable<string, array{array<string, mixed>}> changes to the AddToCart item */
	public static function not_believed(): iterable {
		yield 'name TikTok would refuse' => [ [ 'name' => 'Buy <b>' ] ];
		yield 'event of the dataLayer alone' => [ [ 'name' => 'select_item', 'params' => [] ] ];
		yield 'Purchase' => [ [ 'name' => 'Purchase' ] ];
		yield 'Purchase by its older name' => [ [ 'name' => 'Complete Payment' ] ];
		yield 'PlaceAnOrder' => [ [ 'name' => 'PlaceAnOrder' ] ];
		yield 'Refund' => [ [ 'name' => 'refund' ] ];
		yield 'event with its server switch off' => [ [ 'name' => 'Pageview', 'params' => [] ] ];
		yield 'name as list' => [ [ 'name' => [ 'AddToCart' ] ] ];
		yield 'long name' => [ [ 'name' => str_repeat( 'A', 5000 ) ] ];
		yield 'no id' => [ [ 'id' => null ] ];
		yield 'bad id' => [ [ 'id' => 'a_b c d e f' ] ];
		yield 'long id' => [ [ 'id' => str_repeat( 'a', 65 ) ] ];
		yield 'older than a day' => [ [ 'age' => 86_400_001 ] ];
		yield 'from the future' => [ [ 'age' => -1 ] ];
		yield 'age as text' => [ [ 'age' => '5' ] ];
		yield 'age without end' => [ [ 'age' => INF ] ];
		yield 'params as text' => [ [ 'params' => 'x' ] ];
		yield 'nested parameter' => [ [ 'params' => [ 'description' => [ 'x' ] ] ] ];
		yield 'unsigned product' => [ [ 'params' => [ 'contents' => [ [ 'content_id' => 'MUG', 'price' => 7.5, 'quantity' => 1 ] ] ] ] ];
		yield 'empty contents' => [ [ 'params' => [ 'contents' => [] ] ] ];
		yield 'contents as text' => [ [ 'params' => [ 'contents' => 'MUG' ] ] ];
	}

	/** @param array<string, mixed> $change */
	#[DataProvider( 'not_believed' )]
	public function test_what_is_not_believed_is_left_out( array $change ): void {
		self::assertSame( 400, $this->relay()->handle( $this->body( $change + $this->add_to_cart() ) ) );
		self::assertSame( [], $this->pushed );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>}> changes to params, to the item */
	public static function forged(): iterable {
		yield 'price' => [ [ 'value' => 2.0 ], [ 'price' => 1.0 ] ];
		yield 'value' => [ [ 'value' => 15.02 ], [] ];
		yield 'value as text' => [ [ 'value' => '15' ], [] ];
		yield 'currency beside' => [ [ 'currency' => 'USD' ], [] ];
		yield 'currency inside' => [ [ 'currency' => 'USD' ], [ 'item_currency' => 'USD' ] ];
		yield 'quantity of none' => [ [ 'value' => 0 ], [ 'quantity' => 0 ] ];
		yield 'half a piece' => [ [ 'value' => 3.75 ], [ 'quantity' => 0.5 ] ];
	}

	/**
	 * @param array<string, mixed> $params
	 * @param array<string, mixed> $item
	 */
	#[DataProvider( 'forged' )]
	public function test_money_is_the_sites_own_or_nothing( array $params, array $item ): void {
		$event                          = $this->add_to_cart();
		$event['params']['contents'][0] = $item + $event['params']['contents'][0];
		$event['params']                = $params + $event['params'];
		self::assertSame( 400, $this->relay()->handle( $this->body( $event ) ) );
	}

	public function test_unsigned_money_of_other_events_is_dropped_and_the_event_goes_on(): void {
		$lead = [ 'name' => 'Lead', 'params' => [ 'value' => 500, 'currency' => 'EUR', 'form_id' => 'f1' ] ] + $this->add_to_cart();
		$own  = [ 'name' => 'Subscribe', 'params' => [ 'value' => 15.0, 'contents' => $this->add_to_cart()['params']['contents'], 'predicted_ltv' => 99 ] ] + $this->add_to_cart();
		self::assertSame( 200, $this->relay()->handle( $this->body( $lead, $own ) ) );
		self::assertSame( [ [ 'form_id' => 'f1' ], [] ], array_column( $this->pushed, 'params' ) );
	}

	public function test_money_a_merchant_fixed_goes_on_under_his_signature(): void {
		$fixed = $this->signature()->sign_params( 'Lead', [ 'value' => 500, 'currency' => 'EUR' ] );
		$mine  = [ 'name' => 'Lead', 'params' => $fixed + [ 'form_id' => 'f1' ] ] + $this->add_to_cart();
		$other = [ 'name' => 'Contact', 'params' => $fixed ] + $this->add_to_cart();
		$more  = [ 'name' => 'Lead', 'params' => [ 'value' => 501 ] + $fixed ] + $this->add_to_cart();
		$never = [ 'name' => 'Subscribe', 'params' => $this->signature()->sign_params( 'Subscribe', [ 'value' => 5, 'currency' => 'EUR' ] ) ] + $this->add_to_cart();
		self::assertSame( 200, $this->relay()->handle( $this->body( $mine, $other, $more, $never ) ) );
		self::assertSame( [ [ 'value' => 500, 'currency' => 'EUR', 'form_id' => 'f1' ], [], [], [] ], array_column( $this->pushed, 'params' ) );
	}

	public function test_money_under_another_name_is_money(): void {
		$lead = [ 'name' => 'Download', 'params' => [ 'order_value' => 500, 'item_name' => 'Guide' ] ] + $this->add_to_cart();
		self::assertSame( 200, $this->relay()->handle( $this->body( $lead ) ) );
		self::assertSame( [ 'content_name' => 'Guide' ], $this->pushed[0]->params );
	}

	public function test_an_event_of_ones_own_is_relayed_as_far_as_its_switches_say(): void {
		$level = [ 'name' => 'Level Up', 'params' => [ 'level_number' => 7, 'value' => 9 ] ] + $this->add_to_cart();
		self::assertSame( 200, $this->relay()->handle( $this->body( $level ) ) );
		self::assertSame( [ 'Level Up', [ 'level_number' => 7 ] ], [ $this->pushed[0]->name, $this->pushed[0]->params ] );
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'events' => [ 'Level Up' => [ 'eventsApi' => false ] ] ] );
		self::assertSame( 400, $this->relay()->handle( $this->body( $level ) ) );
	}

	public function test_ids_that_are_numbers_become_text_and_what_no_event_takes_is_left_out(): void {
		$level = [ 'name' => 'Level Up', 'params' => [ 'level_number' => 7, 'content_id' => 15, 'tags' => [ 'a', 'b' ], '2nd' => 'x', 'deep' => [ 'x' => 1 ], 'won' => true ] ] + $this->add_to_cart();
		$lead  = [ 'name' => 'ViewContent', 'params' => [ 'item_id' => 15, 'content_name' => 7.5 ] ] + $this->add_to_cart();
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'events' => [ 'ViewContent' => [ 'eventsApi' => true ] ] ] );
		self::assertSame( 200, $this->relay()->handle( $this->body( $level, $lead ) ) );
		self::assertSame( [ 'Level Up', 'ViewContent' ], array_column( $this->pushed, 'name' ) );
		self::assertSame( [ [ 'level_number' => 7, 'won' => true ], [ 'content_name' => '7.5' ] ], array_column( $this->pushed, 'params' ) );
	}

	public function test_typed_identifiers_fill_the_gaps_of_the_account(): void {
		$GLOBALS['duet_shop']['users'] = [ 5 => new \WP_User( 5, 'c@example.test', [ 'customer' ] ) ];
		$typed = [ 'email' => 'typed@example.test', 'phone' => '+49 30 123456', 'city' => "Ber\u{0}lin", 'state' => "\xff", 'zip_code' => str_repeat( '1', 21 ), 'country' => [ 'DE' ], 'password' => 'x' ];
		self::assertSame( 200, $this->relay( 5 )->handle( $this->body( [ 'person' => $typed ] + $this->add_to_cart(), [ 'person' => 'x', 'id' => self::HEX ] + $this->add_to_cart() ) ) );
		self::assertEquals( [ 'external_id' => 'u1-5', 'email' => 'c@example.test', 'phone' => '+49 30 123456', 'city' => 'Ber lin' ], $this->pushed[0]->person );
		self::assertEquals( [ 'external_id' => 'u1-5', 'email' => 'c@example.test' ], $this->pushed[1]->person );
	}

	public function test_a_rounded_yen_value_fits(): void {
		$item  = $this->signature()->sign_line( [ 'content_id' => 'MUG', 'content_name' => 'Mug', 'price' => 471.43, 'item_currency' => 'JPY', 'tax' => 'incl' ], 'line', 7 ) + [ 'quantity' => 7 ];
		$event = [ 'params' => [ 'contents' => [ $item ], 'currency' => 'JPY', 'value' => 3300 ] ] + $this->add_to_cart();
		self::assertSame( 200, $this->relay()->handle( $this->body( $event ) ) );
	}

	public function test_a_fraction_is_one_piece_at_the_price_of_the_line(): void {
		$row   = [ 'price' => 11.25, 'quantity' => 1, 'sig_price' => 7.5, 'sig_pieces' => 1.5 ] + $this->line( 'cloth', 1.5 );
		$event = $this->with_row( $row, 11.25 );
		self::assertSame( 200, $this->relay()->handle( $this->body( $event ) ) );
		self::assertEquals( [ [ [ 'content_id' => 'MUG', 'content_name' => 'Mug', 'price' => 11.25, 'quantity' => 1 ] ], 11.25 ], [ $this->pushed[0]->params['contents'], $this->pushed[0]->params['value'] ] );

		$forged = [ [ 'price' => 11.26 ], [ 'sig_price' => 7.4, 'price' => 11.1 ], [ 'sig_pieces' => -1.5, 'price' => -11.25 ], [ 'quantity' => 2 ], [ 'sig_pieces' => '1.5' ], [ 'sig_price' => null ], [ 'sig_pieces' => 2.5, 'price' => 18.75 ], [ 'sig_pieces' => 1e6, 'price' => 75e5 ] ];
		foreach ( $forged as $change ) {
			$changed = $change + $row;
			self::assertSame( 400, $this->relay()->handle( $this->body( $this->with_row( $changed, $changed['price'] * $changed['quantity'] ) ) ), (string) json_encode( $change ) );
		}
	}

	public function test_a_hundred_lines_are_told_by_their_ids_and_money(): void {
		$sign  = fn( int $number ): array => $this->signature()->sign_line( [ 'content_id' => "MUG-$number", 'price' => 7.5, 'item_currency' => 'EUR', 'tax' => 'incl' ], "line $number", 1 ) + [ 'quantity' => 1 ];
		$event = [ 'params' => [ 'contents' => array_map( $sign, range( 1, 101 ) ), 'currency' => 'EUR', 'value' => 757.5 ] ] + $this->add_to_cart();
		self::assertLessThanOrEqual( 16384, strlen( (string) json_encode( $this->body( $event ) ) ) );
		self::assertSame( 200, $this->relay()->handle( $this->body( $event ) ) );
		self::assertSame( [ 101, [ 'content_id' => 'MUG-1', 'price' => 7.5, 'quantity' => 1 ] ], [ count( $this->pushed[0]->params['contents'] ), $this->pushed[0]->params['contents'][0] ] );
	}

	public function test_a_cart_is_told_up_to_what_it_holds(): void {
		$tell = fn( array ...$rows ): int => $this->relay()->handle( $this->body( [ 'params' => [ 'contents' => $rows, 'value' => array_sum( array_map( static fn( array $row ): float => 7.5 * $row['quantity'], $rows ) ) ] ] + $this->add_to_cart() ) );
		self::assertSame( 200, $tell( $this->line( 'a', 3 ) + [ 'quantity' => 1 ], $this->line( 'b', 1 ) + [ 'quantity' => 1 ] ), 'part of a line, and another one of the same product' );
		self::assertSame( 400, $tell( $this->line( 'a', 3 ) + [ 'quantity' => 4 ] ), 'more pieces' );
		self::assertSame( 400, $tell( $this->line( 'a', 3 ) + [ 'quantity' => 1_000_000 ] ) );
		self::assertSame( 400, $tell( $this->line( 'a', 3 ) + [ 'quantity' => 3 ], $this->line( 'a', 3 ) + [ 'quantity' => 3 ] ), 'a line twice' );
		self::assertSame( 400, $tell( $this->line( 'a', 3 ) + [ 'quantity' => 3 ], $this->line( 'a', 4 ) + [ 'quantity' => 4 ] ), 'a line of two readings' );
	}

	public function test_a_product_outside_a_cart_is_told_by_the_piece_and_once(): void {
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'events' => [ 'ViewContent' => [ 'eventsApi' => true ] ] ] );
		$rows = array_map( fn( int $number ): array => $this->signature()->sign( [ 'content_id' => "MUG-$number" ] + self::MUG ) + [ 'quantity' => 1 ], range( 1, 13 ) );
		$tell = fn( array ...$rows ): int => $this->relay()->handle( $this->body( [ 'name' => 'ViewContent', 'params' => [ 'contents' => $rows ] ] + $this->add_to_cart() ) );
		self::assertSame( 200, $tell( ...array_slice( $rows, 0, 12 ) ) );
		self::assertSame( 400, $tell( ...$rows ), 'more than a page lists' );
		self::assertSame( 400, $tell( [ 'quantity' => 2 ] + $rows[0] ) );
		self::assertSame( 400, $tell( $rows[0], $rows[0] ) );
		self::assertSame( 400, $tell( [ 'price' => 75e5, 'sig_price' => 7.5, 'sig_pieces' => 1e6 ] + $rows[0] ) );
	}

	/** @return iterable<string, array{string, int}> */
	public static function relayed_ids(): iterable {
		yield 'as the script makes them' => [ self::HEX, 200 ];
		yield 'a UUID' => [ self::ID, 200 ];
		yield 'a developer\'s' => [ 'level-up-42', 400 ];
		yield 'an order\'s' => [ 'P-15-0123456789ab', 400 ];
		yield 'one of this server' => [ 'E-' . self::HEX, 400 ];
		yield 'a developer\'s that had the browser\'s form' => [ 'own-' . self::HEX, 400 ];
		yield 'in capitals, which the database takes for the same' => [ strtoupper( self::ID ), 400 ];
		yield 'with a line break' => [ self::HEX . "\n", 400 ];
	}

	#[DataProvider( 'relayed_ids' )]
	public function test_an_id_through_the_relay_is_a_browsers( string $id, int $status ): void {
		self::assertSame( $status, $this->relay()->handle( $this->body( [ 'id' => $id ] + $this->add_to_cart() ) ) );
	}

	public function test_an_event_that_waited_for_consent_comes_back_under_its_own_id(): void {
		$event = [ 'name' => 'CompleteRegistration', 'id' => 'C-5-0123456789ab', 'params' => [] ] + $this->add_to_cart();
		$proof = $this->signature()->sign_id( 'CompleteRegistration', 'C-5-0123456789ab' );
		self::assertSame( 200, $this->relay()->handle( $this->body( $event + [ 'proof' => $proof ] ) ) );
		self::assertSame( 'C-5-0123456789ab', $this->pushed[0]->id );
		self::assertSame( 400, $this->relay()->handle( $this->body( [ 'id' => 'C-6-0123456789ab', 'proof' => $proof ] + $event ) ) );
		self::assertSame( 400, $this->relay()->handle( $this->body( [ 'name' => 'Subscribe', 'proof' => $proof ] + $event ) ) );
		self::assertSame( 400, $this->relay()->handle( $this->body( $event + [ 'proof' => [ $proof ] ] ) ) );
	}

	public function test_personal_data_as_a_parameter_is_refused(): void {
		$said = [ [ 'Level Up', [ 'customer_email' => 'x' ] ], [ 'Level Up', [ 'note' => 'ada@example.com' ] ], [ 'Level Up', [ 'userPhone' => 170123456 ] ], [ 'Lead', [ 'description' => '+49 170 1234567' ] ], [ 'Lead', [ 'item_name' => 'ada%40example.com' ] ] ];
		foreach ( $said as [ $name, $params ] ) {
			self::assertSame( 400, $this->relay()->handle( $this->body( [ 'name' => $name, 'params' => $params ] + $this->add_to_cart() ) ), (string) json_encode( $params ) );
		}
		self::assertSame( 200, $this->relay()->handle( $this->body( [ 'name' => 'Contact', 'params' => [ 'link_url' => 'mailto:shop@example.com' ] ] + $this->add_to_cart() ) ), 'TikTok never gets it' );
	}

	public function test_a_product_may_be_called_what_the_shop_likes(): void {
		$item  = $this->signature()->sign_line( [ 'content_id' => '+4930123456', 'content_name' => 'Mug ada@example.com' ] + self::MUG, 'line', 2 ) + [ 'quantity' => 2 ];
		$event = [ 'params' => [ 'contents' => [ $item ], 'description' => 'Mug ada@example.com' ] ] + $this->add_to_cart();
		self::assertSame( 200, $this->relay()->handle( $this->body( $event ) ) );
		self::assertSame( [ '+4930123456', 'Mug ada@example.com' ], array_slice( array_values( $this->pushed[0]->params['contents'][0] ), 0, 2 ) );
		self::assertArrayNotHasKey( 'description', $this->pushed[0]->params );
	}

	/** @return iterable<string, array{array<mixed>, int}> */
	public static function refused(): iterable {
		$event = [ 'name' => 'Contact', 'id' => self::ID, 'age' => 0, 'params' => [] ];
		yield 'no events' => [ [ 'events' => [] ], 400 ];
		yield 'events as object' => [ [ 'events' => [ 'a' => $event ] ], 400 ];
		yield 'too many' => [ [ 'events' => array_fill( 0, 21, $event ) ], 400 ];
		yield 'another site' => [ [ 'url' => 'https://evil.test/', 'events' => [ $event ] ], 400 ];
		yield 'no page' => [ [ 'url' => null, 'events' => [ $event ] ], 400 ];
		yield 'fine' => [ [ 'events' => [ $event ] ], 200 ];
	}

	/** @param array<mixed> $body */
	#[DataProvider( 'refused' )]
	public function test_the_envelope( array $body, int $status ): void {
		self::assertSame( $status, $this->relay()->handle( $body + $this->body() ) );
		self::assertCount( 200 === $status ? 1 : 0, $this->pushed );
	}

	public function test_each_event_names_its_own_page(): void {
		$here  = [ 'id' => self::HEX, 'url' => 'https://shop.test/a/', 'referrer' => '' ] + $this->add_to_cart();
		$alien = [ 'id' => strrev( self::HEX ), 'url' => 'https://evil.test/' ] + $this->add_to_cart();
		self::assertSame( 200, $this->relay()->handle( [ 'events' => [ $here, $alien, $this->add_to_cart() ] ] ) );
		self::assertSame( [ 'https://shop.test/a/' ], array_map( static fn( $event ): string => $event->visitor->url, $this->pushed ) );
	}

	public function test_without_consent_nothing_is_written(): void {
		$_COOKIE['duet_visitor'] = self::HEX . '.d';
		self::assertSame( 403, $this->relay()->handle( $this->body( $this->add_to_cart() ) ) );
		unset( $_COOKIE['duet_visitor'] );
		self::assertSame( 403, $this->relay()->handle( $this->body( $this->add_to_cart() ) ) );
		self::assertSame( [ [], 0 ], [ $this->pushed, $this->batches ] );
	}

	public function test_bots_are_nobody_and_a_cubot_is_a_telephone(): void {
		foreach ( [ 'Mozilla/5.0 (compatible; Googlebot/2.1)' => 403, 'Bytespider' => 403, 'curl/8.1' => 403, 'Mozilla/5.0 (Linux; Android 12; CUBOT X30)' => 200 ] as $agent => $status ) {
			$_SERVER['HTTP_USER_AGENT'] = $agent;
			self::assertSame( $status, $this->relay()->handle( $this->body( $this->add_to_cart() ) ), $agent );
		}
	}

	public function test_an_excluded_role_sends_nothing_and_a_customer_is_known(): void {
		$this->with_settings( [ 'consent' => [ 'mode' => 'assumed' ], 'exclusions' => [ 'roles' => [ 'editor' ] ] ] );
		$GLOBALS['duet_shop']['users'] = [ 4 => new \WP_User( 4, 'e@example.test', [ 'editor' ] ), 5 => new \WP_User( 5, 'c@example.test', [ 'customer' ] ) ];
		self::assertSame( 403, $this->relay( 4 )->handle( $this->body( $this->add_to_cart() ) ) );
		self::assertSame( 200, $this->relay( 5 )->handle( $this->body( $this->add_to_cart() ) ) );
		self::assertSame( [ 'external_id' => 'u1-5', 'email' => 'c@example.test' ], $this->pushed[0]->person );
	}

	public function test_a_batch_follows_only_what_was_taken(): void {
		$this->relay()->handle( $this->body( [ 'name' => 'Purchase' ] + $this->add_to_cart() ) );
		do_action( 'shutdown' );
		self::assertSame( 0, $this->batches );
		$this->relay()->handle( $this->body( $this->add_to_cart() ) );
		do_action( 'shutdown' );
		self::assertSame( 1, $this->batches );
	}

	/** @return iterable<string, array{array<string, string>, string, int}> headers, body, status */
	public static function requests(): iterable {
		$ours = [ 'HTTP_ORIGIN' => 'https://shop.test', 'HTTP_SEC_FETCH_SITE' => 'same-origin' ];
		yield 'ours' => [ $ours, '', 200 ];
		yield 'ours by Referer' => [ [ 'HTTP_REFERER' => 'https://shop.test/x' ], '', 200 ];
		yield 'foreign origin' => [ [ 'HTTP_ORIGIN' => 'https://evil.test' ], '', 403 ];
		yield 'foreign origin that looks like ours' => [ [ 'HTTP_ORIGIN' => 'https://shop.test.evil.test' ], '', 403 ];
		yield 'other port' => [ [ 'HTTP_ORIGIN' => 'https://shop.test:8443' ], '', 403 ];
		yield 'opaque origin' => [ [ 'HTTP_ORIGIN' => 'null' ], '', 403 ];
		yield 'cross-site whatever the origin' => [ [ 'HTTP_SEC_FETCH_SITE' => 'cross-site' ] + $ours, '', 403 ];
		yield 'typed by hand' => [ [ 'HTTP_SEC_FETCH_SITE' => 'none' ] + $ours, '', 403 ];
		yield 'no header at all' => [ [], '', 403 ];
		yield 'no JSON' => [ $ours, '{"events":', 400 ];
		yield 'a number' => [ $ours, '7', 400 ];
		yield 'too deep' => [ $ours, str_repeat( '[', 100 ) . str_repeat( ']', 100 ), 400 ];
		yield 'too large' => [ $ours, str_repeat( ' ', 16385 ), 413 ];
	}

	/** @param array<string, string> $headers */
	#[DataProvider( 'requests' )]
	public function test_the_request( array $headers, string $body, int $status ): void {
		$_SERVER = $headers + $_SERVER;
		$body    = '' === $body ? (string) json_encode( $this->body( $this->add_to_cart() ) ) : $body;
		$this->relay()->register();
		do_action( 'rest_api_init' );
		$request = new \WP_REST_Request( 'POST', '/duet/v1/events', [], $body );
		$answer  = apply_filters( 'rest_pre_dispatch', null, null, $request ) ?? $GLOBALS['duet_shop']['routes']['duet/v1/events']['callback']( $request );
		self::assertSame( [ $status, '{}', 'no-store' ], [ $answer->status, json_encode( $answer->data ), $answer->headers['Cache-Control'] ] );
		self::assertCount( 200 === $status ? 1 : 0, $this->pushed );
	}

	public function test_wordpress_never_parses_the_body_and_other_routes_are_left_alone(): void {
		$this->relay()->register();
		$request = new \WP_REST_Request( 'POST', '/duet/v1/events', [], '{}' );
		self::assertNull( apply_filters( 'rest_pre_dispatch', null, null, $request ) );
		self::assertSame( 'text/plain', $request->headers['Content-Type'] ?? '' );
		$other = new \WP_REST_Request( 'POST', '/wp/v2/posts', [], str_repeat( ' ', 99999 ) );
		self::assertNull( apply_filters( 'rest_pre_dispatch', null, null, $other ) );
		self::assertSame( [], $other->headers );
	}

	/**
	 * @param array<string, mixed> $row Changes to the one of add_to_cart().
	 * @return array<string, mixed>
	 */
	private function with_row( array $row, mixed $value ): array {
		$event                          = $this->add_to_cart();
		$event['params']['contents'][0] = $row + $event['params']['contents'][0];
		$event['params']['value']       = $value;
		return $event;
	}

	/** @return array<string, mixed> A line of mugs in the cart, as the shop signed it. */
	private function line( string $key, float $pieces ): array {
		return $this->signature()->sign_line( self::MUG, $key, $pieces );
	}

	/** @return array{name: string, id: string, age: int, params: array<string, mixed>} */
	private function add_to_cart(): array {
		$item = $this->line( 'line', 2 ) + [ 'quantity' => 2 ];
		return [
			'name'   => 'AddToCart',
			'id'     => self::ID,
			'age'    => 90_999,
			'params' => [ 'content_type' => 'product', 'contents' => [ $item ], 'currency' => 'EUR', 'value' => 15.0, 'description' => 'Mug' ],
		];
	}

	/**
	 * @param array<string, mixed> ...$events
	 * @return array<string, mixed>
	 */
	private function body( array ...$events ): array {
		return [ 'url' => 'https://shop.test/cart/', 'referrer' => 'https://www.tiktok.com/', 'events' => $events ];
	}

	private function relay( int $user = 0 ): Relay {
		$guard = $this->guard();
		$work  = $this->createStub( LateWork::class );
		$work->method( 'run' )->willReturnCallback(
			function (): void {
				++$this->batches;
			}
		);
		$after = new AfterResponse( $work, static fn(): bool => true, $guard );
		$limit = $this->createStub( FloodLimit::class );
		$limit->method( 'is_reached' )->willReturnCallback( fn( string $ip ): bool => $this->flooded === $ip );
		return new Relay( $this->settings(), $this->catalogue(), $this->request_visitor(), new RelayedParams( $this->signature(), $this->catalogue() ), $this->customer(), new PublicRoute( $guard ), $after, static fn(): int => $user, $this->push(), new TestClock( self::NOW ), $limit );
	}
}
