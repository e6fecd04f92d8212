/** Consent tools that draw their banner themselves, as their wizards leave them, and what a visitor clicks in them. */
import { expect } from '@playwright/test';
import type { ConsentTool } from './walk';

/** The way back to the banner that the tool's documentation tells merchants to put somewhere. */
const footer = ( html: string ): string => `add_action( 'wp_footer', static function () { echo '${ html }'; } );`;

const COMPLIANZ_WIZARD = `require_once ABSPATH . 'wp-admin/includes/admin.php';
	update_option( 'cmplz_wizard_completed_once', true );
	update_option( 'cmplz_options', [ 'regions' => [ 'eu' ], 'uses_cookies' => 'yes', 'uses_social_media' => 'yes', 'socialmedia_on_site' => [ 'tiktok' => 1 ] ] + (array) get_option( 'cmplz_options', [] ) );
	cmplz_install_cookiebanner_table( true );
	if ( [] === cmplz_get_cookiebanners() ) { $banner = new CMPLZ_COOKIEBANNER(); $banner->default = true; $banner->save(); }`;

const MOOVE_SETTINGS = `update_option( ( new Moove_GDPR_Content() )->moove_gdpr_get_option_name(), [
	'moove_gdpr_reject_button_enable' => 1, 'moove_gdpr_third_party_cookies_enable' => 1, 'moove_gdpr_floating_button_enable' => 1 ] );`;

const BEAUTIFUL_SETTINGS = `update_option( 'nsc_bar_activate_banner', true );
	$settings = json_decode( (string) ( new nsc_bar_plugin_configs() )->nsc_bar_get_option( 'bannersettings_json' ), true ) ?: [];
	update_option( 'nsc_bar_bannersettings_json', wp_json_encode( [ 'type' => 'opt-in', 'revokable' => true ] + $settings ) );`;

/** Its wizard, and a service made from its template "TikTok Pixel". */
const REAL_COOKIE_BANNER = `
	DevOwl\\RealCookieBanner\\settings\\CookieGroup::getInstance()->ensureEssentialGroupCreated();
	$group = get_terms( [ 'taxonomy' => 'rcb-cookie-group', 'hide_empty' => false, 'name' => 'Marketing' ] )[0];
	$cookie = [ 'type' => 'http', 'name' => '_ttp', 'host' => '.127.0.0.1', 'duration' => 13, 'durationUnit' => 'mo', 'isSessionDuration' => false, 'purpose' => '' ];
	$service = wp_insert_post( [ 'post_type' => 'rcb-cookie', 'post_status' => 'publish', 'post_title' => 'TikTok Pixel', 'meta_input' => [
		'provider' => 'TikTok', 'uniqueName' => 'tiktok-pixel', 'legalBasis' => 'consent', 'technicalDefinitions' => wp_slash( wp_json_encode( [ $cookie ] ) ), 'providerPrivacyPolicyUrl' => 'https://example.test/' ] ] );
	wp_set_object_terms( $service, [ $group->term_id ], 'rcb-cookie-group' );
	update_option( 'rcb-banner-active', '1' );
	DevOwl\\RealCookieBanner\\settings\\Revision::getInstance()->getCurrent( true );`;

