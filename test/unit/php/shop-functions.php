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
		return duet_shop( 'did', [] )[ $hook ] ?? 0;
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
		'user_can'                  => static fn( WP_User|int $user, string $what ): bool => in_array( $what, $user instanceof WP_User ? duet_shop( 'user_caps', [] )[ $user->ID ] ?? [] : duet_shop( 'can', [] ), true ),
		'wp_validate_auth_cookie'   => static fn( string $cookie = '', string $scheme = '' ): int|false => duet_shop( 'logged_in', false ),
		'is_admin'                  => static fn(): bool => duet_shop( 'admin', false ),
		'wp_doing_ajax'             => static fn(): bool => duet_shop( 'ajax', false ),
		'admin_url'                 => static fn( string $path = '' ): string => 'https://shop.test/wp-admin/' . $path,
		'has_filter'                => static fn( string $hook ): bool => isset( $GLOBALS['duet_shop']['hooks'][ $hook ] ),
		'get_userdata'              => static fn( int $id ): WP_User|false => duet_shop( 'users', [] )[ $id ] ?? false,
		'wp_unslash'                => static fn( mixed $value ): mixed => is_string( $value ) ? stripslashes( $value ) : $value,
		'wp_parse_url'              => static fn( string $url, int $part = -1 ): mixed => parse_url( $url, $part ),
		'wp_strip_all_tags'         => static fn( string $text ): string => strip_tags( $text ),
		'strip_shortcodes'          => static fn( string $text ): string => (string) preg_replace( '~\\[(members)\\].*?\\[/\\1\\]~', '', $text ),
		'post_password_required'    => static fn( int $id ): bool => duet_shop( 'locked', false ),
		'taxonomy_exists'           => static fn( string $taxonomy ): bool => true,
		'get_the_terms'             => static fn( int $id, string $taxonomy ): array|false => duet_shop( 'terms', [] )[ "$taxonomy $id" ] ?? false,
		'wc_get_price_decimals'     => static fn(): int => duet_shop( 'decimals', 2 ),
		'get_woocommerce_currency'  => static fn(): string => duet_shop( 'currency', 'EUR' ),
		'wc_get_checkout_url'       => static fn(): string => duet_shop( 'checkout_url', 'https://shop.test/checkout/' ),
		'wc_get_base_location'      => static fn(): array => [ 'country' => 'DE', 'state' => '' ],
		'wc_get_is_paid_statuses'   => static fn(): array => [ 'processing', 'completed' ],
		'wc_get_order'              => static fn( mixed $id ): WC_Order|WC_Order_Refund|false => duet_shop( 'orders', [] )[ $id ] ?? false,
		'wc_get_order_statuses'     => static fn(): array => array_fill_keys( [ 'wc-pending', 'wc-processing', 'wc-on-hold', 'wc-completed', 'wc-cancelled', 'wc-refunded', 'wc-failed', 'wc-checkout-draft', 'wc-packed' ], '' ),
		'wc_get_orders'             => static fn( array $args ): mixed => duet_shop( 'get_orders', static fn(): array => [] )( $args ),
		'wp_timezone'               => static fn(): DateTimeZone => new DateTimeZone( duet_shop( 'timezone', 'UTC' ) ),
		'wc_get_price_to_display'   => static fn( WC_Product $product, array $args = [] ): float => (float) $product->get_price() * duet_shop( 'tax', 1.0 ),
		'get_query_var'             => static fn( string $name ): mixed => duet_shop( 'query', [] )[ $name ] ?? '',
		'is_order_received_page'    => static fn(): bool => duet_shop( 'received', false ),
		'is_user_logged_in'         => static fn(): bool => duet_shop( 'user', 0 ) > 0,
		'wp_doing_cron'             => static fn(): bool => duet_shop( 'cron', false ),
		'wp_installing'             => static fn(): bool => duet_shop( 'installing', false ),
		'wp_generate_uuid4'         => static fn(): string => '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
		'get_user_meta'             => static fn( int $id, string $key, bool $single = false ): mixed => duet_shop( 'user_meta', [] )[ $id ][ $key ] ?? '',
		'update_user_meta'          => static function ( int $id, string $key, mixed $value ): bool {
			$GLOBALS['duet_shop']['user_meta'][ $id ][ $key ] = $value;
			return true;
		},
		'delete_user_meta'          => static function ( int $id, string $key ): bool {
			unset( $GLOBALS['duet_shop']['user_meta'][ $id ][ $key ] );
			return true;
		},
		'remove_filter'             => static function ( string $hook ): bool {
			unset( $GLOBALS['duet_shop']['hooks'][ $hook ] );
			return true;
		},
		// What page this is: duet_shop( 'page' ) names one of them.
		'is_search'                 => static fn(): bool => 'search' === duet_shop( 'page' ),
		'is_category'               => static fn(): bool => 'category' === duet_shop( 'page' ),
		'is_shop'                   => static fn(): bool => 'shop' === duet_shop( 'page' ),
		'is_product'                => static fn(): bool => 'product' === duet_shop( 'page' ),
		'is_product_taxonomy'       => static fn(): bool => 'product_cat' === duet_shop( 'page' ),
		'is_cart'                   => static fn(): bool => 'cart' === duet_shop( 'page' ) || duet_shop( 'also_cart', false ),
		'is_checkout'               => static fn(): bool => 'checkout' === duet_shop( 'page' ) || duet_shop( 'also_checkout', false ),
		'is_checkout_pay_page'      => static fn(): bool => false,
		'get_search_query'          => static fn( bool $escaped = true ): string => duet_shop( 'search', '' ),
		'get_queried_object'        => static fn(): mixed => duet_shop( 'queried' ),
		'get_queried_object_id'     => static fn(): int => duet_shop( 'queried_id', 0 ),
		'get_the_title'             => static fn( int $id ): string => 'Shop &amp; more',
		'wc_get_page_id'            => static fn( string $page ): int => 5,
		'wc_get_product'            => static fn( mixed $product ): mixed => duet_shop( 'products', [] )[ is_object( $product ) ? $product->ID : $product ] ?? false,
		'nocache_headers'           => static function (): void {
			$GLOBALS['duet_shop']['nocache'] = true;
		},
		'wp_verify_nonce'           => static fn( string $nonce, string $action ): int|false => ( duet_shop( 'nonces', [] )[ $action ] ?? null ) === $nonce ? 1 : false,
		'sanitize_email'            => static fn( string $email ): string => $email,
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
