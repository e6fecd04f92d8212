<?php
declare(strict_types=1);

namespace Duet\Test\Rules;

use Duet\Rules\UrlPattern;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class UrlPatternTest extends TestCase {

	private const HOME = 'https://www.example.test:8443/blog';

	/** @return list<array{string, string}> Pattern, request. */
	public static function fitting(): array {
		return [
			[ '*', '/' ],
			[ '*', '/anything/?at=all' ],
			[ '/', '/' ],
			[ '/', '/?ttclid=x' ],
			[ '/thank-you/', '/thank-you/' ],
			[ '/thank-you', '/thank-you/?utm_source=tiktok' ],
			[ '/thank-you/', '/thank-you' ],
			[ '/Thank-You/', '/thank-you/' ],
			[ '/shop/*', '/shop/' ],
			[ '/shop/*', '/shop' ],
			[ '/shop/*', '/shop/mugs/blue/' ],
			[ '*/checkout/*', '/blog/checkout/step-2/' ],
			[ '/a*b*c', '/a-b-b-c/' ],
			[ '*thanks*', '/thanks' ],
			[ '/%C3%BCber/', '/%c3%bcber/' ],
			[ '/über/', '/%C3%9Cber/' ],
			[ '/?plan=gold', '/?plan=gold' ],
			[ '/?*plan=gold*', '/?a=1&plan=gold&b=2' ],
			[ 'https://www.example.test:8443/blog/post/', '/blog/post/' ],
			[ 'HTTPS://Example.test:8443/blog/*', '/blog/post/' ],
			[ 'http://example.test:8443', '/' ],
			[ 'https://example.test:8443?x=1', '/?x=1' ],
		];
	}

	/** @return list<array{string, string}> */
	public static function other(): array {
		return [
			[ '/thank-you/', '/thank-you/very-much/' ],
			[ '/thank-you/', '/de/thank-you/' ],
			[ '/shop/*', '/shopping/' ],
			[ '/a*b', '/ab/c' ],
			[ '/ab*ba', '/aba' ],
			[ '/?plan=gold', '/' ],
			[ '/?plan=gold', '/?plan=golden' ],
			[ '/.', '/a' ],
			[ '', '/' ],
			[ 'https://elsewhere.test/*', '/' ],
		];
	}

	/** @return list<array{string}> */
	public static function bad(): array {
		return [ [ '' ], [ ' ' ], [ 'thank-you' ], [ 'example.test/thank-you' ], [ '//elsewhere.test/' ], [ '/a b/' ], [ "/a\x00b" ], [ "/a\nb" ], [ '/a"b' ], [ '/<script>' ], [ '/a\\b' ], [ '/a#b' ], [ 'https://elsewhere.test/' ], [ 'https://example.test:8443.elsewhere.test/' ], [ 'https://*/' ], [ 'https://example.test/' ], [ 'https://user@example.test:8443/' ], [ 'ftp://example.test:8443/' ], [ 'javascript:alert(1)' ], [ '/' . str_repeat( 'a', 300 ) ], [ "/\xff" ] ];
	}

	#[DataProvider( 'fitting' )]
	public function test_fits( string $pattern, string $request ): void {
		self::assertNull( $this->pattern()->problem( $pattern ) );
		self::assertTrue( $this->pattern()->matches( $pattern, $request ) );
	}

	#[DataProvider( 'other' )]
	public function test_is_another_page( string $pattern, string $request ): void {
		self::assertFalse( $this->pattern()->matches( $pattern, $request ) );
	}

	#[DataProvider( 'bad' )]
	public function test_refuses( string $pattern ): void {
		self::assertNotNull( $this->pattern()->problem( $pattern ) );
		self::assertFalse( $this->pattern()->matches( $pattern, $pattern ) );
	}

	public function test_stars_and_long_addresses_are_no_work(): void {
		self::assertFalse( $this->pattern()->matches( str_repeat( '*a', 140 ) . 'b', '/' . str_repeat( 'a', 100_000 ) ) );
		self::assertFalse( $this->pattern()->matches( '/x', "/\xff\xfe" ) );
	}

	private function pattern(): UrlPattern {
		return new UrlPattern( self::HOME );
	}
}
