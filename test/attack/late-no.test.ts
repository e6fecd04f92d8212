/** A refusal that the server has confirmed holds, whatever came between. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Shopper, type Placed } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a no that comes late${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	const set = ( value: object ) => site.php( `update_option( 'duet_settings', json_decode( '${ JSON.stringify( value ) }', true ) );` );
	const decision = ( id: number ) => site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` );
	const named = ( { id, received }: Placed ) => ( { order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } );
	const base = { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } };
	/** The row of an order is on its way to a TikTok that takes its time. */
	const sending = ( id: number ) => site.php( `global $wpdb; echo $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET state = 'sending', claim = 'x', lease = UNIX_TIMESTAMP() + 60 WHERE object_id = ${ id } AND state = 'pending'" );` );
	/** TikTok was busy: back into the queue, as Claims::release() does it. */
	const released = ( id: number ) => site.php( `global $wpdb; echo $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET state = 'pending', claim = '', lease = 0, attempts = 1 WHERE object_id = ${ id } AND state = 'sending'" );` );

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'late-no', ...wants, checkout: 'classic', settings: base, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( async () => {
		tiktok.clear();
		await set( base );
	} );

	it( 'no, yes and no again while TikTok is busy: nothing is sent', async () => {
		const number = '5'.repeat( 32 );
		const buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ number }.g` );
		const placed = await buyer.classic( mug, 'cod' );
		expect( await sending( placed.id ) ).toBe( '1' );
		const at = Date.now();
		const say = ( letter: string, state: string, time: number, body: object ) => {
			buyer.cookies.set( 'duet_visitor', `${ number }.${ letter }` );
			return buyer.tell( 'consent', { state, at: time, ...body } );
		};
		// On the thank-you page: a slip, and the right button.
		expect( await say( 'd', 'denied', at, named( placed ) ) ).toBe( 200 );
		expect( await say( 'g', 'granted', at + 3000, named( placed ) ) ).toBe( 200 );
		await released( placed.id );
		// Minutes later, on any other page: a withdrawal, confirmed.
		expect( await say( 'd', 'denied', at + 90_000, {} ) ).toBe( 200 );
		await site.drain();
		expect( tiktok.events().map( ( { event } ) => event ) ).toEqual( [] );
	} );

	it( 'a buyer who rejects in the consent tool on a telephone whose browser also sends Global Privacy Control has refused the order', async () => {
		await set( { ...base, consent: { mode: 'required', tool: 'cookieyes' } } );
		const buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ '6'.repeat( 32 ) }.g` ).set( 'cookieyes-consent', 'consentid:x,consent:yes,action:yes,necessary:yes,advertisement:yes' );
		const placed = await buyer.classic( mug, 'bacs' );
		expect( await decision( placed.id ) ).toBe( 'granted' );
		const telephone = new Shopper( site, false );
		telephone.cookies.set( 'duet_visitor', 'd' ).set( 'cookieyes-consent', 'consentid:y,consent:no,action:yes,necessary:yes,advertisement:no' );
		expect( await telephone.tell( 'consent', { state: 'denied', at: Date.now(), ...named( placed ) }, { Origin: site.url, 'Sec-GPC': '1' } ) ).toBe( 200 );
		expect( await decision( placed.id ) ).toBe( 'denied' );
	} );

	it( 'control: the same telephone without that signal has', async () => {
		await set( { ...base, consent: { mode: 'required', tool: 'cookieyes' } } );
		const buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ '7'.repeat( 32 ) }.g` ).set( 'cookieyes-consent', 'consentid:x,consent:yes,action:yes,necessary:yes,advertisement:yes' );
		const placed = await buyer.classic( mug, 'bacs' );
		const telephone = new Shopper( site, false );
		telephone.cookies.set( 'duet_visitor', 'd' ).set( 'cookieyes-consent', 'consentid:y,consent:no,action:yes,necessary:yes,advertisement:no' );
		expect( await telephone.tell( 'consent', { state: 'denied', at: Date.now(), ...named( placed ) } ) ).toBe( 200 );
		expect( await decision( placed.id ) ).toBe( 'denied' );
	} );
} );
