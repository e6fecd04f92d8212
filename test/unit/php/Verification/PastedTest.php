<?php
declare(strict_types=1);

namespace Duet\Test\Verification;

use Duet\Verification\Pasted;
use Duet\Verification\Proof;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class PastedTest extends TestCase {

	private const HEX   = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
	private const TOKEN = 'AbCdEf0123456789AbCdEf0123456789';

	/** @return iterable<string, array{string, array<string, string>}> */
	public static function understood(): iterable {
		$tag  = [ 'name' => Pasted::META, 'token' => self::HEX ];
		$file = [ 'name' => Pasted::DEVELOPER, 'token' => self::TOKEN, 'file' => 'tiktok' . self::TOKEN . '.txt', 'file_body' => Pasted::DEVELOPER . '=' . self::TOKEN ];
		yield 'tag' => [ '<meta name="tiktok-domain-verification" content="' . self::HEX . '" />', $tag ];
		yield 'single quotes, the other order, capitals' => [ " <META content='" . self::HEX . "'\n NAME='tiktok-domain-verification'>\n", $tag ];
		yield 'no quotes' => [ '<meta name=tiktok-domain-verification content=' . self::HEX . '>', $tag ];
		yield 'no quotes and a slash' => [ '<meta name=tiktok-domain-verification content=' . self::HEX . '/>', $tag ];
		yield 'blanks around equals signs' => [ '<meta  name = "tiktok-domain-verification"  content = "' . self::HEX . '"/>', $tag ];
		yield 'tag of the other name' => [ '<meta name="tiktok-developers-site-verification" content="' . self::TOKEN . '">', [ 'name' => Pasted::DEVELOPER, 'token' => self::TOKEN ] ];
		yield 'DNS record' => [ 'tiktok-domain-verification=' . self::HEX, $tag ];
		yield 'DNS record in quotes' => [ '"tiktok-domain-verification=' . self::HEX . '"', $tag ];
		yield 'content of the file' => [ 'tiktok-developers-site-verification=' . self::TOKEN, $file ];
		yield 'name of the file' => [ 'tiktok' . self::TOKEN . '.txt', $file ];
		yield 'name and content' => [ 'tiktok' . self::TOKEN . ".txt\r\ntiktok-developers-site-verification=" . self::TOKEN . "\n", $file ];
		yield 'address and content' => [ 'https://shop.test/tiktok' . self::TOKEN . '.txt tiktok-developers-site-verification=' . self::TOKEN, $file ];
		yield 'a file named unlike its content' => [ "tiktokOTHER1234.txt\ntiktok-developers-site-verification=" . self::TOKEN, [ 'file' => 'tiktokOTHER1234.txt' ] + $file ];
		yield 'token' => [ " \t" . self::HEX . "\n", [ 'token' => self::HEX ] ];
	}

	/** @param array<string, string> $meant */
	#[DataProvider( 'understood' )]
	public function test_reads_what_tiktok_shows( string $text, array $meant ): void {
		$read = Pasted::read( $text );
		self::assertIsArray( $read );
		ksort( $read );
		ksort( $meant );
		self::assertSame( $meant, $read );
	}

	/** @return iterable<string, array{string}> */
	public static function refused(): iterable {
		$tag = '<meta name="tiktok-domain-verification" content="' . self::HEX . '">';
		yield 'nothing' => [ '' ];
		yield 'a script' => [ '<script>alert(1)</script>' ];
		yield 'a script after the tag' => [ "$tag<script>alert(1)</script>" ];
		yield 'two tags' => [ "$tag $tag" ];
		yield 'another attribute' => [ '<meta name="tiktok-domain-verification" onload="alert(1)" content="' . self::HEX . '">' ];
		yield 'a third attribute' => [ '<meta name="tiktok-domain-verification" content="' . self::HEX . '" onclick="x">' ];
		yield 'a tag that is no meta' => [ '<img name="tiktok-domain-verification" content="' . self::HEX . '">' ];
		yield "somebody else's tag" => [ '<meta name="google-site-verification" content="' . self::HEX . '">' ];
		yield 'a tag that redirects' => [ '<meta http-equiv="refresh" content="0;url=https://evil.test">' ];
		yield 'a hostile token' => [ '<meta name="tiktok-domain-verification" content="&quot;><script>">' ];
		yield 'twice the same attribute' => [ '<meta name="tiktok-domain-verification" name="' . self::HEX . '">' ];
		yield 'an unclosed tag' => [ rtrim( $tag, '>' ) ];
		yield 'a path' => [ 'tiktok/../../wp-config.php' ];
		yield 'another file' => [ "wp-config.php\ntiktok-developers-site-verification=" . self::TOKEN ];
		yield 'a file with a script in it' => [ 'tiktok' . self::TOKEN . ".txt\n<script>alert(1)</script>" ];
		yield 'a file ending in .php' => [ 'tiktok' . self::TOKEN . '.php' ];
		yield 'another record' => [ 'google-site-verification=' . self::TOKEN ];
		yield 'two words' => [ 'hello there' ];
		yield 'too short' => [ 'abc' ];
		yield 'a token too long' => [ str_repeat( 'a', 129 ) ];
		yield 'very long' => [ str_repeat( "$tag\n", 10_000 ) ];
		yield 'blanks without end' => [ '<meta ' . str_repeat( ' ', 100_000 ) . '>' ];
		yield 'broken UTF-8' => [ "tiktok-domain-verification=\xff" ];
		yield 'letters of another script' => [ 'tiktok-domain-verification=абвгдежз' ];
	}

	#[DataProvider( 'refused' )]
	public function test_refuses_anything_else( string $text ): void {
		self::assertNull( Pasted::read( $text ) );
	}

	public function test_a_save_gets_the_meaning_in_place_of_the_text(): void {
		$keeps = [ 'consent' => [ 'mode' => 'assumed' ] ];
		self::assertSame( [ $keeps, [] ], Pasted::take( $keeps ) );
		[ $partial, $errors ] = Pasted::take( $keeps + [ 'verification' => [ 'pasted' => self::HEX, 'name' => Pasted::META ] ] );
		self::assertSame( [], $errors );
		self::assertEquals( $keeps + [ 'verification' => [ 'token' => self::HEX, 'name' => Pasted::META ] ], $partial );
		self::assertEquals( [ [ 'verification' => [] ], [] ], Pasted::take( [ 'verification' => [ 'pasted' => "  \n" ] ] ) );

		foreach ( [ '<script>', [ 'x' ], 7, null ] as $hostile ) {
			[ $partial, $errors ] = Pasted::take( [ 'verification' => [ 'pasted' => $hostile ] ] );
			self::assertSame( [ 'verification.pasted' ], array_keys( $errors ) );
			self::assertStringNotContainsString( 'script', $errors['verification.pasted'] );
			self::assertSame( [ 'verification' => [] ], $partial );
		}
		self::assertSame( [ [ 'verification' => 'x' ], [] ], Pasted::take( [ 'verification' => 'x' ] ) );
	}

	public function test_only_the_exact_address_is_the_file(): void {
		$file = 'tiktok' . self::TOKEN . '.txt';
		$ask  = static fn( string $uri, string $method = 'GET', string $home = '/' ): ?string => Proof::body( [ 'REQUEST_URI' => $uri, 'REQUEST_METHOD' => $method ], $home, $file, 'body' );
		self::assertSame( 'body', $ask( "/$file" ) );
		self::assertSame( 'body', $ask( "/$file?cache=no" ) );
		self::assertSame( 'body', $ask( "/$file", 'HEAD' ) );
		self::assertSame( 'body', $ask( "/blog/$file", 'GET', '/blog/' ) );
		foreach ( [ "//$file", "/x/$file", "/$file/", '/' . strtoupper( $file ), "/$file.php", "/{$file}x", '/tiktok.txt', '/', '', '/%74' . substr( $file, 1 ), "/?$file", "$file" ] as $uri ) {
			self::assertNull( $ask( $uri ), $uri );
		}
		self::assertNull( $ask( "/$file", 'POST' ) );
		self::assertNull( $ask( "/$file", 'GET', '/blog/' ) );
		self::assertNull( Proof::body( [], '/', $file, 'body' ) );
		self::assertNull( Proof::body( [ 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET' ], '/', '', '' ) );
	}
}
