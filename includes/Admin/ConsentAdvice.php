<?php
declare(strict_types=1);

namespace Duet\Admin;

use Duet\Settings\ConsentMode;

defined( 'ABSPATH' ) || exit;

/** Which consent setting fits this site. Advice only: the merchant decides, and until then nothing is sent. */
final class ConsentAdvice {

	/** Plugin folder => name. */
	private const PLUGINS = [
		'complianz-gdpr'              => 'Complianz',
		'complianz-gdpr-premium'      => 'Complianz',
		'cookie-law-info'             => 'CookieYes',
		'cookiebot'                   => 'Cookiebot',
		'borlabs-cookie'              => 'Borlabs Cookie',
		'iubenda-cookie-law-solution' => 'iubenda',
		'real-cookie-banner'          => 'Real Cookie Banner',
		'real-cookie-banner-pro'      => 'Real Cookie Banner',
	];

	/** European Economic Area, United Kingdom and Switzerland: advertising cookies need a prior yes. */
	private const PRIOR_CONSENT = [ 'AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK' ];

	/**
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 * @param string       $country        ISO 3166-1 alpha-2, '' when unknown.
	 * @return array{recommends: string|null, because: string|null, tool: string|null, api: bool} A
	 *         ConsentMode value or no advice, why ('tool'|'country'), the consent plugin found, and whether its answers can be heard.
	 */
	public static function for( array $active_plugins, string $country ): array {
		$tool = self::first( $active_plugins, self::PLUGINS );
		$law  = in_array( $country, self::PRIOR_CONSENT, true );
		return [
			'recommends' => null !== $tool || $law ? ConsentMode::Required->value : null,
			'because'    => null !== $tool ? 'tool' : ( $law ? 'country' : null ),
			'tool'       => $tool,
			'api'        => null !== self::first( $active_plugins, [ 'wp-consent-api' => 'WP Consent API' ] ),
		];
	}

	/**
	 * @param array<mixed>          $active_plugins
	 * @param array<string, string> $names Plugin folder => name.
	 */
	private static function first( array $active_plugins, array $names ): ?string {
		foreach ( array_filter( $active_plugins, is_string( ... ) ) as $basename ) {
			$folder = strtok( $basename, '/' );
			if ( isset( $names[ (string) $folder ] ) ) {
				return $names[ (string) $folder ];
			}
		}
		return null;
	}
}
