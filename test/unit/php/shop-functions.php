<?php
/**
 * Doubles of the WordPress and WooCommerce functions the shop rooms call. State lives in $GLOBALS['duet_shop'], emptied by ShopTestCase.
 */

declare(strict_types=1);

// phpcs:disable

function duet_shop( string $key, mixed $otherwise = null ): mixed {
	return $GLOBALS['duet_shop'][ $key ] ?? $otherwise;
}

if ( ! function_exists( 'add_filter' ) ) {
	function add_filter( string $hook, callable $callback, int $priority = 10, int $arguments = 1 ): bool {
		$GLOBALS['duet_shop']['hooks'][ $hook ][] = [ $callback, $arguments ];
		return true;
	}
	function add_action( string $hook, callable $callback, int $priority = 10, int $arguments = 1 ): bool {
		return add_filter( $hook, $callback, $priority, $arguments );
	}
	function apply_filters( string $hook, mixed $value, mixed ...$more ): mixed {
		foreach ( $GLOBALS['duet_shop']['hooks'][ $hook ] ?? [] as [ $callback, $arguments ] ) {
			$value = $callback( ...array_slice( [ $value, ...$more ], 0, $arguments ) );
		}
		return $value;
	}
	function do_action( string $hook, mixed ...$given ): void {
		foreach ( $GLOBALS['duet_shop']['hooks'][ $hook ] ?? [] as [ $callback, $arguments ] ) {
			$callback( ...array_slice( $given, 0, $arguments ) );
		}
	}
	function did_action( string $hook ): int {
		return 0;
	}
}

foreach (
	[
		'home_url'                  => static fn( string $path = '' ): string => 'https://shop.test' . $path,
		'rest_url'                  => static fn( string $path = '' ): string => 'https://shop.test/wp-json/' . $path,
		'get_locale'                => static fn(): string => 'de_DE',
		'get_current_blog_id'       => static fn(): int => 1,
		'get_current_user_id'       => static fn(): int => duet_shop( 'user', 0 ),
		'current_user_can'          => static fn( string $what, mixed ...$more ): bool => in_array( $what, duet_shop( 'can', [] ), true ),
		'get_userdata'              => static fn( int $id ): WP_User|false => duet_shop( 'users', [] )[ $id ] ?? false,
		'wp_unslash'                => static fn( mixed $value ): mixed => is_string( $value ) ? stripslashes( $value ) : $value,
		'wp_parse_url'              => static fn( string $url, int $part = -1 ): mixed => parse_url( $url, $part ),
		'wp_strip_all_tags'         => static fn( string $text ): string => strip_tags( $text ),
		'taxonomy_exists'           => static fn( string $taxonomy ): bool => true,
		'get_the_terms'             => static fn( int $id, string $taxonomy ): array|false => duet_shop( 'terms', [] )[ "$taxonomy $id" ] ?? false,
		'wc_get_price_decimals'     => static fn(): int => duet_shop( 'decimals', 2 ),
		'get_woocommerce_currency'  => static fn(): string => duet_shop( 'currency', 'EUR' ),
		'wc_get_checkout_url'       => static fn(): string => duet_shop( 'checkout_url', 'https://shop.test/checkout/' ),
		'wc_get_base_location'      => static fn(): array => [ 'country' => 'DE', 'state' => '' ],
		'wc_get_is_paid_statuses'   => static fn(): array => [ 'processing', 'completed' ],
		'wc_get_order'              => static fn( mixed $id ): WC_Order|false => duet_shop( 'orders', [] )[ $id ] ?? false,
		'wc_get_order_statuses'     => static fn(): array => array_fill_keys( [ 'wc-pending', 'wc-processing', 'wc-on-hold', 'wc-completed', 'wc-cancelled', 'wc-refunded', 'wc-failed', 'wc-checkout-draft', 'wc-packed' ], '' ),
		'wc_get_orders'             => static fn( array $args ): mixed => duet_shop( 'get_orders', static fn(): array => [] )( $args ),
		'wp_timezone'               => static fn(): DateTimeZone => new DateTimeZone( duet_shop( 'timezone', 'UTC' ) ),
		'wc_get_price_to_display'   => static fn( WC_Product $product, array $args = [] ): float => (float) $product->get_price() * duet_shop( 'tax', 1.0 ),
		'get_query_var'             => static fn( string $name ): mixed => duet_shop( 'query', [] )[ $name ] ?? '',
		'is_order_received_page'    => static fn(): bool => duet_shop( 'received', false ),
		'absint'                    => static fn( mixed $value ): int => abs( (int) $value ),
		'wp_print_inline_script_tag' => static function ( string $data, array $attributes = [] ): void {
			echo '<script id="' . $attributes['id'] . '" type="' . $attributes['type'] . '">' . $data . '</script>';
		},
		'register_rest_route'       => static function ( string $namespace, string $route, array $args ): bool {
			$GLOBALS['duet_shop']['routes'][ "$namespace$route" ] = $args;
			return true;
		},
	] as $duet_name => $duet_double
) {
	if ( ! function_exists( $duet_name ) ) {
		$GLOBALS['duet_doubles'][ $duet_name ] = $duet_double;
		eval( "function $duet_name( mixed ...\$given ): mixed { return ( \$GLOBALS['duet_doubles']['$duet_name'] )( ...\$given ); }" );
	}
}
if ( ! function_exists( 'wp_parse_str' ) ) {
	function wp_parse_str( string $text, ?array &$result ): void {
		parse_str( $text, $result );
	}
}

if ( ! class_exists( 'WC_Session' ) ) {
	class WC_Session {
		public function get( $key, $default_value = null ) {
			return 'customer' === $key ? [ 'email' => duet_shop( 'session', '' ) ] : $default_value;
		}
	}
	function WC(): object {
		return (object) [ 'session' => new WC_Session() ];
	}
}
