<?php
declare(strict_types=1);

namespace Duet\Test\Event;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class VisitorTest extends TestCase {

	private const GOOD = [
		'ttclid'     => 'E.C.P.CrABCdEf-12_3',
		'ttp'        => '2F7h37YkS1j57AYSKTI7IHhJPYH.tt.1',
		'url'        => 'https://shop.test/checkout/?ttclid=E.C.P.x',
		'referrer'   => 'https://www.tiktok.com/',
		'ip'         => '2001:db8:1111:a:b0::200',
		'user_agent' => 'Mozilla/5.0 (X11; Linux x86_64)',
		'locale'     => 'de_DE_formal',
		'visitor'    => '0123456789abcdef0123456789abcdef',
		'consent'    => [ 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => 1_700_000_000 ],
	];

	public function test_a_snapshot_comes_back_as_it_was_stored(): void {
		self::assertSame( self::GOOD, Visitor::from_array( self::GOOD )->to_array() );
	}

	/** @return iterable<string, array{string, mixed}> */
	public static function hostile(): iterable {
		yield 'click id with markup' => [ 'ttclid', '"><script>alert(1)</script>' ];
		yield 'click id of two megabytes' => [ 'ttclid', str_repeat( 'a', 2_000_000 ) ];
		yield 'ttp as a list' => [ 'ttp', [ 'x' ] ];
		yield 'script address' => [ 'url', 'javascript:alert(1)' ];
		yield 'relative address' => [ 'url', '/checkout/' ];
		yield 'address with a quote' => [ 'referrer', 'https://x.test/"onload="' ];
		yield 'two addresses' => [ 'ip', '203.0.113.7, 10.0.0.1' ];
		yield 'user agent with broken UTF-8' => [ 'user_agent', "Mozilla\xC3\x28" ];
		yield 'locale with a path' => [ 'locale', '../../etc' ];
		yield 'visitor in capitals' => [ 'visitor', '0123456789ABCDEF0123456789ABCDEF' ];
	}

	#[DataProvider( 'hostile' )]
	public function test_a_hostile_field_is_left_out_and_nothing_else( string $field, mixed $value ): void {
		$visitor = Visitor::from_array( [ $field => $value ] + self::GOOD );
		self::assertSame( array_diff_key( self::GOOD, [ $field => true ] ), $visitor->to_array() );
	}

	public function test_control_characters_do_not_survive_in_a_user_agent(): void {
		self::assertSame( 'Mozilla x', ( new Visitor( user_agent: "Mozilla\r\nx" ) )->user_agent );
	}

	public function test_no_snapshot_and_a_broken_one_are_unknown(): void {
		self::assertSame( Decision::Unknown, ( new Visitor() )->decision() );
		self::assertSame( Decision::Unknown, Visitor::from_array( [ 'consent' => [ 'decision' => 'GRANTED' ] ] )->decision() );
		self::assertSame( Decision::Unknown, Visitor::from_array( [ 'consent' => 'granted' ] )->decision() );
	}

	public function test_a_later_word_replaces_the_decision_and_keeps_the_mode(): void {
		$visitor = Visitor::from_array( self::GOOD );
		self::assertNotNull( $visitor->consent );
		$denied = $visitor->with_consent( $visitor->consent->decided( Decision::Denied, 'cookie', 1_700_000_100 ) );
		self::assertSame( Decision::Denied, $denied->decision() );
		self::assertSame( 'required', $denied->consent?->mode );
		self::assertSame( Decision::Granted, $visitor->decision() );
	}

	public function test_address_and_browser_leave_the_snapshot_and_the_rest_stays(): void {
		$later = Visitor::from_array( self::GOOD )->without_address()->to_array();
		self::assertSame( array_diff_key( self::GOOD, [ 'ip' => true, 'user_agent' => true ] ), $later );
	}

	public function test_consent_reads_only_what_it_knows(): void {
		$consent = Consent::from_array( [ 'signal' => [ 1 ], 'at' => '5' ] );
		self::assertSame( [ '', 'unknown', '', '', 0 ], array_values( $consent->to_array() ) );
	}
}
