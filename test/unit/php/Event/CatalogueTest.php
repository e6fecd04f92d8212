<?php
declare(strict_types=1);

namespace Duet\Test\Event;

use Duet\Event\Catalogue;
use Duet\Event\CatalogueData;
use Duet\Event\ChannelName;
use Duet\Event\ContentsRow;
use Duet\Event\InvalidEvent;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class CatalogueTest extends TestCase {

	private const PURCHASE = [
		'value'    => 12.5,
		'currency' => 'EUR',
		'contents' => [ [ 'content_id' => '1', 'price' => 7.5, 'quantity' => 1 ] ],
	];

	/** @return iterable<string, array{string, string}> */
	public static function names(): iterable {
		yield 'current name' => [ 'Purchase', 'Purchase' ];
		yield 'older name' => [ 'CompletePayment', 'Purchase' ];
		yield 'older name, spaced' => [ 'Complete Payment', 'Purchase' ];
		yield 'spaced' => [ 'Add To Cart', 'AddToCart' ];
		yield 'older lead' => [ 'SubmitForm', 'Lead' ];
		yield 'as the guide writes it' => [ 'Place an Order', 'PlaceAnOrder' ];
		yield 'other case' => [ 'pageview', 'Pageview' ];
		yield 'spaced page view' => [ 'Page View', 'Pageview' ];
		yield 'snake case' => [ 'view_content', 'ViewContent' ];
	}

	#[DataProvider( 'names' )]
	public function test_resolves_every_spelling_once( string $spelling, string $key ): void {
		self::assertSame( $key, Catalogue::shipped()->find( $spelling )?->name );
	}

	public function test_lists_the_events_of_tiktok_and_ours(): void {
		$standard = [ 'AddPaymentInfo', 'AddToCart', 'AddToWishlist', 'ApplicationApproval', 'CompleteRegistration', 'Contact', 'CustomizeProduct', 'Download', 'FindLocation', 'InitiateCheckout', 'Lead', 'Purchase', 'Schedule', 'Search', 'StartTrial', 'SubmitApplication', 'Subscribe', 'ViewContent' ];
		$ours     = [ 'Pageview', 'ViewCategory', 'PlaceAnOrder', 'ClickButton', 'Refund', 'select_item', 'view_cart', 'remove_from_cart', 'add_shipping_info' ];
		self::assertEqualsCanonicalizing( [ ...$standard, ...$ours ], array_keys( Catalogue::shipped()->all() ) );
	}

	public function test_page_events_stay_off_the_server_by_default_and_refunds_everywhere(): void {
		$events = Catalogue::shipped()->all();
		$server = array_keys( array_filter( $events, static fn( $definition ): bool => $definition->default_on( ChannelName::EventsApi ) ) );
		self::assertSame( [], array_intersect( [ 'Pageview', 'ViewContent', 'ViewCategory', 'Search', 'Refund' ], $server ) );
		self::assertCount( 18, $server );
		self::assertTrue( $events['Pageview']->available( ChannelName::EventsApi ) );
		self::assertFalse( $events['Refund']->available( ChannelName::Pixel ) );
	}

	public function test_the_fields_of_a_row_are_those_of_the_catalogue(): void {
		$rows = CatalogueData::DATA['rows'];
		$only = static fn( ?string $reader ): array => array_keys( array_filter( $rows, static fn( array $field ): bool => $reader === array_key_first( $field['only'] ?? [] ) ) );
		self::assertSame( $only( null ), ContentsRow::TIKTOK );
		self::assertSame( $only( 'dataLayer' ), ContentsRow::DATA_LAYER );
		self::assertSame( $only( 'relay' ), ContentsRow::RELAY );
		$kinds = array_map( static fn( array $field ): string => (string) array_key_first( $field ), array_diff_key( $rows, array_flip( ContentsRow::RELAY ) ) );
		self::assertSame( $kinds, ContentsRow::KINDS );
	}

	public function test_every_parameter_an_event_names_is_defined(): void {
		$defined = array_keys( CatalogueData::DATA['params'] );
		foreach ( Catalogue::shipped()->all() as $definition ) {
			$named = [ ...$definition->accepts(), ...$definition->recommends() ];
			self::assertSame( [], array_diff( $named, $defined ), $definition->name );
			self::assertSame( [], array_diff( $definition->recommends(), $definition->accepts() ), $definition->name );
		}
	}

	public function test_no_two_events_answer_to_one_name(): void {
		$catalogue = Catalogue::shipped();
		foreach ( $catalogue->all() as $key => $definition ) {
			foreach ( [ $key, ...$definition->aliases() ] as $name ) {
				self::assertSame( $key, $catalogue->find( $name )?->name, $name );
			}
		}
	}

	public function test_an_unknown_name_is_a_custom_event_under_its_own_name(): void {
		$custom = Catalogue::shipped()->define( 'LevelUp' );
		self::assertTrue( $custom->custom );
		self::assertSame( 'LevelUp', $custom->name );
		self::assertSame( 'LevelUp', $custom->data_layer_name() );
		self::assertTrue( $custom->default_on( ChannelName::Pixel ) );
	}

	/** @return iterable<string, array{string}> */
	public static function unusable_names(): iterable {
		yield 'empty' => [ '' ];
		yield 'markup' => [ '<script>alert(1)</script>' ];
		yield 'too long' => [ str_repeat( 'a', 51 ) ];
		yield 'leading space' => [ ' LevelUp' ];
		yield 'line break at the end' => [ "LevelUp\n" ];
		yield 'not Latin' => [ 'レベル' ];
	}

	#[DataProvider( 'unusable_names' )]
	public function test_refuses_unusable_names( string $name ): void {
		$this->expectException( InvalidEvent::class );
		Catalogue::shipped()->define( $name );
	}

	/** @return iterable<string, array{array<string, mixed>, string}> */
	public static function bad_params(): iterable {
		$row = [ 'content_id' => '1', 'price' => 7.5, 'quantity' => 1 ];
		yield 'missing value' => [ [ 'value' => null ], 'value' ];
		yield 'value as text' => [ [ 'value' => '12.50' ], 'value' ];
		yield 'negative value' => [ [ 'value' => -1 ], 'value' ];
		yield 'value NaN' => [ [ 'value' => NAN ], 'value' ];
		yield 'value infinite' => [ [ 'value' => INF ], 'value' ];
		yield 'currency in small letters' => [ [ 'currency' => 'eur' ], 'currency' ];
		yield 'currency with line break' => [ [ 'currency' => "EUR\n" ], 'currency' ];
		yield 'no contents' => [ [ 'contents' => [] ], 'contents' ];
		yield 'contents not a list' => [ [ 'contents' => [ 'a' => $row ] ], 'contents' ];
		yield 'integer content_id' => [ [ 'contents' => [ [ 'content_id' => 1 ] + $row ] ], 'contents' ];
		yield 'empty content_id' => [ [ 'contents' => [ [ 'content_id' => '' ] + $row ] ], 'contents' ];
		yield 'quantity as float' => [ [ 'contents' => [ [ 'quantity' => 1.5 ] + $row ] ], 'contents' ];
		yield 'negative price' => [ [ 'contents' => [ [ 'price' => -0.01 ] + $row ] ], 'contents' ];
		yield 'foreign key in a row' => [ [ 'contents' => [ [ 'onclick' => 'x' ] + $row ] ], 'contents' ];
		yield 'foreign parameter' => [ [ 'search_string' => 'mug' ], 'search_string' ];
		yield 'long text' => [ [ 'description' => str_repeat( 'x', 1025 ) ], 'description' ];
		yield 'long text in bytes' => [ [ 'description' => str_repeat( '€', 342 ) ], 'description' ];
		yield 'long text in a row' => [ [ 'contents' => [ [ 'content_name' => str_repeat( 'x', 1025 ) ] + $row ] ], 'contents' ];
		yield 'broken UTF-8' => [ [ 'description' => "\xC3\x28" ], 'description' ];
	}

	/** @param array<string, mixed> $change */
	#[DataProvider( 'bad_params' )]
	public function test_one_bad_parameter_refuses_the_event_and_is_named( array $change, string $parameter ): void {
		$catalogue = Catalogue::shipped();
		$this->expectException( InvalidEvent::class );
		$this->expectExceptionMessageMatches( "/^$parameter:/" );
		$catalogue->check( $catalogue->define( 'Purchase' ), $change + self::PURCHASE );
	}

	public function test_takes_a_good_purchase_and_keeps_ga4s_parameters_from_tiktok(): void {
		$catalogue = Catalogue::shipped();
		$catalogue->check( $catalogue->define( 'Purchase' ), self::PURCHASE + [ 'tax' => 0, 'transaction_id' => '15' ] );
		self::assertTrue( $catalogue->only_data_layer( 'tax' ) );
		self::assertFalse( $catalogue->only_data_layer( 'value' ) );
		self::assertFalse( $catalogue->only_data_layer( 'level_number' ) );
	}

	public function test_own_texts_have_a_limit_and_so_has_the_whole_event(): void {
		$catalogue = Catalogue::shipped();
		$own       = $catalogue->define( 'LevelUp' );
		$texts     = static fn( int $count ): array => array_combine( array_map( static fn( int $number ): string => "text_$number", range( 1, $count ) ), array_fill( 0, $count, str_repeat( 'x', 1024 ) ) );
		$catalogue->check( $own, $texts( 15 ) );
		foreach ( [ 'text' => [ 'text' => str_repeat( 'x', 1025 ) ], 'parameters' => $texts( 16 ) ] as $named => $params ) {
			try {
				$catalogue->check( $own, $params );
				self::fail( $named );
			} catch ( InvalidEvent $problem ) {
				self::assertStringContainsString( $named, $problem->getMessage() );
			}
		}
	}

	public function test_a_sale_of_many_lines_is_not_refused_for_its_size(): void {
		$row = [ 'content_id' => str_repeat( 'S', 60 ), 'content_name' => str_repeat( '€', 150 ), 'price' => 1.5, 'quantity' => 1 ];
		Catalogue::shipped()->check( Catalogue::shipped()->define( 'Purchase' ), [ 'value' => 900.0, 'currency' => 'EUR', 'contents' => array_fill( 0, 600, $row ) ] );
		$this->expectException( InvalidEvent::class );
		Catalogue::shipped()->check( Catalogue::shipped()->define( 'AddToCart' ), [ 'value' => 900.0, 'currency' => 'EUR', 'contents' => array_fill( 0, 600, $row ) ] );
	}

	public function test_custom_events_take_plain_values_only(): void {
		$catalogue = Catalogue::shipped();
		$catalogue->check( $catalogue->define( 'LevelUp' ), [ 'level_number' => 5, 'boss' => true ] );
		$this->expectException( InvalidEvent::class );
		$catalogue->check( $catalogue->define( 'LevelUp' ), [ 'level' => [ 'nested' => 1 ] ] );
	}

	public function test_knows_the_currencies_tiktok_lists_and_still_takes_others(): void {
		$catalogue = Catalogue::shipped();
		self::assertTrue( $catalogue->lists_currency( 'EUR' ) );
		self::assertFalse( $catalogue->lists_currency( 'MUR' ) );
		self::assertFalse( $catalogue->lists_currency( 'eur' ) );
		$catalogue->check( $catalogue->define( 'Purchase' ), [ 'currency' => 'MUR' ] + self::PURCHASE );
	}
}
