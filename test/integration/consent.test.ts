/** Consent on the server, with the real WP Consent API in opt-in mode: who said what, and who is asked when nobody is there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { HEX, Shopper, type Placed } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'wp-consent-api', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } };
/** A tool that breaks while WooCommerce asks it, too, would end the checkout before us. */
const OPT_IN = `<?php add_filter( 'wp_get_consent_type', static fn() => 'optin' );
	add_filter( 'wp_has_consent', static fn( $has ) => get_option( 'test_broken_tool' ) && str_contains( ( new Exception() )->getTraceAsString(), 'WpConsentApi' ) ? throw new TypeError( 'a consent tool' ) : $has );`;

describe.skipIf( without )( `consent on the server${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;

	const ask = async <Answer>( code: string ): Promise<Answer> => JSON.parse( await site.php( `echo wp_json_encode( ${ code } );` ) ) as Answer;
	const states = (): Promise<Record<string, string>> => ask( "array_column( $GLOBALS['wpdb']->get_results( \"SELECT CONCAT( event, ' ', object_id ) AS name, state FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state <> 'tombstone'\", ARRAY_A ), 'state', 'name' )" );
	const consentOf = ( { id }: Placed ): Promise<Record<string, unknown>> => ask( `wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']` );
	const choose = ( consent: object ): Promise<string> => site.php( `update_option( 'duet_settings', json_decode( '${ JSON.stringify( { ...settings, consent } ) }', true ) );` );
	/** A gateway's message three hours later: another process, nobody's cookies. */
	const paidLater = ( { id }: Placed ): Promise<string> => site.php( `wc_get_order( ${ id } )->payment_complete( 'webhook' );` );
	const shopperWho = ( answer: 'allow' | 'deny' | '' ): Shopper => {
		const shopper = new Shopper( site, answer === 'allow' );
		if ( answer !== '' ) {
			shopper.cookies.set( 'wp_consent_marketing', answer );
		}
		return shopper;
	};
	const sent = async (): Promise<string[]> => {
		await site.drain();
		return tiktok.events().map( ( { event } ) => event );
	};

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'consent', ...wants, checkout: 'classic', settings, standIn: tiktok, token: DEMO_TOKEN } );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/opt-in.php' ), OPT_IN );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		expect( site?.debugLog() ?? '' ).not.toMatch( /duet-for-tiktok|Duet\\/ );
		await site?.stop();
		await tiktok?.stop();
	} );

	it( 'an order paid by webhook three hours after its buyer withdrew sends nothing, and what waited is taken back', async () => {
		const shopper = shopperWho( 'allow' );
		const placed = await shopper.classic( mug, 'bacs' );
		expect( await consentOf( placed ) ).toMatchObject( { decision: 'granted', source: 'wp_consent_api' } );
		expect( await states() ).toEqual( { [ `PlaceAnOrder ${ placed.id }` ]: 'pending' } );
		shopper.cookies.set( 'wp_consent_marketing', 'deny' );
		expect( await shopper.tell( 'consent', { state: 'denied' } ) ).toBe( 200 );
		await paidLater( placed );
		expect( await states() ).toEqual( { [ `PlaceAnOrder ${ placed.id }` ]: 'withheld' } );
		expect( await sent() ).toEqual( [] );

		// He comes back and agrees: what is new is sent, what he took back on the way stays his.
		shopper.cookies.set( 'wp_consent_marketing', 'allow' );
		shopper.cookies.set( 'duet_visitor', `${ HEX }.g` );
		expect( await shopper.tell( 'consent', { state: 'granted' } ) ).toBe( 200 );
		const again = await shopper.classic( mug, 'cod' );
		expect( ( await states() )[ `Purchase ${ again.id }` ] ).toBe( 'pending' );
		expect( await sent() ).toEqual( [ 'Purchase' ] );
		tiktok.clear();
	} );

	it.each( [ [ 'deny', 'denied' ], [ '', 'unknown' ] ] as const )( "an order whose buyer said '%s' is kept with that and sent by nobody later", async ( answer, decision ) => {
		const placed = await shopperWho( answer ).classic( mug, 'bacs' );
		expect( await consentOf( placed ) ).toMatchObject( { decision, source: 'wp_consent_api' } );
		await paidLater( placed );
		await site.php( "wp_set_current_user( 1 ); do_action( 'duet_hourly' );" );
		expect( await sent() ).toEqual( [] );
	} );

	it( 'a consent tool that breaks in the checkout: the order is paid, undecided, and not sent, although orders without a visitor are', async () => {
		await site.php( `update_option( 'test_broken_tool', 1 ); update_option( 'duet_settings', json_decode( '${ JSON.stringify( { ...settings, purchase: { without_snapshot: 'web' } } ) }', true ) );` );
		const placed = await shopperWho( 'allow' ).classic( mug, 'cod' );
		await site.php( "delete_option( 'test_broken_tool' );" );
		expect( await consentOf( placed ) ).toMatchObject( { decision: 'unknown', source: 'wp_consent_api' } );
		await paidLater( placed );
		await site.php( "do_action( 'duet_hourly' );" );
		expect( await sent() ).toEqual( [] );
		await choose( settings.consent );
	} );

	it( 'what was withdrawn on any page is written into the orders of that browser, and outlives what the outbox remembers', async () => {
		const shopper = shopperWho( 'allow' );
		shopper.cookies.set( 'duet_visitor', `${ 'b'.repeat( 32 ) }.g` );
		const placed = await shopper.classic( mug, 'bacs' );
		shopper.cookies.set( 'wp_consent_marketing', 'deny' );
		expect( await shopper.tell( 'consent', { state: 'denied' } ) ).toBe( 200 );
		await site.php( "global $wpdb; $wpdb->query( \"UPDATE {$wpdb->prefix}duet_outbox SET created_at = created_at - 400 * 86400 WHERE state = 'tombstone' AND created_at > 0\" ); do_action( 'duet_hourly' );" );
		expect( await ask( "$GLOBALS['wpdb']->get_var( \"SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state = 'tombstone' AND created_at > 0\" )" ) ).toBe( '0' );
		expect( Object.keys( await ask( `wc_get_order( ${ placed.id } )->get_meta( '_duet_visitor' )` ) ) ).toEqual( [ 'consent' ] );
		expect( await consentOf( placed ) ).toMatchObject( { decision: 'denied', source: 'withdrawal' } );
		await paidLater( placed );
		await site.php( "do_action( 'duet_hourly' );" );
		expect( await sent() ).toEqual( [] );
	} );

	it( 'a snapshot edited by hand allows nothing and breaks nothing', async () => {
		const granted = { signal: 'allow', decision: 'granted', mode: 'required', source: 'cookie', at: 1 };
		// They are somebody's all the same: the setting for orders without a visitor does not send them either.
		await site.php( `update_option( 'duet_settings', json_decode( '${ JSON.stringify( { ...settings, purchase: { without_snapshot: 'web' } } ) }', true ) );` );
		const edited = [ 'granted', 7, [], true, { consent: 'granted' }, { consent: { decision: 'GRANTED' } }, { consent: { decision: [ 'granted' ] } }, { consent: [ granted ] }, { visitor: HEX }, { visitor: { consent: granted }, consent: null } ];
		await site.php( `foreach ( json_decode( '${ JSON.stringify( edited ) }', true ) as $snapshot ) {
			$order = wc_create_order( array( 'created_via' => 'checkout' ) );
			$order->add_product( wc_get_product( ${ mug } ) );
			$order->set_payment_method( 'stripe' );
			$order->update_meta_data( '_duet_visitor', $snapshot );
			$order->calculate_totals();
			$order->save();
			$order->payment_complete();
		}` );
		expect( await sent() ).toEqual( [] );

		await choose( settings.consent );

		// Allowed, with hostile company: sent without it.
		await site.php( `$order = wc_create_order( array( 'created_via' => 'checkout' ) );
			$order->add_product( wc_get_product( ${ mug } ) );
			$order->set_payment_method( 'stripe' );
			$order->update_meta_data( '_duet_visitor', json_decode( '${ JSON.stringify( { ttclid: '<b>', ip: [ '1' ], url: 'javascript:0', visitor: 'x', user_agent: 7, consent: { ...granted, limited: 'yes', at: 'x' } } ) }', true ) );
			$order->calculate_totals();
			$order->save();
			$order->payment_complete();` );
		expect( await sent() ).toEqual( [ 'Purchase' ] );
		expect( tiktok.events()[ 0 ] ).toMatchObject( { accepted: true, user: {}, page: {}, limited_data_use: false } );
		tiktok.clear();
	} );

	it( 'Limited Data Use is kept with the order for whatever is sent later', async () => {
		await choose( { mode: 'required', gpc: 'limit' } );
		const shopper = shopperWho( 'allow' );
		shopper.cookies.set( 'duet_visitor', `${ 'a'.repeat( 32 ) }.g` );
		await shopper.prepare( mug );
		const asked = shopper.ask.bind( shopper );
		shopper.ask = ( path, init = {} ) => asked( path, { ...init, headers: { ...Object.fromEntries( new Headers( init.headers ) ), 'Sec-GPC': '1' } } );
		const placed = await shopper.place( 'bacs' );
		expect( await consentOf( placed ) ).toMatchObject( { decision: 'granted', limited: true } );
		await paidLater( placed );
		await site.drain();
		expect( tiktok.events().map( ( { event, limited_data_use } ) => [ event, limited_data_use ] ) ).toEqual( [ [ 'Purchase', true ], [ 'PlaceAnOrder', true ] ].reverse() );
		tiktok.clear();
	} );

	it( 'GET region: there with country rules alone, by local data alone, never stored', async () => {
		const region = async ( headers: Record<string, string> = {} ) => {
			const answer = await fetch( `${ site.url }/wp-json/duet/v1/region`, { headers: { Referer: `${ site.url }/`, ...headers } } );
			return [ answer.status, await answer.json(), answer.headers.get( 'Cache-Control' ) ];
		};
		expect( ( await region() )[ 0 ] ).toBe( 404 );
		await choose( { mode: 'assumed', countries: [ 'DE' ] } );
		expect( await region( { 'CF-IPCountry': 'US' } ) ).toEqual( [ 200, { required: false }, 'no-store' ] );
		expect( await region( { 'CF-IPCountry': 'DE' } ) ).toEqual( [ 200, { required: true }, 'no-store' ] );
		expect( await region( { 'X-Forwarded-For': '203.0.113.7' } ) ).toEqual( [ 200, { required: true }, 'no-store' ] );
		expect( ( await region( { 'Sec-Fetch-Site': 'cross-site', 'CF-IPCountry': 'US' } ) )[ 0 ] ).toBe( 403 );
	} );
} );
