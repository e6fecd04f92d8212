/** Server by Tag Manager: no row for anything, and the thank-you page still tells the dataLayer under the order's id. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `server by Tag Manager${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let mug: number;

	const use = ( data_layer: object ) => site.php( `update_option( 'duet_settings', json_decode( '${ JSON.stringify( { pixels: [ { code: 'C9OPQFJC77U5NIJ6K7HG' } ], consent: { mode: 'assumed' }, data_layer } ) }', true ) );` );
	const events = async () => JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_col( "SELECT event FROM {$wpdb->prefix}duet_outbox WHERE state <> 'tombstone' AND event <> '' ORDER BY id" ) );` ) ) as string[];
	const block = ( html: string, id: string ) => JSON.parse( new RegExp( `<script[^>]*id="${ id }"[^>]*>([^]*?)</script>` ).exec( html )?.[ 1 ] ?? 'null' ) as unknown;

	beforeAll( async () => {
		site = await createSite( { name: 'server-by', ...wants, token: 'secret' } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( () => site?.stop() );

	/** An order, an event of the page, an action and the sweep. */
	const everything = async () => {
		const shopper = new Shopper( site );
		const { received } = await shopper.block( mug, 'cod' );
		const relayed = await shopper.tell( 'events', { events: [ { name: 'Contact', id: HEX, age: 0, url: `${ site.url }/`, params: {} } ] } );
		await site.php( `do_action( 'duet_track', 'Lead', [], [ 'visitor' => [ 'consent' => [ 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'assumed', 'source' => 'x', 'at' => 1 ] ] ] ); do_action( 'duet_hourly' );` );
		return { html: await ( await shopper.ask( received ) ).text(), relayed };
	};

	it( 'leaves the outbox empty, purchases included, and hands the order to the dataLayer', async () => {
		await use( { server_by: 'gtm' } );
		const { html } = await everything();
		expect( await events() ).toEqual( [] );
		expect( block( html, 'duet-tray' ) ).toEqual( [ expect.objectContaining( { name: 'Purchase', id: expect.stringMatching( /^[A-Za-z0-9.-]{8,64}$/ ) } ) ] );
		const page = block( html, 'duet-page' ) as { pixels: string[]; dataLayer: string; events: Record< string, { dataLayer?: string; pixel?: string; eventsApi?: true } > };
		expect( [ page.pixels.length, page.dataLayer ] ).toEqual( [ 1, 'dataLayer' ] );
		expect( page.events[ 'Purchase' ] ).toMatchObject( { dataLayer: 'purchase', pixel: 'Purchase' } );
		expect( html ).not.toContain( '"eventsApi":true' );
	} );

	it( 'with pixel by Tag Manager, too, prints neither pixel nor relay for any name', async () => {
		await use( { server_by: 'gtm', pixel_by: 'gtm' } );
		const html = await ( await new Shopper( site, false ).ask( '/' ) ).text();
		expect( block( html, 'duet-page' ) ).toMatchObject( { pixels: [], dataLayer: 'dataLayer' } );
		expect( html ).not.toMatch( /"eventsApi":true|"pixel":"/ );
	} );

	it( 'with pixel by Tag Manager alone, rows are written as ever', async () => {
		await use( { pixel_by: 'gtm' } );
		const { html, relayed } = await everything();
		expect( relayed ).toBeLessThan( 300 );
		expect( ( await events() ).sort() ).toEqual( expect.arrayContaining( [ 'Contact', 'Lead', 'Purchase' ] ) );
		expect( block( html, 'duet-tray' ) ).toEqual( [ expect.objectContaining( { name: 'Purchase' } ) ] );
		expect( site.debugLog() ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	} );
} );
