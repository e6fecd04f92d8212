<?php
declare(strict_types=1);

namespace Duet\Test\Elements;

use Duet\Elements\Values;
use Duet\Event\InvalidEvent;
use PHPUnit\Framework\Attributes\DataProvider;

require_once __DIR__ . '/ElementsTestCase.php';


final class ValuesTest extends ElementsTestCase {

	/** @return array<string, mixed> */
	private static function vectors(): array {
		return self::read( (string) file_get_contents( dirname( __DIR__, 3 ) . '/vectors/elements.json' ) );
	}

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function good(): iterable {
		foreach ( self::vectors()['good'] as $case ) {
			yield $case['event'] . ' ' . json_encode( $case['given'] ) => [ $case ];
		}
	}

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function bad(): iterable {
		foreach ( self::vectors()['bad'] as $case ) {
			yield $case['event'] . ' ' . json_encode( $case['given'] ) => [ $case ];
		}
	}

	/** @param array<string, mixed> $given */
	private static function of( string $event, array $given ): array {
		$catalogue = self::catalogue();
		$params    = ( new Values( $catalogue ) )->of( $catalogue->define( $event ), $given );
		// Whatever comes out, the catalogue itself takes: no event is dropped later for what passed here.
		$catalogue->check( $catalogue->define( $event ), $params );
		return $params;
	}

	/** @param array<string, mixed> $case */
	#[DataProvider( 'good' )]
	public function test_good( array $case ): void {
		self::assertSame( $case['params'], self::of( $case['event'], $case['given'] ) );
	}

	/** @param array<string, mixed> $case */
	#[DataProvider( 'bad' )]
	public function test_bad( array $case ): void {
		$this->expectException( InvalidEvent::class );
		$this->expectExceptionMessageMatches( '/\A' . preg_quote( $case['wrong'], '/' ) . ': \S/' );
		self::of( $case['event'], $case['given'] );
	}

	public function test_a_text_is_as_long_as_tiktok_takes_it_and_no_longer(): void {
		[ 'event' => $event, 'param' => $param, 'fits' => $fits ] = self::vectors()['long'];
		self::assertSame( [ $param => str_repeat( 'x', $fits ) ], self::of( $event, [ $param => str_repeat( 'x', $fits ) ] ) );
		$this->expectException( InvalidEvent::class );
		self::of( $event, [ $param => str_repeat( 'x', $fits + 1 ) ] );
	}

	public function test_a_page_cannot_be_filled_with_parameters(): void {
		$this->expectException( InvalidEvent::class );
		self::of( 'LevelUp', array_fill_keys( array_map( static fn( int $n ): string => 'p' . chr( 65 + $n ), range( 0, 20 ) ), 'x' ) );
	}
}
