<?php
declare(strict_types=1);

namespace Duet\Support;

use Throwable;

defined( 'ABSPATH' ) || exit;

/**
 * The net under every hook: what is thrown from one would abort a checkout or leave "Error during status transition"
 * on the order. Errors are caught like exceptions, for WooCommerce catches only the latter.
 */
final class Guard {

	public function __construct( private readonly Log $log ) {
	}

	/** Like add_action(), with the net. */
	public function action( string $hook, callable $action, int $priority = 10, int $arguments = 1 ): void {
		add_action(
			$hook,
			function ( mixed ...$given ) use ( $action, $hook ): void {
				$this->run( static fn(): mixed => $action( ...$given ), $hook );
			},
			$priority,
			$arguments
		);
	}

	/** Like add_filter(); on failure the value passes unchanged. */
	public function filter( string $hook, callable $filter, int $priority = 10, int $arguments = 1 ): void {
		add_filter(
			$hook,
			fn( mixed $value, mixed ...$given ): mixed => $this->run( static fn(): mixed => $filter( $value, ...$given ), $hook, $value ),
			$priority,
			$arguments
		);
	}

	/**
	 * @template Result
	 * @template Otherwise
	 * @param callable(): Result $work
	 * @param string             $where     For the log: hook or route.
	 * @param Otherwise          $otherwise What a failed run gives.
	 * @return Result|Otherwise
	 */
	public function run( callable $work, string $where = 'hook', mixed $otherwise = null ): mixed {
		try {
			return $work();
		} catch ( Throwable $error ) {
			$this->log->once( sprintf( '%s: %s (%s:%d)', $where, $error->getMessage(), basename( $error->getFile() ), $error->getLine() ) );
			return $otherwise;
		}
	}
}
