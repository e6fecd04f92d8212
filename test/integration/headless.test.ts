/** Orders of an app or a headless shop: WooCommerce's Store API with a Cart-Token, and what it says of its shopper. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

const without = await missing( { plugins: [ 'woocommerce' ] } );
const ADDRESS = { first_name: 'Ann', last_name: 'Example', address_1: 'Musterstr. 1', city: 'Berlin', postcode: '10115', country: 'DE', email: 'ann@example.test', phone: '030 1234567' };
const FACTS = {
	ttclid: 'E.C.P.App-Click_1',
	ttp: '2mAbCdEfGhIjKlMnOpQrStUvWxY',
	url: 'https://front.example/checkout',
	referrer: 'https://front.example/cart',
	user_agent: 'Mozilla/5.0 (the shopper)',
	ip: '203.0.113.77',
};

interface Sent {
	readonly user: Record< string, string >;
	readonly page: Record< string, string >;
}

describe.skipIf( without )( `headless checkouts${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let mug: number;

	beforeAll( async () => {
		site = await createSite( { name: 'headless', plugins: [ 'woocommerce', 'duet' ], settings: { pixels: [ { code: 'C4TESTPIXEL000000000' } ], consent: { mode: 'required' } } } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( () => site?.stop() );
	beforeEach( () => mode( 'required' ) );

	const mode = ( consent: string ) => site.php( `update_option( 'duet_settings', [ 'consent' => [ 'mode' => '${ consent }' ] ] + get_option( 'duet_settings' ) );` );

	/** As the front end's server does it: no cookies, no Origin, a cart by its token. */
	const order = async ( duet: unknown, headers: Record< string, string > = {} ): Promise< number > => {
		const api = `${ site.url }/wp-json/wc/store/v1`;
		const token = ( await fetch( `${ api }/cart` ) ).headers.get( 'Cart-Token' ) ?? '';
		const post = ( path: string, body: object ) =>
			fetch( api + path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'User-Agent': 'node', 'Cart-Token': token, ...headers }, body: JSON.stringify( body ) } );
		await ( await post( '/cart/add-item', { id: mug, quantity: 1 } ) ).text();
		const answer = await post( '/checkout', { billing_address: ADDRESS, shipping_address: ADDRESS, payment_method: 'cod', ...( duet === undefined ? {} : { extensions: { duet } } ) } );
		const said = ( await answer.json() ) as { order_id?: number };
		expect( said, JSON.stringify( said ).slice( 0, 300 ) ).toHaveProperty( 'order_id' );
		return Number( said.order_id );
	};
	const sent = async ( id: number ): Promise< Sent[] > =>
		( JSON.parse( await site.php( `echo wp_json_encode( $GLOBALS['wpdb']->get_col( "SELECT matching FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE object_id = ${ id } AND event = 'Purchase'" ) );` ) ) as string[] ).map( ( text ) => JSON.parse( text ) as Sent );
	const snapshot = async ( id: number ) => JSON.parse( await site.php( `echo wp_json_encode( wc_get_order( ${ id } )->get_meta( '_duet_visitor' ) );` ) ) as Record< string, unknown >;

	it( 'with consent: one Purchase with what the front end sent', async () => {
		const [ one, ...more ] = await sent( await order( { consent: true, ...FACTS } ) );
		expect( more ).toEqual( [] );
		expect( one?.user ).toMatchObject( { ttclid: FACTS.ttclid, ttp: FACTS.ttp, ip: FACTS.ip, user_agent: FACTS.user_agent } );
		expect( one?.page ).toEqual( { url: FACTS.url, referrer: FACTS.referrer } );
	} );

	it( 'with a refusal: nothing is sent, and nothing kept but the refusal', async () => {
		for ( const consent of [ 'required', 'assumed' ] ) {
			await mode( consent );
			const id = await order( { consent: false, ...FACTS } );
			expect( await sent( id ) ).toEqual( [] );
			expect( JSON.stringify( await snapshot( id ) ) ).not.toMatch( /E\.C\.P|203\.0|front\.example|2mAbC/ );
			expect( await snapshot( id ) ).toMatchObject( { consent: { decision: 'denied', source: 'headless' } } );
		}
	} );

	it( 'without an answer the mode decides, as for anybody who has not answered', async () => {
		for ( const duet of [ undefined, { ttclid: FACTS.ttclid } ] ) {
			await mode( 'required' );
			expect( await sent( await order( duet ) ) ).toEqual( [] );
			await mode( 'assumed' );
			expect( await sent( await order( duet ) ) ).toHaveLength( 1 );
		}
	} );

	it( 'a refusal that the request itself shows is not lifted', async () => {
		const id = await order( { consent: true, ...FACTS }, { Cookie: `duet_visitor=${ HEX }.d` } );
		expect( await sent( id ) ).toEqual( [] );
		expect( await sent( await order( { consent: true, ...FACTS }, { 'Sec-GPC': '1' } ) ) ).toEqual( [] );
	} );

	it( 'hostile values are left out, and the order is made all the same', async () => {
		await mode( 'assumed' );
		const names = [ 'consent', ...Object.keys( FACTS ) ];
		const fill = ( value: unknown ) => Object.fromEntries( names.map( ( name ) => [ name, value ] ) );
		for ( const duet of [ 'x', 7, [ 'x' ], fill( [ 'x' ] ), fill( { x: 1 } ), fill( '<script>alert(1)</script>' ), fill( 'javascript:alert(1)' ), fill( 'a'.repeat( 5000 ) ), { ...fill( null ), visitor: 'f'.repeat( 32 ), email: 'other@example.test' } ] ) {
			const [ one ] = await sent( await order( duet ) );
			expect( one, JSON.stringify( duet ).slice( 0, 60 ) ).toBeDefined();
			// The name of a browser is free text, as in its own header.
			expect( String( one?.user.user_agent ?? '' ).length ).toBeLessThan( 1025 );
			expect( Object.keys( one?.user ?? {} ) ).not.toEqual( expect.arrayContaining( [ expect.stringMatching( /ttclid|ttp|external_id/ ) ] ) );
			expect( JSON.stringify( one?.page ) ).not.toMatch( /script|aaaa/ );
		}
	} );

	it( 'a browser shows its own address, and its block checkout works as before', async () => {
		await mode( 'required' );
		const shopper = new Shopper( site );
		const { id } = await shopper.block( mug, 'cod' );
		const [ plain ] = await sent( id );
		expect( plain?.user ).toMatchObject( { ttclid: 'E.C.P.click', user_agent: 'Mozilla/5.0 (a shopper)' } );
		const told = await shopper.block( mug, 'cod', { extensions: { duet: { consent: true, ip: FACTS.ip, user_agent: FACTS.user_agent } } } );
		const [ one ] = await sent( told.id );
		expect( one?.user.user_agent ).toBe( 'Mozilla/5.0 (a shopper)' );
		expect( one?.user.ip ).not.toBe( FACTS.ip );
	} );

	it( 'the API describes what it takes', async () => {
		const options = await ( await fetch( `${ site.url }/wp-json/wc/store/v1/checkout`, { method: 'OPTIONS' } ) ).text();
		for ( const name of [ 'consent', ...Object.keys( FACTS ) ] ) {
			expect( options ).toContain( `"${ name }"` );
		}
	} );
} );
