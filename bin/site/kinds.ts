import type { SoftwareKind } from './software.ts';

/** What a site of the tests can be made of: WordPress, plugins and a theme, each with the file that carries its version. */
const header = /^[ \t/*#@]*Version:\s*(\S+)/im;
const downloads = 'https://downloads.wordpress.org';

/** Plugins of wordpress.org whose main file is not called as they are. */
const MAIN_FILES = {
	'all-in-one-wp-security-and-firewall': 'wp-security.php',
	'axeptio-sdk-integration': 'axeptio-wordpress-plugin.php',
	'beautiful-and-responsive-cookie-consent': 'nsc_bar-cookie-consent.php',
	'complianz-gdpr': 'complianz-gpdr.php',
	'contact-form-7': 'wp-contact-form-7.php',
	'dokan-lite': 'dokan.php',
	'duracelltomi-google-tag-manager': 'duracelltomi-google-tag-manager-for-wordpress.php',
	'gdpr-cookie-compliance': 'moove-gdpr.php',
	'hummingbird-performance': 'wp-hummingbird.php',
	'iubenda-cookie-law-solution': 'iubenda_cookie_solution.php',
	newsletter: 'plugin.php',
	'plugin-check': 'plugin.php',
	'real-cookie-banner': 'index.php',
	'tiktok-for-business': 'tiktok-for-woocommerce.php',
	'woocommerce-currency-switcher': 'index.php',
	'wp-fastest-cache': 'wpFastestCache.php',
	'wp-super-cache': 'wp-cache.php',
	'wpconsent-cookies-banner-privacy-suite': 'wpconsent.php',
	'wpforms-lite': 'wpforms.php',
	'yith-woocommerce-wishlist': 'init.php',
} as const;

/** The others. */
type NamedAfterItself =
	| 'autoptimize'
	| 'better-wp-security'
	| 'breeze'
	| 'cache-enabler'
	| 'cartflows'
	| 'cookie-law-info'
	| 'cookie-notice'
	| 'cookiebot'
	| 'disable-json-api'
	| 'disable-wp-rest-api'
	| 'everest-forms'
	| 'fluentform'
	| 'formidable'
	| 'forminator'
	| 'funnel-builder'
	| 'gdpr-cookie-consent'
	| 'gtm-kit'
	| 'happyforms'
	| 'jetpack'
	| 'kadence-blocks'
	| 'litespeed-cache'
	| 'mailchimp-for-wp'
	| 'mailpoet'
	| 'metform'
	| 'ninja-forms'
	| 'otter-blocks'
	| 'polylang'
	| 'pressidium-cookie-consent'
	| 'sg-cachepress'
	| 'sureforms'
	| 'ti-woocommerce-wishlist'
	| 'uk-cookie-consent'
	| 'ultimate-addons-for-gutenberg'
	| 'user-switching'
	| 'w3-total-cache'
	| 'weforms'
	| 'woo-multi-currency'
	| 'woocommerce'
	| 'wp-consent-api'
	| 'wp-optimize';

export type PluginSlug = keyof typeof MAIN_FILES | NamedAfterItself;

/** Everything that software.ts can find. */
export type Slug = PluginSlug | 'wordpress' | 'twentytwentyone';

export function kindOf( slug: Slug ): SoftwareKind {
	if ( slug === 'wordpress' ) {
		return { file: 'wp-includes/version.php', version: /\$wp_version = '([^']+)'/, download: 'https://wordpress.org/latest.zip' };
	}
	if ( slug === 'twentytwentyone' ) {
		return { file: 'style.css', version: header, download: `${ downloads }/theme/twentytwentyone.latest-stable.zip` };
	}
	const files: Readonly< Partial< Record< Slug, string > > > = MAIN_FILES;
	return { file: files[ slug ] ?? `${ slug }.php`, version: header, download: `${ downloads }/plugin/${ slug }.latest-stable.zip` };
}
