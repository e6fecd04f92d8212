<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Test\ShopTestCase;

final class GuardTest extends ShopTestCase {

	public function test_nothing_gets_out_of_an_action(): void {
		$seen = [];
		$this->guard()->action( 'some_hook', static function ( mixed ...$given ) use ( &$seen ): void {
			$seen = $given;
			throw new \TypeError( 'broken' );
		}, 10, 2 );
		do_action( 'some_hook', 1, 2, 3 );
		self::assertSame( [ 1, 2 ], $seen );
	}

	public function test_a_failed_filter_leaves_the_value(): void {
		$this->guard()->filter( 'some_filter', static fn(): string => throw new \RuntimeException( 'broken' ) );
		self::assertSame( 'value', apply_filters( 'some_filter', 'value' ) );
		$this->guard()->filter( 'other_filter', static fn( string $value, string $more ): string => "$value $more", 10, 2 );
		self::assertSame( 'value more', apply_filters( 'other_filter', 'value', 'more' ) );
	}
}
