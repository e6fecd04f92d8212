<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Support\Callbacks;
use Duet\Support\Log;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Named as other plugins name theirs: longer than what the log takes for a secret. */
final class SomeVeryLongNamedCallbackOfAnotherPlugin {
	public function change(): string {
		return 'nonsense';
	}
	public static function tell(): ?int {
		return null;
	}
	public function __invoke( int $value ): int {
		throw new \RuntimeException( 'ann@example.test' );
	}
}

final class CallbacksTest extends TestCase {

	private const HOOK = 'duet_test_filter';

	protected function setUp(): void {
		$GLOBALS['wp_filter'] = [];
	}

	protected function tearDown(): void {
		unset( $GLOBALS['wp_filter'] );
	}

	/** WordPress's list of callbacks, as WP_Hook keeps it. */
	private function hook( mixed ...$callbacks ): object {
		$entries = array_map( static fn( mixed $callback ): array => [ 'function' => $callback, 'accepted_args' => 1 ], $callbacks );
		$hook    = new class() {
			/** @var array<int, array<mixed>> */
			public array $callbacks = [];
		};

		$hook->callbacks                     = [ 10 => $entries ];
		$GLOBALS['wp_filter'][ self::HOOK ] = $hook;
		return $hook;
	}

	private function apply( int $value, ?\Closure $instead = null ): mixed {
		$apply = static function () use ( $value ): mixed {
			foreach ( $GLOBALS['wp_filter'][ self::HOOK ]->callbacks[10] as $entry ) {
				$value = call_user_func_array( $entry['function'], [ $value ] );
			}
			return $value;
		};
		return ( new Callbacks( new Log() ) )->run( self::HOOK, $value, $apply, is_int( ... ), $instead );
	}

	public function test_good_callbacks_change_the_value_and_are_put_back(): void {
		$double = static fn( int $value ): int => 2 * $value;
		$hook   = $this->hook( $double, $double );
		self::assertSame( 20, $this->apply( 5 ) );
		self::assertSame( [ $double, $double ], array_column( $hook->callbacks[10], 'function' ) );
	}

	public function test_nonsense_is_ignored_and_the_others_still_count(): void {
		$this->hook( static fn( int $value ): int => $value + 1, new SomeVeryLongNamedCallbackOfAnotherPlugin(), static fn(): string => 'x', static fn( int $value ): int => $value * 10 );
		self::assertSame( 60, $this->apply( 5 ) );
	}

	public function test_a_callback_that_breaks_may_leave_another_value_behind(): void {
		$this->hook( static fn( int $value ): int => $value + 1, static fn(): int => throw new \Error( 'broken' ) );
		self::assertSame( -6, $this->apply( 5, static fn( mixed $before ): int => -$before ) );
	}

	public function test_what_is_no_callable_breaks_nothing(): void {
		$this->hook( 'no_such_function', [ 'NoSuchClass', 'method' ], 7, null );
		self::assertSame( 5, $this->apply( 5 ) );
	}

	public function test_a_filter_within_itself_is_checked_as_well(): void {
		$callbacks = new Callbacks( new Log() );
		$inner     = 0;
		$hook      = $this->hook( null );
		$run       = static function ( int $value ) use ( $callbacks, $hook ): mixed {
			return $callbacks->run( self::HOOK, $value, static fn(): mixed => call_user_func_array( $hook->callbacks[10][0]['function'], [ $value ] ), is_int( ... ) );
		};

		$original = static function ( int $value ) use ( $run, &$inner ): mixed {
			$inner += $value < 3 ? (int) ( $run( $value + 1 ) > 0 ) : 0;
			return $value < 3 ? $value + 100 : 'nonsense';
		};

		$hook->callbacks[10][0]['function'] = $original;
		self::assertSame( 101, $run( 1 ) );
		self::assertSame( 2, $inner );
		self::assertSame( $original, $hook->callbacks[10][0]['function'] );
	}

	/** @return iterable<string, array{mixed, string}> */
	public static function names(): iterable {
		$class = SomeVeryLongNamedCallbackOfAnotherPlugin::class;
		yield 'a method' => [ [ new SomeVeryLongNamedCallbackOfAnotherPlugin(), 'change' ], "$class::change (Support/CallbacksTest.php:" ];
		yield 'a static method' => [ "$class::tell", "$class::tell (Support/CallbacksTest.php:" ];
		yield 'an object' => [ new SomeVeryLongNamedCallbackOfAnotherPlugin(), "$class::__invoke (" ];
		yield 'a closure' => [ static fn(): array => [], 'Support/CallbacksTest.php:' ];
		yield 'a method as closure' => [ ( new SomeVeryLongNamedCallbackOfAnotherPlugin() )->change( ... ), "$class::change (Support/CallbacksTest.php:" ];
		yield 'no function' => [ 'no_such_function', 'no_such_function' ];
	}

	#[DataProvider( 'names' )]
	public function test_names_the_callback( mixed $callback, string $name ): void {
		self::assertStringStartsWith( $name, ( new \ReflectionMethod( Callbacks::class, 'name' ) )->invoke( null, $callback ) );
	}
}
