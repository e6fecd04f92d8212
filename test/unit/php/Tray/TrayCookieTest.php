<?php
declare(strict_types=1);

namespace Duet\Test\Tray;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Test\ShopTestCase;
use Duet\Test\TestFilter;
use Duet\Tray\Audience;
use Duet\Tray\TrayCookie;
use PHPUnit\Framework\Attributes\DataProvider;

final class TrayCookieTest extends ShopTestCase {

	public function test_name_id_time_and_parameters_and_nobody(): void {
		$tray = $this->tray_cookie();
		$tray->add( $this->lead( 'aaaaaaaa-1', [ 'description' => "Grün \u{2028} \u{1F600}" ] ) );
		self::assertSame( [ [ [ 'Lead', 'aaaaaaaa-1', self::NOW, [ 'description' => "Grün \u{2028} \u{1F600}" ] ] ] ], $this->tray );
		$tray->add( $this->lead( 'aaaaaaaa-2' ) );
		self::assertSame( [ 'Lead', 'aaaaaaaa-2', self::NOW ], $this->tray[1][1] );
	}

	public function test_what_a_redirect_left_goes_along_and_an_id_once(): void {
		$_COOKIE['duet_tray'] = self::encoded( [ [ 'Contact', 'bbbbbbbb-1', self::NOW ], [ 'Lead', 'aaaaaaaa-1', self::NOW - 5 ] ] );
		$this->tray_cookie()->add( $this->lead( 'aaaaaaaa-1' ) );
		self::assertSame( [ [ 'Contact', 'bbbbbbbb-1', self::NOW ], [ 'Lead', 'aaaaaaaa-1', self::NOW ] ], $this->tray[0] );
	}

	/** @return iterable<string, array{mixed}> */
	public static function rubbish(): iterable {
		yield 'no base64' => [ '%%%' ];
		yield 'no JSON' => [ 'aGVsbG8' ];
		yield 'list' => [ [ 'x' ] ];
		yield 'long' => [ str_repeat( 'A', 5000 ) ];
		yield 'bad id' => [ self::encoded( [ [ 'Lead', 'x', 1 ], 'y', [ 'Lead', 'aaaaaaaa-9', '1' ] ] ) ];
	}

	#[DataProvider( 'rubbish' )]
	public function test_rubbish_in_the_cookie_is_dropped( mixed $cookie ): void {
		$_COOKIE['duet_tray'] = $cookie;
		$this->tray_cookie()->add( $this->lead( 'aaaaaaaa-1' ) );
		self::assertCount( 1, $this->tray[0] );
	}

	public function test_it_never_outgrows_a_cookie(): void {
		$tray = $this->tray_cookie();
		for ( $i = 100; $i < 150; $i++ ) {
			$tray->add( $this->lead( "aaaaaaaa-$i", [ 'description' => str_repeat( 'ü', 400 ) ] ) );
			self::assertLessThanOrEqual( 3072, strlen( self::encoded( end( $this->tray ) ) ) );
		}
		self::assertSame( 'aaaaaaaa-149', end( $this->tray )[ array_key_last( end( $this->tray ) ) ][1] );
	}

	public function test_without_consent_or_taker_no_cookie(): void {
		$this->tray_cookie()->add( $this->lead( 'aaaaaaaa-1', decision: Decision::Unknown ) );
		$this->tray_cookie()->add( $this->lead( 'aaaaaaaa-1', decision: Decision::Denied ) );
		$this->with_settings( [ 'data_layer' => [ 'mode' => 'off' ] ] );
		$this->tray_cookie()->add( $this->lead( 'aaaaaaaa-1' ) );
		self::assertSame( [], $this->tray );
	}

	public function test_a_veto_holds_for_the_browser_too(): void {
		$tray = new TrayCookie( new Audience( $this->settings() ), new TestFilter( static fn( Event $event ): ?Event => null ), static fn(): never => self::fail( 'a cookie' ) );
		$tray->add( $this->lead( 'aaaaaaaa-1' ) );
		self::assertSame( [], $this->tray );
	}

	/** @param array<string, mixed> $params */
	private function lead( string $id, array $params = [], Decision $decision = Decision::Granted ): Event {
		$visitor = new Visitor( visitor: self::HEX, consent: new Consent( 'allow', $decision, 'required', 'cookie', self::NOW ) );
		return Event::of( $this->catalogue(), 'Lead', $id, self::NOW, new Facts( $params, [ 'email' => 'a@example.test' ] ), $visitor, Origin::Server );
	}

	/** @param mixed $items */
	private static function encoded( mixed $items ): string {
		return rtrim( strtr( base64_encode( (string) json_encode( $items ) ), '+/', '-_' ), '=' );
	}
}
