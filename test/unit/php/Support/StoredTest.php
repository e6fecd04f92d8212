<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Support\Stored;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** What other plugins' filters make of an order's properties. */
final class StoredTest extends TestCase {

	/** @return iterable<string, array{mixed, float}> What a filter returns, what is read; 42.5 is stored. */
	public static function numbers(): iterable {
		yield 'another currency' => [ '51.00', 51.0 ];
		yield 'an integer' => [ 51, 51.0 ];
		yield 'free' => [ '0', 0.0 ];
		yield 'an error' => [ new \stdClass(), 42.5 ];
		yield 'null' => [ null, 42.5 ];
		yield 'nothing' => [ '', 42.5 ];
		yield 'text' => [ '42,50 EUR', 42.5 ];
		yield 'yes' => [ true, 42.5 ];
		yield 'a list' => [ [ '51.00' ], 42.5 ];
		yield 'not a number' => [ NAN, 42.5 ];
		yield 'without end' => [ INF, 42.5 ];
		yield 'without end, as text' => [ '1e999', 42.5 ];
		yield 'an exception' => [ new \RuntimeException(), 42.5 ];
	}

	#[DataProvider( 'numbers' )]
	public function test_a_number( mixed $filtered, float $read ): void {
		self::assertSame( $read, Stored::number( self::getter( $filtered, '42.50' ) ) );
	}

	public function test_where_even_the_stored_is_no_number_it_is_nothing(): void {
		self::assertSame( 0.0, Stored::number( self::getter( null, 'free' ) ) );
	}

	public function test_text(): void {
		self::assertSame( [ 'a', '7', 'b', 'b', '' ], [ Stored::text( self::getter( 'a', 'b' ) ), Stored::text( self::getter( 7, 'b' ) ), Stored::text( self::getter( null, 'b' ) ), Stored::text( self::getter( new \stdClass(), 'b' ) ), Stored::text( self::getter( [], null ) ) ] );
	}

	public function test_currency(): void {
		foreach ( [ 'usd' => 'USD', '' => 'EUR', 'dollars' => 'EUR' ] as $filtered => $read ) {
			self::assertSame( $read, Stored::currency( self::getter( $filtered, 'EUR' ) ) );
		}
	}

	public function test_time(): void {
		$stored = new \DateTimeImmutable( '@7' );
		self::assertSame( [ 9, null, 7, 7 ], [ Stored::time( self::getter( new \DateTimeImmutable( '@9' ), $stored ) ), Stored::time( self::getter( null, $stored ) ), Stored::time( self::getter( '2026-11-30', $stored ) ), Stored::time( self::getter( false, $stored ) ) ] );
	}

	private static function getter( mixed $filtered, mixed $stored ): \Closure {
		return static fn( string $context ): mixed => match ( true ) {
			'edit' === $context               => $stored,
			$filtered instanceof \RuntimeException => throw $filtered,
			default                           => $filtered,
		};
	}
}
