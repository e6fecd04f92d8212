<?php
declare(strict_types=1);

namespace Duet\Test\SiteHealth;

use Duet\SiteHealth\PrintedPixels;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class PrintedPixelsTest extends TestCase {

	/** @return iterable<string, array{string, list<string>}> */
	public static function pages(): iterable {
		yield 'none could be had' => [ '', [] ];
		yield 'Duet alone' => [ '<script type="application/json" id="duet">{"script":"https://analytics.tiktok.com/i18n/pixel/events.js","pixels":["C4A1B2C3D4E5F6G7H8I9"]}</script>', [] ];
		yield 'TikTok\'s base code' => [ "<script>!function (w, d, t) { ttq.load=function(e,n){var i='https://analytics.tiktok.com/i18n/pixel/events.js';}; ttq.load('C4A1B2C3D4E5F6G7H8I9'); ttq.page(); }(window, document, 'ttq');</script>", [ 'C4A1B2C3D4E5F6G7H8I9' ] ];
		yield 'twice, and another' => [ 'ttq.load("AAAAAAAAAA");ttq . load ( \'BBBBBBBBBB\', {} );ttq.load("AAAAAAAAAA")', [ 'AAAAAAAAAA', 'BBBBBBBBBB' ] ];
		yield 'put aside by an optimiser' => [ '<script type="text/plain" data-src="x">ttq.load(\"AAAAAAAAAA\")</script><a data-code="ttq.load(&quot;BBBBBBBBBB&quot;)"></a>', [ 'AAAAAAAAAA', 'BBBBBBBBBB' ] ];
		yield 'the library by its address' => [ '<script src="https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=CCCCCCCCCC&lib=ttq"></script>', [ 'CCCCCCCCCC' ] ];
		yield 'prose about it' => [ '<p>Call ttq.load( code ) or ttq.load("x") once.</p>', [] ];
		yield 'hostile' => [ 'ttq.load("<script>alert(1)</script>")' . str_repeat( 'ttq.load("', 20_000 ), [] ];
		yield 'not UTF-8' => [ "\xff\xfe ttq.load('AAAAAAAAAA')", [ 'AAAAAAAAAA' ] ];
	}

	/** @param list<string> $codes */
	#[DataProvider( 'pages' )]
	public function test_finds_every_pixel_that_is_printed( string $html, array $codes ): void {
		self::assertSame( $codes, PrintedPixels::in( $html ) );
	}
}
