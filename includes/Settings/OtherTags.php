<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Plugins that push GA4 commerce events (view_item, add_to_cart, purchase) into dataLayer themselves. Beside one of
 * them our own pushes would count every sale twice in the merchant's analytics, so data_layer.mode "auto" stays quiet
 * then.
 */
final class OtherTags {

	/**
	 * Plugin folder => name as the merchant knows it. The main file's name may differ between versions, the folder does
	 * not.
	 */
	private const PLUGINS = [
		'duracelltomi-google-tag-manager'           => 'GTM4WP',
		'gtm-kit'                                   => 'GTM Kit',
		'gtm-server-side'                           => 'GTM Server Side',
		'gtm-ecommerce-woo'                         => 'GTM for WooCommerce',
		'gtm-ecommerce-woo-pro'                     => 'GTM for WooCommerce',
		'google-site-kit'                           => 'Site Kit by Google',
		'google-listings-and-ads'                   => 'Google for WooCommerce',
		'woocommerce-google-analytics-integration'  => 'Google Analytics for WooCommerce',
		'woocommerce-google-analytics-pro'          => 'WooCommerce Google Analytics Pro',
		'woocommerce-google-adwords-conversion-tracking-tag' => 'Pixel Manager for WooCommerce',
		'pixel-manager-pro-for-woocommerce'         => 'Pixel Manager for WooCommerce',
		'enhanced-e-commerce-for-woocommerce-store' => 'Conversios',
		'monsterinsights-ecommerce'                 => 'MonsterInsights eCommerce',
		'exactmetrics-ecommerce'                    => 'ExactMetrics eCommerce',
		'pixelyoursite'                             => 'PixelYourSite',
		'pixelyoursite-pro'                         => 'PixelYourSite',
	];

	/**
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 * @return list<string> Names, each once.
	 */
	public static function found( array $active_plugins ): array {
		$names = [];
		foreach ( $active_plugins as $basename ) {
			$folder = ActivePlugins::folder( $basename );
			if ( isset( self::PLUGINS[ $folder ] ) ) {
				$names[ self::PLUGINS[ $folder ] ] = true;
			}
		}
		return array_keys( $names );
	}
}
