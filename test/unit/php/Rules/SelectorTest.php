<?php
declare(strict_types=1);

namespace Duet\Test\Rules;

use Duet\Rules\Selector;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The same tables are read by rules.spec.ts in Chromium: what passes here must not throw there. */
final class SelectorTest extends TestCase {

	/** @return array<string, array{string}> */
	public static function good(): array {
		return self::rows( 'good' );
	}

	/** @return array<string, array{string}> */
	public static function bad(): array {
		return self::rows( 'bad' );
	}

	#[DataProvider( 'good' )]
	public function test_takes( string $selector ): void {
		self::assertNull( Selector::problem( $selector ), $selector );
	}

	#[DataProvider( 'bad' )]
	public function test_refuses( string $selector ): void {
		self::assertNotNull( Selector::problem( $selector ), $selector );
	}

	public function test_says_where_it_stops_making_sense(): void {
		self::assertStringContainsString( 'Something is missing at the end', (string) Selector::problem( '.signup >' ) );
		self::assertStringContainsString( 'from here on: {color:red}', (string) Selector::problem( 'a{color:red}' ) );
		self::assertStringContainsString( 'from here on: :clicked', (string) Selector::problem( 'a:clicked' ) );
		self::assertStringContainsString( '::before', (string) Selector::problem( '.a::after' ) );
		self::assertStringContainsString( '300', (string) Selector::problem( str_repeat( 'a', 301 ) ) );
		self::assertStringContainsString( '.signup button', (string) Selector::problem( '  ' ) );
	}

	public function test_is_quick_with_what_is_meant_to_be_slow(): void {
		foreach ( [ str_repeat( ':not(', 60 ), str_repeat( 'a ', 149 ) . '{', str_repeat( '[a="', 75 ), str_repeat( '\\', 299 ), '"' . str_repeat( '\\"', 149 ) ] as $selector ) {
			self::assertNotNull( Selector::problem( $selector ) );
		}
	}

	/** @return array<string, array{string}> */
	private static function rows( string $kind ): array {
		$vectors = json_decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/vectors/selectors.json' ), true );
		return array_combine( $vectors[ $kind ], array_map( static fn( string $one ): array => [ $one ], $vectors[ $kind ] ) );
	}
}
