<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Settings\ActivePlugins;
use Duet\Settings\OtherPixels;
use Duet\Support\Secret;

defined( 'ABSPATH' ) || exit;

/** Reads pixel code and access token from the settings of other active plugins, for the merchant. Changes nothing. */
final class OtherPlugins {

	/** TikTok's own plugin. */
	public const OFFICIAL = 'tiktok-for-business';

	private const CODE  = '/\A[A-Z0-9]{16,24}\z/';
	private const TOKEN = '/\A[A-Za-z0-9_.-]{20,200}\z/';

	/** Name => where its pixel code is: an option, and the keys in it. */
	private const CODES = [
		'TikTok'                        => [ 'tt4b_pixel_code' ],
		'PixelYourSite'                 => [ 'pys_tiktok', 'pixel_id', 0 ],
		'Pixel Manager for WooCommerce' => [ 'wgact_plugin_options', 'tiktok', 'pixel_id' ],
		'CartFlows'                     => [ '_cartflows_tiktok', 'tiktok_pixel_id' ],
		'FunnelKit'                     => [ 'bwf_gen_config', 'tiktok_pixel' ],
	];

	/** The same for access tokens. */
	private const TOKENS = [
		'TikTok'                        => [ 'tt4b_access_token' ],
		'PixelYourSite'                 => [ 'pys_tiktok', 'server_access_api_token', 0 ],
		'Pixel Manager for WooCommerce' => [ 'wgact_plugin_options', 'tiktok', 'eapi', 'token' ],
	];

	/**
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 * @return list<OtherPlugin>
	 */
	public static function found( array $active_plugins ): array {
		$found = [];
		foreach ( $active_plugins as $basename ) {
			$folder = ActivePlugins::folder( $basename );
			$name   = OtherPixels::PLUGINS[ $folder ] ?? null;
			if ( null !== $name ) {
				$found[] = new OtherPlugin(
					folder: $folder,
					name: $name,
					pixel_code: self::text( self::CODES[ $name ] ?? null, self::CODE ),
					token: self::secret( self::text( self::TOKENS[ $name ] ?? null, self::TOKEN ) ),
					switch_off: self::switch_off( $name )
				);
			}
		}
		return $found;
	}

	/**
	 * @param list<string|int>|null $path Option, then keys in it.
	 * @return string '' if there is nothing of this form.
	 */
	private static function text( ?array $path, string $form ): string {
		if ( null === $path ) {
			return '';
		}
		$value = get_option( (string) $path[0] );
		foreach ( array_slice( $path, 1 ) as $key ) {
			$value = is_array( $value ) ? ( $value[ $key ] ?? null ) : null;
		}
		$text = is_string( $value ) ? trim( $value ) : '';
		return 1 === preg_match( $form, $text ) ? $text : '';
	}

	private static function secret( #[\SensitiveParameter] string $token ): ?Secret {
		return '' === $token ? null : Secret::of( $token );
	}

	private static function switch_off( string $name ): string {
		return match ( $name ) {
			'TikTok' => '',
			'PixelYourSite' => __( 'In PixelYourSite > Dashboard, switch TikTok off.', 'duet-for-tiktok' ),
			'Pixel Manager for WooCommerce' => __( 'In WooCommerce > Pixel Manager > Marketing, empty the TikTok pixel ID and save.', 'duet-for-tiktok' ),
			'CartFlows' => __( 'In CartFlows > Settings > Integrations > TikTok Pixel, switch the pixel off.', 'duet-for-tiktok' ),
			'FunnelKit' => __( 'In FunnelKit > Settings > Tracking, empty the TikTok pixel ID and save.', 'duet-for-tiktok' ),
			default        => __( 'Switch TikTok off in the settings of that plugin, or deactivate the plugin.', 'duet-for-tiktok' ),
		};
	}
}
