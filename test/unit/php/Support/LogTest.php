<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Support\Log;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class LogTest extends TestCase {

	#[DataProvider( 'lines' )]
	public function test_nothing_personal_passes( string $given, string $written ): void {
		self::assertSame( $written, Log::clean( $given ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function lines(): iterable {
		yield 'e-mail' => [ 'for Jane.Doe+x@example.co.uk, twice', 'for [email], twice' ];
		yield 'e-mail in a URL' => [ 'https://a.example/?m=jane%40example.com&b=1', 'https://a.example/?m=[email]&b=1' ];
		yield 'token' => [ 'token d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7.', 'token [secret].' ];
		yield 'IPv4' => [ 'from 203.0.113.9:443', 'from [ip]:443' ];
		yield 'IPv6' => [ 'from 2001:db8::1 now', 'from [ip] now' ];
		yield 'phone' => [ 'call +49 (0)151 234-567 89', 'call [number]' ];
		yield 'order key' => [ 'key=wc_order_AbC123', 'key=[key]' ];
		yield 'harmless' => [ 'Batch.0.properties.contents.0.content_id: Not a valid string', 'Batch.0.properties.contents.0.content_id: Not a valid string' ];
		yield 'pixel and time' => [ 'pixel C4ABCDEFGHIJKLMNOPQR at 12:30:45, 40105', 'pixel C4ABCDEFGHIJKLMNOPQR at 12:30:45, 40105' ];
		yield 'broken UTF-8' => [ "a\xFFb", "a\xFFb" ];
	}

	public function test_never_throws(): void {
		$log = new Log();
		$log->write( 'x', [ 'object' => new \stdClass(), 'list' => [ 1 ] ] );
		$log->once( 'x' );
		$log->once( 'x' );
		$this->expectNotToPerformAssertions();
	}
}
