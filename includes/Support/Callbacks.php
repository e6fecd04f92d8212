<?php
declare(strict_types=1);

namespace Duet\Support;

use Closure;
use ReflectionFunction;
use ReflectionFunctionAbstract;
use ReflectionMethod;
use Throwable;
use WeakMap;

defined( 'ABSPATH' ) || exit;

/**
 * Other code's callbacks on our own filters. One that throws, or returns what the filter does not take, must not cost a
 * sale: its result is ignored, the value before it stands, and one line of the log names the callback.
 *
 * WordPress runs the filter. Only while it does, each callback is wrapped where WordPress keeps it, so that a wrong
 * result is found at the callback that returned it and not at the end of the chain.
 */
final class Callbacks {

	/**
	 * @var list<array{hook: string, value: mixed, accepts: Closure(mixed): bool, instead: Closure(mixed): mixed}> Runs under way, the innermost last.
	 */
	private array $runs = [];

	/** @var WeakMap<Closure, mixed> Wrapper => the callback in it. */
	private readonly WeakMap $wrapped;

	public function __construct( private readonly Log $log ) {
		$this->wrapped = new WeakMap();
	}

	/**
	 * @template T
	 * @param T                            $value   What the filter starts with.
	 * @param Closure(): mixed             $apply   Calls apply_filters() with it.
	 * @param Closure(mixed): bool         $accepts Whether a callback may return this.
	 * @param (Closure(mixed): mixed)|null $instead What stands after a callback that threw, from what stood before;
	 *         without it that.
	 * @return T
	 */
	public function run( string $hook, mixed $value, Closure $apply, Closure $accepts, ?Closure $instead = null ): mixed {
		$instead    ??= static fn( mixed $before ): mixed => $before;
		$this->runs[] = [ 'hook' => $hook, 'value' => $value, 'accepts' => $accepts, 'instead' => $instead ];
		$this->wrap( $hook );
		try {
			/** @var T $result */
			$result = $apply();
		} catch ( Throwable $error ) {
			$this->report( $hook, 'threw ' . get_class( $error ), null );
			/** @var T $result */
			$result = $instead( $value );
		} finally {
			array_pop( $this->runs );
			$this->unwrap( $hook );
		}
		return $accepts( $result ) ? $result : $value;
	}

	/** @param array<mixed> $given As WordPress passes it. */
	private function call( mixed $callback, array $given ): mixed {
		$index = (int) array_key_last( $this->runs );
		$run   = $this->runs[ $index ];
		try {
			// As WordPress calls it: not every callable may be called with parentheses.
			$result = call_user_func_array( $callback, $given );
			$wrong  = ( $run['accepts'] )( $result ) ? '' : 'returned ' . self::kind( $result );
			$value  = '' === $wrong ? $result : $run['value'];
		} catch ( Throwable $error ) {
			$wrong = 'threw ' . get_class( $error );
			$value = ( $run['instead'] )( $run['value'] );
		}
		if ( '' !== $wrong ) {
			$this->report( $run['hook'], $wrong, $callback );
		}
		$this->runs[ $index ]['value'] = $value;
		return $value;
	}

	private function wrap( string $hook ): void {
		$this->replace(
			$hook,
			fn( mixed $callback ): mixed => $callback instanceof Closure && isset( $this->wrapped[ $callback ] ) ? $callback : $this->wrapper( $callback )
		);
	}

	/**
	 * Once the outermost run of a hook has ended: others look into WordPress's list, to remove a callback for example.
	 */
	private function unwrap( string $hook ): void {
		if ( ! in_array( $hook, array_column( $this->runs, 'hook' ), true ) ) {
			$this->replace(
				$hook,
				fn( mixed $callback ): mixed => $callback instanceof Closure && isset( $this->wrapped[ $callback ] ) ? $this->wrapped[ $callback ] : $callback
			);
		}
	}

	private function wrapper( mixed $callback ): Closure {
		$wrapper                   = fn( mixed ...$given ): mixed => $this->call( $callback, $given );
		$this->wrapped[ $wrapper ] = $callback;
		return $wrapper;
	}

	/** @param Closure(mixed): mixed $change */
	private function replace( string $hook, Closure $change ): void {
		$hooked = $GLOBALS['wp_filter'][ $hook ] ?? null;
		if ( ! is_object( $hooked ) || ! isset( $hooked->callbacks ) || ! is_array( $hooked->callbacks ) ) {
			return;
		}
		foreach ( $hooked->callbacks as $priority => $callbacks ) {
			foreach ( is_array( $callbacks ) ? $callbacks : [] as $id => $entry ) {
				if ( is_array( $entry ) && array_key_exists( 'function', $entry ) ) {
					$hooked->callbacks[ $priority ][ $id ]['function'] = $change( $entry['function'] );
				}
			}
		}
	}

	private function report( string $hook, string $wrong, mixed $callback ): void {
		$this->log->once( "Filter $hook: a callback $wrong, so it was ignored", source: self::name( $callback ) );
	}

	private static function kind( mixed $result ): string {
		return is_object( $result ) ? 'an unusable ' . get_class( $result ) : get_debug_type( $result );
	}

	/** "Class::method (plugins/their-plugin/file.php:12)", as far as PHP can tell. */
	private static function name( mixed $callback ): string {
		try {
			$found = self::reflection( $callback );
		} catch ( Throwable ) {
			return is_string( $callback ) ? $callback : '';
		}
		if ( null === $found ) {
			return '';
		}
		$class = $found instanceof ReflectionMethod ? $found->class : (string) $found->getClosureScopeClass()?->name;
		$name  = str_contains( $found->getName(), '{closure' )
			? ''
			: ( '' === $class ? '' : "$class::" ) . $found->getName();
		$file  = $found->getFileName();
		$place = is_string( $file ) ? self::short( $file ) . ':' . $found->getStartLine() : '';
		return trim( '' === $place ? $name : ( '' === $name ? $place : "$name ($place)" ) );
	}

	private static function reflection( mixed $callback ): ?ReflectionFunctionAbstract {
		return match ( true ) {
			is_array( $callback ) && isset( $callback[0], $callback[1] ) && is_string( $callback[1] ) && ( is_object( $callback[0] ) || is_string( $callback[0] ) )
				=> new ReflectionMethod( $callback[0], $callback[1] ),
			$callback instanceof Closure => new ReflectionFunction( $callback ),
			is_object( $callback )       => new ReflectionMethod( $callback, '__invoke' ),
			is_string( $callback )       => str_contains( $callback, '::' )
				? new ReflectionMethod( ...explode( '::', $callback, 2 ) )
				: new ReflectionFunction( $callback ),
			default                      => null,
		};
	}

	/** From wp-content on, which begins with "plugins/" and the plugin's folder, or with "themes/". */
	private static function short( string $file ): string {
		$file = str_replace( '\\', '/', $file );
		foreach ( [ 'WP_CONTENT_DIR', 'ABSPATH' ] as $name ) {
			$folder = defined( $name )
				? str_replace( '\\', '/', rtrim( (string) constant( $name ), '/\\' ) ) . '/'
				: '';
			if ( '' !== $folder && str_starts_with( $file, $folder ) ) {
				return substr( $file, strlen( $folder ) );
			}
		}
		return basename( dirname( $file ) ) . '/' . basename( $file );
	}
}
