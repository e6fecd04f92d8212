<?php
declare(strict_types=1);

namespace Duet\Test\EventsApi;

use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\EventsApi\PageUrl;
use Duet\EventsApi\Payload;
use Duet\Hashing\Hash;
use Duet\Hashing\IdentifierChoice;
use Duet\Hashing\Normal;
use Duet\Test\Outbox\Fixture;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class PayloadTest extends TestCase {

	public function test_a_purchase_in_tiktoks_words(): void {
		$item = Fixture::item( Fixture::purchase( 15, 1_800_000_000 ) )->whole();
		self::assertSame( [ 'event', 'event_id', 'event_time', 'page', 'properties', 'user' ], self::sorted_keys( $item ) );
		self::assertSame( [ 'value', 'currency', 'contents', 'content_type' ], array_keys( $item['properties'] ), 'transaction_id is for the dataLayer' );
		self::assertSame( [ 'content_id', 'content_name', 'price', 'quantity' ], array_keys( $item['properties']['contents'][0] ), 'variant is for the dataLayer' );
		self::assertSame( 'de-DE', $item['user']['locale'] );
		self::assertSame( [ 'url' => 'https://shop.example/checkout/?utm_source=tiktok' ], $item['page'] );
	}

	public function test_numbers_stay_numbers_and_ids_texts(): void {
		$event = Event::of( Fixture::catalogue(), 'LevelUp', 'id-123456', 1, new Facts( [ 'value' => 0, 'level' => 3, 'order_id' => '12' ] ), new Visitor(), Origin::Server );
		$json  = Fixture::item( $event )->payload();
		self::assertStringContainsString( '"properties":{"value":0,"level":3,"order_id":"12"}', $json );
		self::assertSame( '1077218', Payload::content_id( 1077218 ) );
	}

	public function test_nothing_empty_is_sent(): void {
		$event = Event::of( Fixture::catalogue(), 'Contact', 'id-123456', 1, new Facts( [ 'description' => '' ], [ 'email' => ' ', 'phone' => '12' ] ), new Visitor( ip: '192.168.1.1' ), Origin::Server );
		$item  = Fixture::item( $event );
		self::assertSame( [ 'event', 'event_id', 'event_time' ], self::sorted_keys( $item->whole() ) );
		self::assertSame( [ '', [], '' ], [ $item->matching(), $item->identifiers(), $item->email_hash ] );
	}

	public function test_envelope(): void {
		$body = Payload::envelope( 'offline', '7000000000000000001', 'TEST1', [ [ 'event' => 'Purchase' ] ] );
		self::assertSame( '{"event_source":"offline","event_source_id":"7000000000000000001","test_event_code":"TEST1","data":[{"event":"Purchase"}]}', $body );
		self::assertStringNotContainsString( 'test_event_code', Payload::envelope( 'web', 'P', '', [] ) );
	}

	public function test_offline_events_carry_three_identifiers_and_no_page(): void {
		$event = Fixture::purchase( 1, 1_800_000_000 );
		$item  = ( new Payload( Fixture::catalogue() ) )->build( $event, 'Purchase', 'offline' );
		self::assertSame( [ 'email' ], $item->identifiers() );
		self::assertArrayNotHasKey( 'page', $item->whole() );
	}

	public function test_offline_needs_an_address_or_a_number_that_may_go(): void {
		$choice = function ( array $unticked ): IdentifierChoice {
			$stub = $this->createStub( IdentifierChoice::class );
			$stub->method( 'unticked' )->willReturn( $unticked );
			return $stub;
		};
		$has = static fn( array $unticked, array $person ): bool => ( new Payload( Fixture::catalogue(), $choice( $unticked ) ) )->has_contact( Event::of( Fixture::catalogue(), 'Lead', 'L-1-aaaaaaaa', 1_795_000_000, new Facts( [], $person ), new Visitor(), Origin::Offline ) );
		self::assertTrue( $has( [], [ 'email' => 'a@b.test' ] ) );
		self::assertTrue( $has( [ 'email' ], [ 'email' => 'a@b.test', 'phone' => '030 1234567', 'country' => 'DE' ] ) );
		self::assertFalse( $has( [ 'email', 'phone' ], [ 'email' => 'a@b.test', 'phone' => '+49301234567' ] ) );
		self::assertFalse( $has( [], [ 'email' => 'nobody', 'phone' => '0000000000', 'external_id' => '7' ] ) );
	}

	public function test_no_raw_identifier_leaves(): void {
		$person = [ 'email' => 'Jane@Example.com', 'phone' => '0151 23456789', 'country' => 'DE', 'external_id' => 'user_7', 'first_name' => 'Jane', 'last_name' => "O'Neil", 'zip_code' => '10115', 'city' => 'Bad Homburg', 'state' => 'DE-BE' ];
		$user   = Hash::user( $person, new Visitor(), 'web' );
		self::assertSame( hash( 'sha256', '+4915123456789' ), $user['phone'] );
		self::assertSame( [ 'badhomburg', 'be', 'de' ], [ $user['city'], $user['state'], $user['country'] ] );
		foreach ( [ 'email', 'phone', 'external_id', 'first_name', 'last_name', 'zip_code' ] as $hashed ) {
			self::assertMatchesRegularExpression( '/\A[0-9a-f]{64}\z/', $user[ $hashed ] );
		}
		self::assertNotContains( hash( 'sha256', '' ), $user );
	}

	#[DataProvider( 'left_out' )]
	public function test_left_out( string $field, string $value ): void {
		self::assertSame( '', Normal::{$field}( $value ) );
	}

	/** @return iterable<array{string, string}> */
	public static function left_out(): iterable {
		foreach ( [ '10.1.2.3', '127.0.0.1', '169.254.1.1', '172.16.0.1', '100.64.0.1', '224.0.0.1', '0.0.0.0', '::1', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '1.2.3', 'x' ] as $ip ) {
			yield "ip $ip" => [ 'ip', $ip ];
		}
		foreach ( [ 'jane', 'jane@', '@example.com', 'jane@example', 'a b@example.com', 'jane@@example.com', "jane@exa\xFFmple.com", str_repeat( 'a', 300 ) . '@example.com' ] as $number => $email ) {
			yield "email $number" => [ 'email', $email ];
		}
		foreach ( [ '', '+', '+1', '+999 123456789', 'call me', '+1 234 567 890 123 456 789' ] as $phone ) {
			yield "phone $phone" => [ 'phone', $phone ];
		}
		yield 'country' => [ 'country', 'Germany' ];
		yield 'ttclid' => [ 'ttclid', '<script>' ];
		yield 'locale' => [ 'locale', '12' ];
	}

	#[DataProvider( 'kept' )]
	public function test_kept( string $field, string $value, string $expected ): void {
		self::assertSame( $expected, Normal::{$field}( $value ) );
	}

	/** @return iterable<array{string, string, string}> */
	public static function kept(): iterable {
		yield [ 'ip', '2001:0db8:0000:0000:0000:0000:0000:0001', '2001:0db8:0000:0000:0000:0000:0000:0001' ];
		yield [ 'ip', '203.0.113.9', '203.0.113.9' ];
		yield [ 'ip', '::ffff:203.0.113.9', '::ffff:203.0.113.9' ];
		yield [ 'ip', '100.128.0.1', '100.128.0.1' ];
		yield [ 'locale', 'de_DE_formal', 'de-DE' ];
		yield [ 'locale', 'de', 'de' ];
		yield [ 'email', "\u{FEFF}a@b.co\u{A0}", 'a@b.co' ];
		yield [ 'name', "Zoe\u{308}", "zo\u{eb}" ];
		yield [ 'name', ' Anna-Maria  von ', 'annamaria von' ];
		yield [ 'zip_code', 'SW1A 1AA', 'sw1a1aa' ];
		yield [ 'zip_code', '00-950', '00950' ];
	}

	public function test_national_numbers_need_their_country_and_must_be_possible(): void {
		self::assertSame( '', Normal::phone( '0151 23456789' ) );
		self::assertSame( '', Normal::phone( '0151', 'DE' ) );
		self::assertSame( '+4915123456789', Normal::phone( '0049 151 23456789', 'DE' ) );
		self::assertSame( '', Normal::phone( '0151 23456789', 'XX' ) );
	}

	#[DataProvider( 'urls' )]
	public function test_url( string $given, string $sent ): void {
		self::assertSame( $sent, PageUrl::clean( $given ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function urls(): iterable {
		$page = 'https://shop.example/checkout/order-received/15/';
		yield 'order key' => [ "$page?key=wc_order_AbC123", $page ];
		yield 'pay' => [ "$page?pay_for_order=true&key=wc_order_x&ttclid=E.C.P.a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4", "$page?ttclid=E.C.P.a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4" ];
		yield 'campaign stays' => [ "$page?utm_source=tiktok&utm_campaign=sp%20ring&color=red", "$page?utm_source=tiktok&utm_campaign=sp%20ring&color=red" ];
		yield 'address by any name' => [ "$page?u=jane%40example.com&v=jane@example.com&w=a%2540b.co&utm_term=jane%40example.com", $page ];
		yield 'secrets by name' => [ "$page?_wpnonce=1&token=2&email=x&login=y&reset_key=z&PHPSESSID=1&Phone=2", "$page" ];
		yield 'secret by look' => [ "$page?x=9f86d081884c7d659a2feaa0c55ad015", $page ];
		yield 'address in the path' => [ 'https://shop.example/unsubscribe/jane%40example.com/', 'https://shop.example/unsubscribe/-/' ];
		yield 'fragment and login' => [ 'https://user:pass@Shop.example:8443/a#secret', 'https://Shop.example:8443/a' ];
		yield 'a long slug' => [ 'https://shop.example/a-very-long-and-harmless-product-name-2026/', 'https://shop.example/a-very-long-and-harmless-product-name-2026/' ];
		yield 'no scheme' => [ 'shop.example/x', '' ];
		yield 'script' => [ 'javascript:alert(1)', '' ];
		yield 'broken' => [ 'https:///x', '' ];
		yield 'bare host' => [ 'https://shop.example?color=red', 'https://shop.example/?color=red' ];
	}

	/**
	 * @param array<string, mixed> $data
	 * @return list<string>
	 */
	private static function sorted_keys( array $data ): array {
		$keys = array_keys( $data );
		sort( $keys );
		return $keys;
	}
}
