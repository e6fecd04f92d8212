<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Closure;
use ReflectionFunction;
use ReflectionMethod;
use Throwable;

defined( 'ABSPATH' ) || exit;

/**
 * Who closed REST to visitors. Looks at the callbacks of the hooks by which that is done and calls none of them: one
 * may end the request. Of several plugins those are named whose file has the answer's code or words in it.
 */
final class RestBlockers {

	/** By how likely a callback there closes REST. At the last one nearly everybody only adds routes. */
	private const HOOKS = [ 'rest_authentication_errors', 'rest_pre_dispatch', 'rest_endpoints', 'rest_request_before_callbacks', 'rest_dispatch_request', 'rest_pre_serve_request', 'rest_api_init' ];

	/** These need REST. */
	private const NEVER = [ 'woocommerce', 'duet-for-tiktok' ];

	private const MOST_BYTES = 1_000_000;

	/** @param Closure(string): list<mixed> $callbacks Hook => callbacks of it: callbacks(), or a test's. */
	public function __construct( private readonly Closure $callbacks ) {
	}

	/** @return list<mixed> */
	public static function callbacks( string $hook ): array {
		$registered = $GLOBALS['wp_filter'][ $hook ] ?? null;
		$callbacks  = $registered instanceof \WP_Hook ? array_merge( ...array_values( $registered->callbacks ) ) : [];
		$function   = static fn( mixed $one ): mixed => is_array( $one ) ? $one['function'] ?? null : null;
		return array_values( array_map( $function, $callbacks ) );
	}

	/**
	 * @param string $body REST's answer to a visitor.
	 * @return list<string> Folders of plugins, files of must-use plugins ("mu-plugins/x.php"), themes ("themes/x").
	 */
	public function of( string $body ): array {
		$words  = self::words( $body );
		$likely = [];
		$sure   = [];
		foreach ( self::HOOKS as $hook ) {
			foreach ( ( $this->callbacks )( $hook ) as $callback ) {
				$file = self::file( $callback );
				$name = self::place( $file );
				if ( '' === $name || in_array( $name, self::NEVER, true ) ) {
					continue;
				}
				$likely[ $hook ][ $name ] = true;
				if ( self::says( $file, $words ) ) {
					$sure[ $name ] = true;
				}
			}
		}
		$first = array_values( array_diff_key( $likely, [ 'rest_api_init' => true ] ) )[0] ?? [];
		return array_map( strval( ... ), array_keys( [] === $sure ? $first : $sure ) );
	}

	/** @return list<string> What stands in the code that gave this answer. */
	private static function words( string $body ): array {
		$answer = json_decode( $body, true );
		// A request that does not ask for JSON gets WordPress's page for wp_die().
		if ( 1 === preg_match( '/<div class="wp-die-message">\s*(?:<p>)?([^<]*)/', $body, $page ) ) {
			$answer = [
				'code'    => 'wp_die',
				'message' => trim( html_entity_decode( $page[1] ) ),
			];
		}
		$code  = is_array( $answer ) && is_string( $answer['code'] ?? null ) ? $answer['code'] : '';
		$text  = is_array( $answer ) && is_string( $answer['message'] ?? null ) ? $answer['message'] : '';
		$words = [ 'wp_die' === $code ? 'wp_die(' : "'$code'", "\"$code\"", $text ];
		return '' === $code
			? []
			: array_values( array_filter( $words, static fn( string $word ): bool => strlen( $word ) > 5 ) );
	}

	/** @param list<string> $words */
	private static function says( string $file, array $words ): bool {
		$text = [] === $words || ! is_readable( $file ) ? '' : (string) file_get_contents( $file, false, null, 0, self::MOST_BYTES ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- A local file of code.
		return [] !== array_filter( $words, static fn( string $word ): bool => str_contains( $text, $word ) );
	}

	private static function file( mixed $callback ): string {
		try {
			$function = match ( true ) {
				$callback instanceof Closure => new ReflectionFunction( $callback ),
				is_array( $callback )        => new ReflectionMethod( $callback[0], $callback[1] ),
				is_object( $callback )       => new ReflectionMethod( $callback, '__invoke' ),
				is_string( $callback )       => str_contains( $callback, '::' )
					? new ReflectionMethod( ...explode( '::', $callback, 2 ) )
					: new ReflectionFunction( $callback ),
				default                      => null,
			};
			return wp_normalize_path( (string) $function?->getFileName() );
		} catch ( Throwable ) {
			return '';
		}
	}

	/** Where a file of code belongs; '' for WordPress's own and PHP's. */
	private static function place( string $file ): string {
		// A plugin's folder may be a symbolic link; WordPress keeps where it leads.
		foreach ( is_array( $GLOBALS['wp_plugin_paths'] ?? null ) ? $GLOBALS['wp_plugin_paths'] : [] as $folder => $real ) {
			if ( is_string( $real ) && '' !== $real && str_starts_with( $file, "$real/" ) ) {
				$file = $folder . substr( $file, strlen( $real ) );
				break;
			}
		}
		foreach ( [ self::folder( 'WPMU_PLUGIN_DIR' ) => 'mu-plugins/', self::folder( 'WP_PLUGIN_DIR' ) => '', get_theme_root() => 'themes/' ] as $folder => $prefix ) {
			$folder = trailingslashit( wp_normalize_path( $folder ) );
			$real   = trailingslashit( wp_normalize_path( (string) realpath( $folder ) ) );
			foreach ( [ $folder, $real ] as $start ) {
				if ( '/' !== $start && str_starts_with( $file, $start ) ) {
					return $prefix . explode( '/', substr( $file, strlen( $start ) ), 2 )[0];
				}
			}
		}
		return '';
	}

	/** @param string $constant Of WordPress, which a site may define. */
	private static function folder( string $constant ): string {
		$folder = defined( $constant ) ? constant( $constant ) : '';
		return is_string( $folder ) ? $folder : '';
	}
}
