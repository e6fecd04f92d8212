<?php
declare(strict_types=1);

namespace Duet\Test\Hashing;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\EventsApi\Payload;
use Duet\Hashing\Hash;
use Duet\Matching\PageTable;
use Duet\Hashing\IdentifierTable;
use Duet\Support\IdKey;
use Duet\Test\ShopTestCase;

final class IdentifierTableTest extends ShopTestCase {

	private const PERSON = [ 'email' => 'a@b.test', 'phone' => '030 1234567', 'external_id' => 'x1', 'first_name' => 'Ann', 'last_name' => 'B', 'zip_code' => '10115', 'city' => 'Berlin', 'state' => 'BE', 'country' => 'DE' ];

	private function table(): IdentifierTable {
		return IdentifierTable::shipped( $this->settings() );
	}

	/** @return array<string, mixed> */
	private function payload( string $name, ?Consent $consent = null ): array {
		$event = Event::of( $this->catalogue(), $name, 'aaaaaaaa', self::NOW, new Facts( [], self::PERSON ), new Visitor( ip: '203.0.113.7', visitor: self::HEX, consent: $consent ), Origin::Browser );
		return ( new Payload( $this->catalogue(), $this->table(), $this->settings() ) )->build( $event, $name )->whole();
	}

	public function test_the_defaults(): void {
		self::assertSame( [ 'email', 'phone', 'external_id', 'ip' ], array_keys( $this->payload( 'Lead' )['user'] ) );
		self::assertSame( [ 'ip' ], array_keys( $this->payload( 'Pageview' )['user'] ) );
		self::assertSame( [ 'email', 'phone', 'external_id' ], $this->table()->ticked( 'LevelUp' ), 'an own event' );
	}

	public function test_the_merchants_ticks_decide_exactly(): void {
		$this->with_settings( [ 'matching' => [ 'events' => [ 'Lead' => [ 'email' => false, 'city' => true, 'external_id' => false ], 'Pageview' => [ 'external_id' => true ] ] ] ] );
		$user = $this->payload( 'Lead' )['user'];
		self::assertSame( [ 'phone', 'city', 'ip' ], array_keys( $user ) );
		self::assertSame( hash( 'sha256', '+49301234567' ), $user['phone'], 'read by a country that is not sent' );
		self::assertSame( [ 'external_id', 'ip' ], array_keys( $this->payload( 'Pageview' )['user'] ) );
		self::assertSame( [ 'email', 'phone', 'external_id', 'city' ], $this->table()->used( [ 'Lead', 'Contact' ] ) );
	}

	public function test_a_row_is_found_by_its_address_whatever_is_ticked(): void {
		$this->with_settings( [ 'matching' => [ 'events' => [ 'Lead' => [ 'email' => false ] ] ] ] );
		$event = Event::of( $this->catalogue(), 'Lead', 'aaaaaaaa', self::NOW, new Facts( [], self::PERSON ), new Visitor(), Origin::Browser );
		$item  = ( new Payload( $this->catalogue(), $this->table(), key: new IdKey() ) )->build( $event, 'Lead' );
		self::assertSame( Hash::mark( 'A@b.test', str_repeat( 'k', 64 ) ), $item->email_hash );
		self::assertNotSame( Hash::mark( 'A@b.test', 'other' ), $item->email_hash );
		self::assertStringNotContainsString( hash( 'sha256', 'a@b.test' ), $item->matching() . $item->payload() . $item->email_hash );
	}

	public function test_a_sensitive_business_sends_no_names_and_no_address(): void {
		$all = array_fill_keys( array_keys( self::PERSON ), true );
		$this->with_settings( [ 'matching' => [ 'sensitive' => 'no', 'events' => [ 'Lead' => $all ] ] ] );
		self::assertSame( array_keys( self::PERSON ), array_keys( array_diff_key( $this->payload( 'Lead' )['user'], [ 'ip' => 1 ] ) ) );
		$this->with_settings( [ 'matching' => [ 'sensitive' => 'yes', 'events' => [ 'Lead' => $all ] ] ] );
		self::assertSame( [ 'email', 'phone', 'external_id', 'ip' ], array_keys( $this->payload( 'Lead' )['user'] ) );
	}

	public function test_limited_data_use(): void {
		$limited = new Consent( 'none', Decision::Granted, 'assumed', 'setting', 1, true );
		self::assertArrayNotHasKey( 'limited_data_use', $this->payload( 'Lead' ) );
		self::assertTrue( $this->payload( 'Lead', $limited )['limited_data_use'] );
		$this->with_settings( [ 'consent' => [ 'limited_data_use' => true ] ] );
		self::assertTrue( $this->payload( 'Lead' )['limited_data_use'] );
	}

	public function test_the_script_gets_the_same_table(): void {
		$this->with_settings( [ 'events' => [ 'Lead' => [ 'pixel' => false ] ], 'matching' => [ 'events' => [ 'Contact' => [ 'phone' => false ], 'LevelUp' => [ 'email' => false ] ] ] ] );
		$page = new PageTable( $this->settings(), $this->catalogue(), $this->table() );
		$data = json_decode( (string) json_encode( $page->data() ), true );
		self::assertArrayNotHasKey( 'Lead', $data['events'] );
		self::assertSame( [ 'email', 'external_id' ], $data['events']['Contact'] );
		self::assertSame( [ 'phone', 'external_id' ], $data['events']['LevelUp'] );
		self::assertSame( [], $data['events']['Pageview'] );
		self::assertSame( [ 'Pageview', 'ViewContent', 'ViewCategory', 'Search' ], $data['pages'] );
		self::assertContains( 'Purchase', $data['orders'] );
		self::assertSame( [ 'InitiateCheckout', 'AddPaymentInfo' ], $data['checkout'] );
		self::assertSame( [ 'email', 'phone', 'external_id' ], $page->used() );
	}
}
