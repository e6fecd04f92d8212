/** `npm run demo`: a WordPress with the plugin, a small shop and the stand-in for TikTok, until Ctrl-C. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../bootstrap.mjs';
import { buildIfStale } from '../build/fresh.ts';
import { createSite, sweepAll, type PluginName, type Site } from '../site/index.ts';
import { root } from '../site/paths.ts';
import { shutDown } from '../site/process.ts';
import { nativePhp } from '../site/server.ts';
import { find, wordpress, type Software } from '../site/software.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../../test/tiktok/server.ts';
import { playgroundSite } from './playground.ts';

const settings = {
	pixels: [ { code: DEMO_PIXEL, label: 'Demo pixel', test_event_code: '' } ],
	consent: { mode: 'assumed' },
};

/** Resolves when the user ends the demo. */
export async function demo(): Promise<number> {
	const stopped = new Promise<void>( ( resolve ) => {
		for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
			process.once( signal, () => resolve() );
		}
	} );
	sweepAll();
	const working = open().then( ( running ) => stopped.then( () => running.close() ) );
	// Ctrl-C during the set-up ends it, too.
	await Promise.race( [ working, stopped ] );
	process.stdout.write( '\nStopping.\n' );
	await shutDown();
	sweepAll();
	return 0;
}

async function open(): Promise<{ close: () => void }> {
	say( 'building the plugin' );
	await buildIfStale();

	const core = await wordpress();
	const plugins: PluginName[] = [];
	const used: Software[] = [ core ];
	for ( const slug of [ 'woocommerce', 'contact-form-7' ] as const ) {
		const found = await find( slug, core );
		if ( typeof found === 'string' ) {
			say( slug === 'woocommerce' ? `a site without a shop. ${ found }` : found );
		} else {
			plugins.push( slug );
			used.push( found );
		}
	}
	used.forEach( ( one ) => say( `${ one.slug } ${ one.version } (${ one.origin })` ) );

	const standIn = await startStandIn();
	const options = { name: 'demo', plugins: [ ...plugins, 'duet' ], standIn, settings, token: DEMO_TOKEN } as const;
	const native = nativePhp();
	say( native === undefined ? 'making the site' : `making the site in WordPress Playground (${ native }); this takes a few minutes the first time` );
	const site = native === undefined ? await nativeSite( options ) : await playgroundSite( options );
	tell( site, standIn, plugins.includes( 'woocommerce' ) );
	const ticker = deliver( site.url );
	return {
		close() {
			clearInterval( ticker );
		},
	};
}

async function nativeSite( options: Parameters<typeof createSite>[ 0 ] ): Promise<Site> {
	const site = await createSite( options );
	symlinkSync( join( root, 'bin/demo/must-use.php' ), join( site.root, 'wp-content/mu-plugins/duet-demo.php' ) );
	await site.php( readFileSync( join( root, 'bin/demo/pages.php' ), 'utf8' ).replace( /^<\?php/, '' ) );
	return site;
}

/** WP-Cron would deliver within a minute; the demo delivers at once. */
function deliver( url: string ): NodeJS.Timeout {
	let busy = false;
	return setInterval( () => {
		if ( ! busy ) {
			busy = true;
			fetch( `${ url }/?duet-demo-deliver`, { method: 'POST' } )
				.catch( () => undefined )
				.finally( () => ( busy = false ) );
		}
	}, 2000 );
}

function tell( site: Pick<Site, 'url'>, standIn: StandIn, shop: boolean ): void {
	const admin = `${ site.url }/wp-admin/`;
	process.stdout.write( `
  Site             ${ site.url }/
  Duet's screen    ${ admin }${ shop ? 'admin.php' : 'options-general.php' }?page=duet-for-tiktok
  Log-in           admin / password
  TikTok stand-in  ${ standIn.url }/    (what TikTok would have counted)

  What to click
${ steps( shop ).map( ( step, i ) => `  ${ i + 1 }. ${ step }` ).join( '\n' ) }

  Ctrl-C ends it.

` );
}

function steps( shop: boolean ): string[] {
	return shop
		? [
				'Open the site in a private window and click through the shop: a product, "Add to cart", the checkout.',
				'Order with cash on delivery: the stand-in shows one Purchase with a copy from each channel, counted once.',
				'Reload the thank-you page as often as you like: still one.',
				'Order with bank transfer: a PlaceAnOrder now; set the order to "Processing" in the admin and the Purchase follows.',
				'Look at "Start here" for buttons, links and a form that send other events.',
		  ]
		: [
				'Open the site in a private window and follow "Start here": buttons, links, a search and a form.',
				'The stand-in shows each event once, with a copy from each channel.',
				'For the shop: put WooCommerce into ~/.cache/duet, or DUET_WOOCOMMERCE=<zip or folder> npm run demo',
		  ];
}
