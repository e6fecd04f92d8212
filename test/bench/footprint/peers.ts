/** Other plugins that the same figures are measured of: `DUET_PEERS=<folder>` holds them as folders or zips named `<slug>-<version>`. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree, unzip } from '../../../bin/site/files.ts';

export interface Peer {
	/** Folder below wp-content/plugins. */
	readonly slug: string;
	/** Main file in it. */
	readonly file: string;
	readonly title: string;
	/** PHP that sets it up as a merchant would: without an account it would print nothing. */
	readonly setup: string;
}

const KNOWN: readonly Peer[] = [
	{
		slug: 'gtm-kit',
		file: 'gtm-kit.php',
		title: 'GTM Kit',
		setup: "update_option( 'gtmkit', array( 'general' => array( 'gtm_id' => 'GTM-AAAAAA', 'script_implementation' => 0, 'container_active' => true ), 'integrations' => array( 'woocommerce_integration' => true ) ) );",
	},
	{
		slug: 'duracelltomi-google-tag-manager',
		file: 'duracelltomi-google-tag-manager-for-wordpress.php',
		title: 'GTM4WP',
		setup: "update_option( 'gtm4wp-options', array( 'gtm-code' => 'GTM-AAAAAA', 'integrate-woocommerce-track-enhanced-ecommerce' => true ) );",
	},
	{
		slug: 'tiktok-for-business',
		file: 'tiktok-for-woocommerce.php',
		title: 'TikTok',
		setup: "foreach ( array( 'pixel_code' => 'C0000000000000000000', 'access_token' => 'secret', 'advanced_matching' => '1', 'external_business_id' => 'bench', 'should_send_s2s_events' => 'NO', 'version' => '1.3.9' ) as $name => $value ) { update_option( \"tt4b_$name\", $value ); }",
	},
	{
		slug: 'pixelyoursite',
		file: 'facebook-pixel-master.php',
		title: 'PixelYourSite',
		setup: '',
	},
];

/** Puts the peers that are there into the site's folder of plugins. */
export function putPeers( plugins: string ): readonly Peer[] {
	const folder = process.env.DUET_PEERS ?? '';
	if ( folder === '' || ! existsSync( folder ) ) {
		return [];
	}
	const names = readdirSync( folder );
	return KNOWN.filter( ( { slug, file } ) => {
		const name = names.find( ( one ) => one === slug || one.replace( /-[\d.]+(\.zip)?$/, '' ) === slug );
		if ( name === undefined ) {
			return false;
		}
		const place = join( folder, name );
		if ( statSync( place ).isFile() ) {
			unzip( place, plugins );
		} else {
			const inner = existsSync( join( place, slug ) ) ? join( place, slug ) : place;
			copyTree( inner, join( plugins, slug ) );
		}
		return existsSync( join( plugins, slug, file ) );
	} );
}
