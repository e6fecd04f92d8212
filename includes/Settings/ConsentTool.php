<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Consent tools whose answer is heard directly. The value is the setting `consent.tool` and the name of the small
 * script that asks the tool in the browser (src/storefront/consent/tools/).
 */
enum ConsentTool: string {
	case Complianz        = 'complianz';
	case CookieYes        = 'cookieyes';
	case Cookiebot        = 'cookiebot';
	case Borlabs          = 'borlabs';
	case Iubenda          = 'iubenda';
	case OneTrust         = 'onetrust';
	case Usercentrics     = 'usercentrics';
	case RealCookieBanner = 'real-cookie-banner';
	case Termly           = 'termly';
	case CookieScript     = 'cookie-script';
	case Axeptio          = 'axeptio';
	case Tcf              = 'tcf';
	case Google           = 'google';

	/** As the merchant knows it. */
	public function label(): string {
		return match ( $this ) {
			self::Complianz        => 'Complianz',
			self::CookieYes        => 'CookieYes',
			self::Cookiebot        => 'Cookiebot',
			self::Borlabs          => 'Borlabs Cookie',
			self::Iubenda          => 'iubenda',
			self::OneTrust         => 'OneTrust',
			self::Usercentrics     => 'Usercentrics',
			self::RealCookieBanner => 'Real Cookie Banner',
			self::Termly           => 'Termly',
			self::CookieScript     => 'CookieScript',
			self::Axeptio          => 'Axeptio',
			self::Tcf              => 'IAB TCF',
			self::Google           => 'Google Consent Mode',
		};
	}

	/** Whether its cookie tells our server, too. Of the others the server knows only what the script told it. */
	public function has_cookie(): bool {
		return match ( $this ) {
			self::Complianz, self::CookieYes, self::Cookiebot, self::Borlabs, self::Iubenda, self::OneTrust, self::CookieScript, self::Axeptio => true,
			self::Usercentrics, self::RealCookieBanner, self::Termly, self::Tcf, self::Google => false,
		};
	}

	/**
	 * The tool among a site's plugins. One that is put in by a theme or a tag manager is the merchant's to name.
	 *
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 */
	public static function found( array $active_plugins ): ?self {
		$folders = array_map( static fn( mixed $basename ): string => is_string( $basename ) ? explode( '/', $basename, 2 )[0] : '', $active_plugins );
		foreach ( self::cases() as $tool ) {
			if ( [] !== array_intersect( $tool->folders(), $folders ) ) {
				return $tool;
			}
		}
		return null;
	}

	/**
	 * @return list<string> Folders of its plugins; the main file's name may differ between versions, the folder does
	 *         not.
	 */
	private function folders(): array {
		return match ( $this ) {
			self::Complianz        => [ 'complianz-gdpr', 'complianz-gdpr-premium', 'complianz-gdpr-premium-multisite' ],
			self::CookieYes        => [ 'cookie-law-info', 'webtoffee-gdpr-cookie-consent' ],
			self::Cookiebot        => [ 'cookiebot' ],
			self::Borlabs          => [ 'borlabs-cookie' ],
			self::Iubenda          => [ 'iubenda-cookie-law-solution' ],
			self::RealCookieBanner => [ 'real-cookie-banner', 'real-cookie-banner-pro' ],
			self::Usercentrics     => [ 'usercentrics', 'usercentrics-consent-management-platform' ],
			self::OneTrust         => [ 'onetrust', 'cookiepro' ],
			self::Termly           => [ 'uk-cookie-consent' ],
			self::CookieScript     => [ 'cookie-script-com' ],
			self::Axeptio          => [ 'axeptio-sdk-integration' ],
			self::Tcf, self::Google => [],
		};
	}
}
