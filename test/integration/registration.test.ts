/** CompleteRegistration on real WordPress and WooCommerce: every way to an account, once each, and nobody else's account. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

interface Row {
	readonly event: string;
	readonly event_id: string;
	readonly visitor: string;
	readonly matching: string;
}

type Item = readonly [ name: string, id: string, time: number, params?: Record<string, unknown> ];

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' } };

describe.skipIf( without )( `registration${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let card: number;

	/** New rows since the last look, of this event. */
	let seen = 0;
	const rows = async (): Promise<Row[]> => {
		const all = JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}duet_outbox WHERE event = 'CompleteRegistration' ORDER BY id" ) );` ) ) as Row[];
		const fresh = all.slice( seen );
		seen = all.length;
		expect( JSON.stringify( fresh ) ).not.toMatch( /example\.test/i );
		return fresh;
	};
	const tray = ( shopper: Shopper ): Item[] => JSON.parse( Buffer.from( shopper.cookies.get( 'duet_tray' ) ?? 'W10', 'base64url' ).toString() ) as Item[];
	const post = ( shopper: Shopper, path: string, fields: Record<string, string> ): Promise<Response> =>
		shopper.ask( path, { method: 'POST', body: new URLSearchParams( fields ), headers: { Referer: site.url + path, Origin: site.url } } );
	const account = async ( shopper: Shopper, email: string ): Promise<Response> => {
		const page = await ( await shopper.ask( '/my-account/' ) ).text();
		const nonce = /name="woocommerce-register-nonce" value="([^"]+)"/.exec( page )?.[ 1 ] ?? '';
		return post( shopper, '/my-account/', { email, password: 'correct horse battery', register: 'Register', 'woocommerce-register-nonce': nonce } );
	};

	beforeAll( async () => {
		site = await createSite( { name: 'registration', ...wants, checkout: 'classic', settings, token: 'secret' } );
		card = Number( await site.php( "update_option( 'users_can_register', 1 ); echo wc_get_product_id_by_sku( 'DUET-CARD' );" ) );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	it( 'my account, logged in at once: one row, one tray item, one id; a second try is none', async () => {
		const shopper = new Shopper( site );
		await account( shopper, 'one@example.test' );
		const [ row, ...more ] = await rows();
		expect( more ).toEqual( [] );
		const id = await site.php( "echo get_user_by( 'email', 'one@example.test' )->ID;" );
		expect( row ).toMatchObject( { visitor: HEX, event_id: expect.stringMatching( new RegExp( `^C-${ id }-[0-9a-f]{12}$` ) ) } );
		expect( JSON.parse( row?.matching ?? '{}' ) ).toMatchObject( { user: { email: expect.stringMatching( /^[0-9a-f]{64}$/ ) } } );
		expect( tray( shopper ) ).toEqual( [ [ 'CompleteRegistration', row?.event_id, expect.any( Number ), { method: 'woocommerce' } ] ] );

		const again = new Shopper( site );
		await account( again, 'one@example.test' );
		await account( again, 'no address' );
		await post( again, '/my-account/', { email: 'two@example.test', password: 'correct horse battery', register: 'Register', 'woocommerce-register-nonce': 'stale' } );
		expect( [ await rows(), tray( again ) ] ).toEqual( [ [], [] ] );
	} );

	it( 'without consent: no row and no cookie; his first page says it once', async () => {
		const shopper = new Shopper( site, false );
		await account( shopper, 'undecided@example.test' );
		expect( [ await rows(), shopper.cookies.has( 'duet_tray' ) ] ).toEqual( [ [], false ] );
		const printed = async () => /id="duet-tray"[^>]*>([^<]+)</.exec( await ( await shopper.ask( '/my-account/' ) ).text() )?.[ 1 ];
		expect( JSON.parse( ( await printed() ) ?? '[]' ) ).toEqual( [ { name: 'CompleteRegistration', id: expect.stringMatching( /^C-/ ), time: expect.any( Number ), params: { method: 'woocommerce' }, proof: expect.stringMatching( /^[0-9a-f]{32}$/ ) } ] );
		expect( await printed() ).toBeUndefined();
	} );

	it( "WordPress's own page, no log-in: one row, one tray item; a refused one none", async () => {
		const shopper = new Shopper( site );
		await post( shopper, '/wp-login.php?action=register', { user_login: 'wanda', user_email: 'no address' } );
		expect( [ await rows(), tray( shopper ) ] ).toEqual( [ [], [] ] );
		await post( shopper, '/wp-login.php?action=register', { user_login: 'wanda', user_email: 'wanda@example.test' } );
		const [ row, ...more ] = await rows();
		expect( more ).toEqual( [] );
		expect( tray( shopper ) ).toEqual( [ [ 'CompleteRegistration', row?.event_id, expect.any( Number ), { method: 'wordpress' } ] ] );
	} );

	it( 'an account made with an order, classic and block: one each', async () => {
		const classic = new Shopper( site );
		await classic.prepare( card );
		await classic.place( 'bacs', { createaccount: '1', account_password: 'correct horse battery', billing_email: 'classic@example.test' } );
		expect( await rows() ).toHaveLength( 1 );
		expect( tray( classic ) ).toHaveLength( 1 );
		const block = new Shopper( site );
		await block.block( card, 'bacs', { create_account: true, customer_password: 'correct horse battery' }, 'block@example.test' );
		expect( await rows() ).toHaveLength( 1 );
		expect( tray( block ).map( ( [ name ] ) => name ) ).toEqual( [ 'CompleteRegistration' ] );
		const guest = new Shopper( site );
		await guest.classic( card, 'bacs' );
		expect( [ await rows(), tray( guest ) ] ).toEqual( [ [], [] ] );
	} );

	it( 'no registration: by an administrator, by the REST API, by cron, by an import', async () => {
		await site.php( `
			wp_set_current_user( 1 );
			wp_insert_user( array( 'user_login' => 'a1', 'user_email' => 'a1@example.test', 'user_pass' => 'x' ) );
			$request = new WP_REST_Request( 'POST', '/wp/v2/users' );
			$request->set_body_params( array( 'username' => 'a2', 'email' => 'a2@example.test', 'password' => 'x' ) );
			if ( 201 !== rest_do_request( $request )->get_status() ) { throw new RuntimeException( 'no user' ); }
			$request = new WP_REST_Request( 'POST', '/wc/v3/customers' );
			$request->set_body_params( array( 'email' => 'a3@example.test', 'password' => 'x' ) );
			if ( 201 !== rest_do_request( $request )->get_status() ) { throw new RuntimeException( 'no customer' ); }` );
		for ( const constant of [ 'DOING_CRON', 'WP_IMPORTING', 'WP_CLI' ] ) {
			await site.php( `update_option( 'duet_settings', array( 'consent' => array( 'mode' => 'assumed' ) ) + get_option( 'duet_settings' ) );
				define( '${ constant }', true ); wp_insert_user( array( 'user_login' => '${ constant }', 'user_email' => '${ constant }@example.test', 'user_pass' => 'x' ) );` );
		}
		expect( await rows() ).toEqual( [] );
	} );
} );
