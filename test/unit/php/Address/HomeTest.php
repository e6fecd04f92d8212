<?php
declare(strict_types=1);

namespace Duet\Test\Address;

use Duet\Address\Home;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** A shop, its move and its copy. */
final class HomeTest extends TestCase {

	private string $address = 'https://www.Shop.example/de/';

	private Home $home;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [];
		$this->home                   = new Home( fn(): string => $this->address );
		$this->home->remember();
	}

	public function test_the_address_survives_no_search_and_replace(): void {
		self::assertSame( 'shop.example/de', $this->home->here() );
		self::assertStringNotContainsString( 'shop', (string) json_encode( $GLOBALS['duet_test_options'] ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function addresses(): iterable {
		yield 'the same' => [ 'https://www.shop.example/de', '' ];
		yield 'without www and TLS' => [ 'http://shop.example/de/', '' ];
		yield 'another host' => [ 'https://staging.shop.example/de/', 'shop.example/de' ];
		yield 'another port' => [ 'https://shop.example:8443/de', 'shop.example/de' ];
		yield 'another folder' => [ 'https://shop.example/', 'shop.example/de' ];
	}

	#[DataProvider( 'addresses' )]
	public function test_what_is_another_address( string $address, string $elsewhere ): void {
		$this->address = $address;
		$this->home->remember();
		self::assertSame( [ $elsewhere, '' !== $elsewhere, '' === $elsewhere ], [ $this->home->elsewhere(), $this->home->asks(), '' === $this->home->objection() ] );
	}

	public function test_a_copy_is_silent_and_its_copy_asks_again(): void {
		$this->address = 'https://staging.example';
		$this->home->copied();
		self::assertFalse( $this->home->asks() );
		self::assertSame( 'this site is a copy of shop.example/de', $this->home->objection() );
		$this->address = 'https://test.example';
		self::assertTrue( $this->home->asks() );
		// Back where it was set up, nothing has to be said.
		$this->address = 'https://shop.example/de';
		self::assertSame( '', $this->home->objection() );
	}

	public function test_a_move(): void {
		$this->address = 'https://new.example';
		$this->home->moved();
		self::assertSame( [ '', '' ], [ $this->home->elsewhere(), $this->home->objection() ] );
		$this->address = 'https://shop.example/de';
		self::assertSame( 'new.example', $this->home->elsewhere() );
	}

	public function test_rubbish_counts_as_nothing_known(): void {
		$GLOBALS['duet_test_options'][ Home::OPTION ] = [ 'home' => 'zz' ];
		self::assertSame( '', $this->home->elsewhere() );
	}
}
