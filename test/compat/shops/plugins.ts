/** Plugins that change how a shop sells. */
import type { PluginSlug } from '../../../bin/site/kinds';
import type { Subject } from '../rows';

export type Money = readonly [ value: number, currency: string ];

export interface ShopPlugin {
	readonly plugin: PluginSlug;
	readonly name: string;
	readonly subject?: Subject;
	readonly setUp?: string;
	/** Query with which the shopper chooses their currency. */
	readonly query?: string;
	/** What ViewContent, AddToCart and InitiateCheckout say of the mug, and Purchase of the order. */
	readonly shown?: Money;
	readonly bought?: Money;
	/** GA4's purchase comes from this plugin, so Duet's own push stays away. */
	readonly pushes?: true;
	readonly limitation?: string;
}

const FOX = `update_option( 'woocs_is_multiple_allowed', 0 );
	update_option( 'woocs', [
		'EUR' => [ 'name' => 'EUR', 'rate' => 1, 'symbol' => '&euro;', 'position' => 'left', 'is_etalon' => 1, 'description' => '', 'hide_cents' => 0, 'hide_on_front' => 0, 'decimals' => 2, 'flag' => '' ],
		'USD' => [ 'name' => 'USD', 'rate' => 1.1, 'symbol' => '&#36;', 'position' => 'left', 'is_etalon' => 0, 'description' => '', 'hide_cents' => 0, 'hide_on_front' => 0, 'decimals' => 2, 'flag' => '' ],
	] );
	update_option( 'woocs_welcome_currency', 'EUR' );`;

const CURCY = `update_option( 'woo_multi_currency_params', [ 'enable' => '1', 'enable_multi_payment' => '1', 'currency_default' => 'EUR', 'currency' => [ 'EUR', 'USD' ], 'currency_rate' => [ '1', '1.1' ],
	'currency_rate_fee' => [ '0', '0' ], 'currency_rate_fee_type' => [ 'fixed', 'fixed' ], 'currency_decimals' => [ '2', '2' ], 'currency_pos' => [ 'left', 'left' ], 'currency_custom' => [ '', '' ], 'currency_hidden' => [ '0', '0' ] ] );`;

export const shops: readonly ShopPlugin[] = [
	{ plugin: 'woocommerce-currency-switcher', name: 'FOX Currency Switcher', setUp: FOX, query: '?currency=USD', shown: [ 8.25, 'USD' ], bought: [ 12.5, 'EUR' ] },
	{ plugin: 'woo-multi-currency', name: 'CURCY', setUp: CURCY, query: '?wmc-currency=USD', shown: [ 8.25, 'USD' ], bought: [ 13.75, 'USD' ] },
	{ plugin: 'ti-woocommerce-wishlist', name: 'TI Wishlist' },
	{ plugin: 'yith-woocommerce-wishlist', name: 'YITH Wishlist' },
	{ plugin: 'cartflows', name: 'CartFlows' },
	{ plugin: 'funnel-builder', name: 'FunnelKit' },
	{ plugin: 'dokan-lite', name: 'Dokan', limitation: 'the screens of vendors were not tried' },
	{ plugin: 'user-switching', name: 'User Switching' },
	{ plugin: 'polylang', name: 'Polylang' },
	{ plugin: 'tiktok-for-business', name: 'TikTok', limitation: 'not connected to an account; connected, it sends events of its own, and Duet warns about it' },
	{
		plugin: 'duracelltomi-google-tag-manager',
		name: 'GTM4WP',
		subject: 'Tag Manager',
		setUp: "update_option( 'gtm4wp-options', [ 'gtm-code' => 'GTM-ABCDEF1', 'integrate-woocommerce-track-enhanced-ecommerce' => true, 'integrate-woocommerce-track-ecommerce' => true ] + (array) get_option( 'gtm4wp-options', [] ) );",
		pushes: true,
	},
	{
		plugin: 'gtm-kit',
		name: 'GTM Kit',
		subject: 'Tag Manager',
		setUp: "$options = (array) get_option( 'gtmkit', [] ); $options['general']['gtm_id'] = 'GTM-ABCDEF1'; $options['general']['container_active'] = true; $options['integrations']['woocommerce_integration'] = true; update_option( 'gtmkit', $options );",
		pushes: true,
	},
];
