<?php
// phpcs:ignoreFile -- Generated.
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/** Generated from the classes beside it by `npm run types`. Change those, not this file. */
final class ToolData {

	public const DATA = [
		'Axeptio' => [ 'slug' => 'axeptio', 'plugins' => [ 'axeptio-sdk-integration' ] ],
		'Borlabs' => [ 'slug' => 'borlabs', 'plugins' => [ 'borlabs-cookie' ] ],
		'Complianz' => [
			'slug' => 'complianz',
			'plugins' => [ 'complianz-gdpr', 'complianz-gdpr-premium', 'complianz-gdpr-premium-multisite' ],
		],
		'CookieScript' => [ 'slug' => 'cookie-script', 'plugins' => [ 'cookie-script-com' ] ],
		'CookieYes' => [
			'slug' => 'cookieyes',
			'plugins' => [ 'cookie-law-info', 'webtoffee-gdpr-cookie-consent' ],
		],
		'Cookiebot' => [ 'slug' => 'cookiebot', 'plugins' => [ 'cookiebot' ] ],
		'Google' => [ 'slug' => 'google', 'plugins' => [] ],
		'Iubenda' => [ 'slug' => 'iubenda', 'plugins' => [ 'iubenda-cookie-law-solution' ] ],
		'OneTrust' => [ 'slug' => 'onetrust', 'plugins' => [ 'onetrust', 'cookiepro' ] ],
		'RealCookieBanner' => [
			'slug' => 'real-cookie-banner',
			'plugins' => [ 'real-cookie-banner', 'real-cookie-banner-pro' ],
		],
		'Tcf' => [ 'slug' => 'tcf', 'plugins' => [] ],
		'Termly' => [ 'slug' => 'termly', 'plugins' => [ 'uk-cookie-consent' ] ],
		'Usercentrics' => [
			'slug' => 'usercentrics',
			'plugins' => [ 'usercentrics', 'usercentrics-consent-management-platform' ],
		],
	];
}
