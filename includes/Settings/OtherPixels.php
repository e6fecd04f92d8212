<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Plugins that can load TikTok's pixel themselves. Beside one that does, TikTok gets every event twice and under two
 * ids, so nothing is merged. Whether they really do is their own setting: a warning, never a switch.
 */
final class OtherPixels {

	/** Plugin folder => name as the merchant knows it. */
	public const PLUGINS = [
		'tiktok-for-business'                       => 'TikTok',
		'pixelyoursite'                             => 'PixelYourSite',
		'pixelyoursite-pro'                         => 'PixelYourSite',
		'woocommerce-google-adwords-conversion-tracking-tag' => 'Pixel Manager for WooCommerce',
		'pixel-manager-pro-for-woocommerce'         => 'Pixel Manager for WooCommerce',
		'enhanced-e-commerce-for-woocommerce-store' => 'Conversios',
		'funnel-builder'                            => 'FunnelKit',
		'funnel-builder-pro'                        => 'FunnelKit',
		'cartflows'                                 => 'CartFlows',
		'add-tiktok-advertising-pixel'              => 'TikTok Advertising Pixel',
	];

	/**
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 * @return list<string> Names, each once.
	 */
	public static function found( array $active_plugins ): array {
		return ActivePlugins::names( self::PLUGINS, $active_plugins );
	}
}
