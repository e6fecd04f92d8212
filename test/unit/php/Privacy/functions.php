<?php
/**
 * Doubles of the WordPress and WooCommerce functions this room calls. State lives in $GLOBALS['duet_shop'].
 */

declare(strict_types=1);

// phpcs:disable

foreach (
	[
		'maybe_serialize'   => static fn( mixed $value ): mixed => is_array( $value ) ? serialize( $value ) : $value,
		'maybe_unserialize' => static fn( string $value ): mixed => str_starts_with( $value, 'a:' ) ? unserialize( $value ) : $value,
		'wp_cache_flush'    => static fn(): bool => true,
		'is_email'          => static fn( string $email ): string|false => str_contains( $email, '@' ) ? $email : false,
		'get_user_by'       => static fn( string $field, string $value ): WP_User|false => duet_shop( 'accounts', [] )[ $value ] ?? false,
		'get_post_stati'    => static fn(): array => [ 'wc-processing' => 'wc-processing', 'trash' => 'trash' ],
		'remove_filter'     => static function ( string $hook ): bool {
			unset( $GLOBALS['duet_shop']['hooks'][ $hook ] );
			return true;
		},
		'wp_add_privacy_policy_content' => static function ( string $name, string $text ): void {
			$GLOBALS['duet_shop']['policy'] = [ $name, $text ];
		},
		'wcs_order_contains_subscription' => static fn( WC_Order $order, string $type ): bool => 'parent' === $type && in_array( $order->get_id(), duet_shop( 'subscriptions', [] ), true ),
	] as $duet_name => $duet_double
) {
	if ( ! function_exists( $duet_name ) ) {
		$GLOBALS['duet_doubles'][ $duet_name ] = $duet_double;
		eval( "function $duet_name( mixed ...\$given ): mixed { return ( \$GLOBALS['duet_doubles']['$duet_name'] )( ...\$given ); }" );
	}
}
