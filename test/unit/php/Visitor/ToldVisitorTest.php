<?php
declare(strict_types=1);

namespace Duet\Test\Visitor;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Visitor\ToldVisitor;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class ToldVisitorTest extends TestCase {

	private const NOW = 1_800_000_000;

	private static function visitor( Decision $decision = Decision::Unknown, string $signal = 'none', string $mode = 'required', string $source = 'setting' ): Visitor {
		return new Visitor( ttclid: 'E.C.P.cookie', url: 'https://shop.test/checkout/', ip: '198.51.100.9', user_agent: 'node', locale: 'de-DE', consent: new Consent( $signal, $decision, $mode, $source, self::NOW - 60 ) );
	}

	/** @return iterable<string, array{mixed, Visitor, string, string}> told consent, visitor, decision, source */
	public static function answers(): iterable {
		yield 'yes' => [ true, self::visitor(), 'granted', 'headless' ];
		yield 'yes, in words' => [ 'granted', self::visitor(), 'granted', 'headless' ];
		yield 'no' => [ false, self::visitor(), 'denied', 'headless' ];
		yield 'no, where the shop assumes consent' => [ 'denied', self::visitor( Decision::Granted, mode: 'assumed' ), 'denied', 'headless' ];
		yield 'nothing, consent required' => [ null, self::visitor(), 'unknown', 'setting' ];
		yield 'nothing, consent assumed' => [ null, self::visitor( Decision::Granted, mode: 'assumed' ), 'granted', 'setting' ];
		yield 'yes, against a refusal in the cookie' => [ true, self::visitor( Decision::Denied, 'deny', source: 'cookie' ), 'denied', 'cookie' ];
		yield 'yes, against Global Privacy Control' => [ true, self::visitor( Decision::Denied, 'deny', source: 'gpc' ), 'denied', 'gpc' ];
		yield 'yes, before the merchant has chosen' => [ true, self::visitor( mode: 'unset' ), 'unknown', 'setting' ];
		yield 'no, before the merchant has chosen' => [ false, self::visitor( mode: 'unset' ), 'denied', 'headless' ];
		yield 'a word nobody knows' => [ 'sure', self::visitor(), 'unknown', 'setting' ];
		yield 'a list' => [ [ true ], self::visitor(), 'unknown', 'setting' ];
		yield 'a large number' => [ 2, self::visitor(), 'unknown', 'setting' ];
	}

	#[DataProvider( 'answers' )]
	public function test_the_answer( mixed $told, Visitor $visitor, string $decision, string $source ): void {
		$consent = ToldVisitor::of( $visitor, [ 'consent' => $told, 'ttclid' => 'E.C.P.app' ], [], self::NOW )->consent;
		self::assertSame( [ $decision, $source ], [ $consent?->decision->value, $consent?->source ] );
	}

	public function test_facts_take_the_place_of_what_the_request_shows(): void {
		$told = [ 'consent' => true, 'ttclid' => 'E.C.P.app', 'ttp' => '01HABCDEFGHJKMNPQRSTVWXYZ0_', 'url' => 'https://front.test/checkout', 'referrer' => 'https://front.test/cart', 'user_agent' => 'Mozilla/5.0 (shopper)', 'ip' => '203.0.113.7' ];
		self::assertSame(
			array_diff_key( $told, [ 'consent' => true ] ) + [ 'locale' => 'de-DE' ],
			array_diff_key( self::sorted( ToldVisitor::of( self::visitor(), $told, [], self::NOW ), [ ...array_keys( $told ), 'locale' ] ), [ 'consent' => true ] )
		);
	}

	/**
	 * @param list<string> $order
	 * @return array<string, mixed>
	 */
	private static function sorted( Visitor $visitor, array $order ): array {
		$known = $visitor->to_array();
		return array_intersect_key( array_replace( array_flip( $order ), $known ), $known );
	}

	public function test_a_browser_shows_its_own_address(): void {
		foreach ( [ [ 'HTTP_ORIGIN' => 'https://front.test' ], [ 'HTTP_SEC_FETCH_SITE' => 'cross-site' ] ] as $server ) {
			$visitor = ToldVisitor::of( self::visitor(), [ 'ip' => '203.0.113.7', 'user_agent' => 'shopper', 'ttclid' => 'E.C.P.app' ], $server, self::NOW );
			self::assertSame( [ '198.51.100.9', 'node', 'E.C.P.app' ], [ $visitor->ip, $visitor->user_agent, $visitor->ttclid ] );
		}
	}

	public function test_a_server_that_names_one_of_both_is_not_the_shopper(): void {
		$only_ip = ToldVisitor::of( self::visitor(), [ 'ip' => '203.0.113.7' ], [], self::NOW );
		self::assertSame( [ '203.0.113.7', '' ], [ $only_ip->ip, $only_ip->user_agent ] );
		$only_browser = ToldVisitor::of( self::visitor(), [ 'user_agent' => 'shopper' ], [], self::NOW );
		self::assertSame( [ '', 'shopper' ], [ $only_browser->ip, $only_browser->user_agent ] );
	}

	/** @return iterable<string, array{mixed}> */
	public static function nonsense(): iterable {
		yield 'nothing' => [ null ];
		yield 'text' => [ 'x' ];
		yield 'empty' => [ [] ];
		yield 'what WooCommerce makes of a missing object' => [ array_fill_keys( [ 'consent', 'ttclid', 'ttp', 'url', 'referrer', 'user_agent', 'ip' ], null ) ];
		yield 'lists' => [ array_fill_keys( [ 'consent', 'ttclid', 'ttp', 'url', 'referrer', 'user_agent', 'ip' ], [ 'x' ] ) ];
		yield 'markup' => [ [ 'ttclid' => '<script>', 'ttp' => '"><', 'url' => 'javascript:alert(1)', 'referrer' => '//x', 'ip' => '10.0.0.1' ] ];
		yield 'megabytes' => [ array_fill_keys( [ 'ttclid', 'ttp', 'url', 'referrer', 'user_agent', 'ip' ], str_repeat( 'a', 100_000 ) ) ];
		yield 'unknown names' => [ [ 'visitor' => str_repeat( 'a', 32 ), 'email' => 'x@example.test', 'locale' => 'xx' ] ];
	}

	#[DataProvider( 'nonsense' )]
	public function test_nonsense_changes_nothing( mixed $told ): void {
		self::assertEquals( self::visitor(), ToldVisitor::of( self::visitor(), $told, [], self::NOW ) );
	}
}