export const tools: readonly ConsentTool[] = [
	{
		plugin: 'complianz-gdpr',
		name: 'Complianz',
		setUp: COMPLIANZ_WIZARD,
		// It takes the port of an address, which only test sites have, for a folder.
		mustUse: footer( '<button type="button" id="cookie-settings" class="cmplz-manage-consent">Cookies</button>' ) + " add_filter( 'cmplz_cookie_path', static fn() => '/' );",
		banner: '.cmplz-cookiebanner .cmplz-accept',
		accept: ( page ) => page.locator( '.cmplz-cookiebanner .cmplz-btn.cmplz-accept' ).click(),
		reject: ( page ) => page.locator( '.cmplz-cookiebanner .cmplz-btn.cmplz-deny' ).click(),
		async withdraw( page ) {
			const deny = page.locator( '.cmplz-cookiebanner .cmplz-btn.cmplz-deny' );
			// Its script may still be on its way.
			await expect( async () => {
				await page.locator( '#cookie-settings' ).click();
				await expect( deny ).toBeVisible( { timeout: 2000 } );
			} ).toPass();
			await deny.click();
		},
	},
	{
		plugin: 'cookie-law-info',
		name: 'CookieYes',
		banner: '.cky-btn-accept',
		accept: ( page ) => page.locator( '.cky-btn-accept' ).first().click(),
		reject: ( page ) => page.locator( '.cky-btn-reject' ).first().click(),
		async withdraw( page ) {
			await page.locator( '.cky-btn-revisit' ).click();
			await page.locator( '.cky-preference-center .cky-btn-reject, .cky-modal .cky-btn-reject' ).first().click();
		},
	},
	{
		plugin: 'cookie-notice',
		name: 'Cookie Notice',
		setUp: "update_option( 'cookie_notice_options', [ 'refuse_opt' => true, 'revoke_cookies' => true, 'revoke_cookies_opt' => 'automatic' ] + (array) get_option( 'cookie_notice_options', [] ) );",
		banner: '#cn-accept-cookie',
		accept: ( page ) => page.locator( '#cn-accept-cookie' ).click(),
		reject: ( page ) => page.locator( '#cn-refuse-cookie' ).click(),
		async withdraw( page ) {
			await page.locator( '#cn-revoke-cookie' ).click();
			await page.locator( '#cn-refuse-cookie' ).click();
		},
	},
	{
		plugin: 'gdpr-cookie-compliance',
		name: 'GDPR Cookie Compliance (Moove)',
		setUp: MOOVE_SETTINGS,
		mustUse: footer( '<a href="#gdpr-reject-cookies" id="cookie-settings">Cookies</a>' ),
		banner: '.moove-gdpr-infobar-allow-all',
		accept: ( page ) => page.locator( '.moove-gdpr-infobar-allow-all' ).click(),
		reject: ( page ) => page.locator( '.moove-gdpr-infobar-reject-btn' ).click(),
		withdraw: ( page ) => page.locator( '#cookie-settings' ).click(),
	},
	{
		plugin: 'wpconsent-cookies-banner-privacy-suite',
		name: 'WPConsent',
		setUp: "wpconsent()->settings->bulk_update_options( [ 'enable_consent_banner' => 1, 'enable_script_blocking' => 1, 'enable_consent_floating' => 1 ] );",
		banner: '.wpconsent-accept-all',
		accept: ( page ) => page.locator( '#wpconsent-banner-holder .wpconsent-accept-all' ).click(),
		reject: ( page ) => page.locator( '#wpconsent-banner-holder .wpconsent-cancel-cookies' ).click(),
		async withdraw( page ) {
			await page.locator( '#wpconsent-consent-floating' ).click();
			// What its button "Save" does, with the boxes cleared.
			await page.evaluate( 'WPConsent.savePreferences( { essential: true, statistics: false, marketing: false } )' );
		},
	},
	{
		plugin: 'beautiful-and-responsive-cookie-consent',
		name: 'Beautiful Cookie Consent Banner',
		setUp: BEAUTIFUL_SETTINGS,
		banner: '.cc-window .cc-allow',
		accept: ( page ) => page.locator( '.cc-window .cc-allow' ).click(),
		reject: ( page ) => page.locator( '.cc-window .cc-deny' ).click(),
		async withdraw( page ) {
			await page.locator( '.cc-revoke' ).click();
			await page.locator( '.cc-window .cc-deny' ).click();
		},
	},
	{
		plugin: 'pressidium-cookie-consent',
		name: 'Pressidium Cookie Consent',
		mustUse: footer( '<button type="button" data-cc="c-settings" id="cookie-settings">Cookies</button>' ),
		banner: '#c-p-bn',
		accept: ( page ) => page.locator( '#c-p-bn' ).click(),
		reject: ( page ) => page.locator( '#c-s-bn' ).click(),
		async withdraw( page ) {
			await page.locator( '#cookie-settings' ).click();
			await page.locator( '#s-rall-bn' ).click();
		},
	},
	{
		plugin: 'real-cookie-banner',
		name: 'Real Cookie Banner',
		setUp: REAL_COOKIE_BANNER,
		mustUse: footer( '<a href="#consent-change" id="cookie-settings">Cookies</a>' ),
		banner: 'role=button[name=/accept all/i]',
		accept: ( page ) => page.getByRole( 'button', { name: /accept all/i } ).first().click(),
		reject: ( page ) => page.getByRole( 'button', { name: /continue without consent/i } ).first().click(),
		async withdraw( page ) {
			await page.locator( '#cookie-settings' ).click();
			await page.getByRole( 'button', { name: /continue without consent/i } ).first().click();
		},
	},
];
