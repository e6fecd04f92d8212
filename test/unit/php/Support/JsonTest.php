<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Support\Json;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class JsonTest extends ShopTestCase {

	/** @return iterable<string, array{string}> */
	public static function hostile(): iterable {
		yield 'closing the element' => [ '</script><script>alert(1)</script>' ];
		yield 'the double-escaped state' => [ '<!--<script>' ];
		yield 'entities' => [ '&lt;/script&gt;&amp;' ];
		yield 'quotes' => [ "'-alert(1)-'\"" ];
		yield 'line separators' => [ "\u{2028}\u{2029}" ];
		yield 'CDATA' => [ ']]>' ];
		yield 'address' => [ 'https://shop.test/?a=1&b=2' ];
	}

	#[DataProvider( 'hostile' )]
	public function test_a_value_comes_back_equal_and_opens_nothing( string $value ): void {
		$json = Json::for_script( [ $value => $value ] );
		self::assertDoesNotMatchRegularExpression( "/[<&\u{2028}\u{2029}]/u", $json );
		self::assertSame( [ $value => $value ], json_decode( $json, true ) );
	}

	public function test_broken_utf8_is_replaced_and_the_rest_stays(): void {
		self::assertSame( [ 'a' => "x\u{FFFD}(", 'b' => 1 ], json_decode( Json::for_script( [ 'a' => "x\xC3(", 'b' => 1 ] ), true ) );
	}

	public function test_what_cannot_be_encoded_prints_nothing(): void {
		self::assertSame( '', Json::for_script( [ 'price' => INF ] ) );
		ob_start();
		Json::print_block( 'duet-page', [ 'price' => NAN ] );
		self::assertSame( '', (string) ob_get_clean() );
	}

	public function test_a_block_is_inert_data(): void {
		$this->expectOutputString( '<script id="duet-page" type="application/json">{"a":7.5}</script>' );
		Json::print_block( 'duet-page', [ 'a' => 7.5 ] );
	}
}
