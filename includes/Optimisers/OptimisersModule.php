<?php
declare(strict_types=1);

namespace Duet\Optimisers;

use Duet\Support\Guard;
use Duet\Wiring\Module;

defined( 'ABSPATH' ) || exit;

/**
 * Tells caching and optimising plugins to leave our files alone (delayed until the first tap, a bounced visit and many
 * a thank-you page report nothing) and to serve an ad click from the cache. Plugins that delay or combine them all the
 * same lose no event of the visitors who stay: the files may come late, together, in any order, and twice.
 */
final class OptimisersModule implements Module {

	private const FILES = 'duet-for-tiktok/build/';

	/** Filters of lists of parts of addresses. */
	private const FILE_LISTS = [
		'rocket_delay_js_exclusions',
		'rocket_exclude_defer_js',
		'litespeed_optimize_js_excludes',
		'litespeed_optm_js_defer_exc',
		'wp-optimize-minify-default-exclusions',
	];

	/** Filters of lists of script handles (SiteGround). */
	private const HANDLE_LISTS = [
		'sgo_js_minify_exclude',
		'sgo_javascript_combine_exclude',
		'sgo_js_async_exclude',
	];

	/** @param list<string> $handles Of all scripts Duet may put on a page. */
	public function __construct(
		private readonly array $handles,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		foreach ( self::FILE_LISTS as $filter ) {
			$this->guard->filter( $filter, self::with_files( ... ) );
		}
		// WP Rocket holds these against the whole path.
		$path = '/(.*)' . self::FILES . '(.*).js';
		$this->guard->filter( 'rocket_exclude_js', static fn( mixed $list ): mixed => self::with( $list, $path ) );
		foreach ( self::HANDLE_LISTS as $filter ) {
			$this->guard->filter( $filter, fn( mixed $list ): mixed => self::with( $list, ...$this->handles ) );
		}
		// Autoptimize's list is one string.
		$this->guard->filter(
			'autoptimize_filter_js_exclude',
			static fn( mixed $list ): mixed => is_string( $list ) ? "$list, " . self::FILES : self::with_files( $list )
		);
		// The click id is read by the script, so the page behind it is the same for everybody.
		$this->guard->filter(
			'rocket_cache_ignored_parameters',
			static fn( mixed $list ): mixed => is_array( $list ) ? $list + [ 'ttclid' => 1 ] : $list
		);
	}

	private static function with_files( mixed $list ): mixed {
		return self::with( $list, self::FILES );
	}

	private static function with( mixed $list, string ...$entries ): mixed {
		return is_array( $list ) ? [ ...array_values( $list ), ...array_values( $entries ) ] : $list;
	}
}
