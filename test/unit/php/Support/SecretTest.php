<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Drain\Turn;
use Duet\EventsApi\Pause;
use Duet\Support\Secret;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class SecretTest extends TestCase {

	private const TOKEN = 'd0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7';

	/** @return iterable<array{string}> */
	public static function values(): iterable {
		yield [ self::TOKEN ];
		yield [ '' ];
		yield [ "\0\xff Schlüssel" ];
	}

	#[DataProvider( 'values' )]
	public function test_gives_back_what_it_was_given( string $value ): void {
		self::assertSame( $value, Secret::of( $value )->reveal() );
	}

	public function test_no_dump_of_what_a_drain_works_with_shows_the_token(): void {
		$turn = new Turn( 'PIXEL', Secret::of( self::TOKEN ), 'f', new Pause() );
		ob_start();
		var_dump( $turn );
		foreach ( [ (string) ob_get_clean(), print_r( $turn, true ), var_export( $turn, true ), serialize( $turn ), print_r( (array) $turn->token, true ) ] as $dump ) {
			self::assertStringNotContainsString( self::TOKEN, $dump );
			self::assertStringNotContainsString( substr( self::TOKEN, 0, 12 ), $dump );
		}
	}
}
