<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Banner plugins whose answers Duet does not read: a visitor who refuses there has refused nothing here, unless the
 * site reports the answer with duet.consent(). Those that fill the WP Consent API or Google Consent Mode are read
 * through it.
 */
final class UnreadableBanners {

	/** Plugin folder => name as the merchant knows it. */
	private const PLUGINS = [
		'cookie-law-bar'                      => 'Cookie Law Bar',
		'cookie-bar'                          => 'Cookie Bar',
		'eu-cookie-law'                       => 'EU Cookie Law',
		'eu-cookies-bar'                      => 'EU Cookies Bar',
		'cookiefox'                           => 'Cookiefox',
		'surbma-gdpr-proof-google-analytics'  => 'Surbma | GDPR Proof Cookie Consent & Notice Bar',
		'cookies-and-content-security-policy' => 'Cookies and Content Security Policy',
		'cookie-information-consent-solution' => 'Cookie Information',
		'wp-gdpr-compliance'                  => 'Cookie Information',
		'cookieadmin'                         => 'CookieAdmin',
		'cookieadmin-pro'                     => 'CookieAdmin',
		'luckywp-cookie-notice-gdpr'          => 'LuckyWP Cookie Notice',
		'wp-gdpr-cookie-notice'               => 'WP GDPR Cookie Notice',
		'gdpr-framework'                      => 'The GDPR Framework',
		'gdpr'                                => 'GDPR',
		'shapepress-dsgvo'                    => 'WP DSGVO Tools',
		'smart-cookie-kit'                    => 'Smart Cookie Kit',
		'italy-cookie-choices'                => 'Italy Cookie Choices',
		'ginger'                              => 'Ginger',
		'wf-cookie-consent'                   => 'WF Cookie Consent',
		'easy-wp-cookie-popup'                => 'Easy WP Cookie Popup',
		'uk-cookie-consent-manager'           => 'UK Cookie Consent Manager',
		'plain-cookie-consent'                => 'Plain Cookie Consent',
		'cookiehub'                           => 'CookieHub',
		'cookieinformation'                   => 'Cookie Information',
		'osano-cookie-consent'                => 'Osano',
		'ultimate-gdpr'                       => 'Ultimate GDPR & CCPA',
		'ct-ultimate-gdpr'                    => 'Ultimate GDPR & CCPA',
	];

	/**
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 * @return list<string> Names, each once.
	 */
	public static function found( array $active_plugins ): array {
		return ActivePlugins::names( self::PLUGINS, $active_plugins );
	}
}
