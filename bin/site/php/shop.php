<?php
/**
 * The small shop. Usage: php shop.php <site folder> <json>
 * JSON: { hpos: bool, checkout: 'block'|'classic' }
 */

require __DIR__ . '/request.php';
require $duet_root . '/wp-load.php';

$plan = json_decode( $argv[2], true, 8, JSON_THROW_ON_ERROR );
wp_set_current_user( 1 );

foreach (
	array(
		'blogname'                                   => 'Duet shop',
		'woocommerce_store_address'                  => 'Musterstr. 1',
		'woocommerce_store_city'                     => 'Berlin',
		'woocommerce_store_postcode'                 => '10115',
		'woocommerce_default_country'                => 'DE:DE-BE',
		'woocommerce_currency'                       => 'EUR',
		'woocommerce_calc_taxes'                     => 'no',
		'woocommerce_enable_coupons'                 => 'yes',
		'woocommerce_enable_guest_checkout'          => 'yes',
		'woocommerce_enable_checkout_login_reminder' => 'yes',
		'woocommerce_enable_signup_and_login_from_checkout' => 'yes',
		'woocommerce_enable_myaccount_registration'  => 'yes',
		'woocommerce_registration_generate_password' => 'no',
		'woocommerce_registration_generate_username' => 'yes',
		'woocommerce_coming_soon'                    => 'no',
		'woocommerce_store_pages_only'               => 'no',
		'woocommerce_allow_tracking'                 => 'no',
		'woocommerce_show_marketplace_suggestions'   => 'no',
		'woocommerce_task_list_hidden'               => 'yes',
		'woocommerce_extended_task_list_hidden'      => 'yes',
		'woocommerce_task_list_welcome_modal_dismissed' => 'yes',
		'woocommerce_onboarding_profile'             => array( 'completed' => true, 'skipped' => true ),
		'woocommerce_cod_settings'                   => array( 'enabled' => 'yes', 'title' => 'Cash on delivery', 'enable_for_virtual' => 'yes' ),
		'woocommerce_bacs_settings'                  => array( 'enabled' => 'yes', 'title' => 'Direct bank transfer' ),
		'woocommerce_custom_orders_table_enabled'    => $plan['hpos'] ? 'yes' : 'no',
		'woocommerce_custom_orders_table_data_sync_enabled' => 'no',
	) as $duet_option => $duet_value
) {
	update_option( $duet_option, $duet_value );
}
delete_transient( '_wc_activation_redirect' );
WC_Install::create_pages();

foreach ( array( 'cart', 'checkout' ) as $duet_page ) {
	$duet_id      = wc_get_page_id( $duet_page );
	$duet_content = get_post_field( 'post_content', $duet_id );
	$duet_classic = str_contains( $duet_content, "[woocommerce_{$duet_page}]" );
	if ( 'classic' === $plan['checkout'] ) {
		wp_update_post( array( 'ID' => $duet_id, 'post_content' => "<!-- wp:shortcode -->[woocommerce_{$duet_page}]<!-- /wp:shortcode -->" ) );
	} elseif ( $duet_classic ) {
		fwrite( STDERR, "This WooCommerce makes no block {$duet_page} page\n" );
		exit( 1 );
	}
}

$zone = new WC_Shipping_Zone( 0 );
$rate = $zone->add_shipping_method( 'flat_rate' );
update_option( "woocommerce_flat_rate_{$rate}_settings", array( 'title' => 'Flat rate', 'tax_status' => 'none', 'cost' => '5.00' ) );
WC_Cache_Helper::get_transient_version( 'shipping', true );

$category = wp_insert_term( 'Kitchen', 'product_cat' )['term_id'];

$mug = new WC_Product_Simple();
$mug->set_props( array( 'name' => 'Duet Mug', 'slug' => 'duet-mug', 'sku' => 'DUET-MUG', 'regular_price' => '7.50', 'description' => 'A mug for two.', 'short_description' => 'A mug for two.', 'category_ids' => array( $category ) ) );
$mug->save();

$card = new WC_Product_Simple();
$card->set_props( array( 'name' => 'Duet Gift Card', 'slug' => 'duet-card', 'sku' => 'DUET-CARD', 'regular_price' => '3.00', 'virtual' => true ) );
$card->save();

$shirt      = new WC_Product_Variable();
$choices    = array( 'Colour' => array( 'Red', 'Blue' ), 'Size' => array( 'S', 'L' ) );
$attributes = array();
foreach ( $choices as $duet_name => $duet_options ) {
	$attribute = new WC_Product_Attribute();
	$attribute->set_name( $duet_name );
	$attribute->set_options( $duet_options );
	$attribute->set_visible( true );
	$attribute->set_variation( true );
	$attributes[] = $attribute;
}
$shirt->set_props( array( 'name' => 'Duet Shirt', 'slug' => 'duet-shirt', 'sku' => 'DUET-SHIRT' ) );
$shirt->set_attributes( $attributes );
$shirt->save();
foreach ( array( 'Red' => '20.00', 'Blue' => '22.00' ) as $duet_colour => $duet_price ) {
	foreach ( $choices['Size'] as $duet_size ) {
		$variation = new WC_Product_Variation();
		$variation->set_props( array( 'parent_id' => $shirt->get_id(), 'regular_price' => $duet_price, 'sku' => strtoupper( "DUET-SHIRT-{$duet_colour}-{$duet_size}" ) ) );
		$variation->set_attributes( array( 'colour' => $duet_colour, 'size' => $duet_size ) );
		$variation->save();
	}
}
WC_Product_Variable::sync( $shirt->get_id() );

$coupon = new WC_Coupon();
$coupon->set_props( array( 'code' => 'duet10', 'discount_type' => 'percent', 'amount' => '10' ) );
$coupon->save();
