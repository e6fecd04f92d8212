/** Staff, and whoever acts as another user, are left out: pages, what the page sends, orders. With the real User Switching. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet', 'user-switching' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000' } ], consent: { mode: 'assumed' } };

describe.skipIf( without )( `staff and stand-ins${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let mug: number;

	beforeAll( async () => {
		site = await createSite( { name: 'staff', ...wants, theme: 'classic', checkout: 'classic', settings } );
		mug = Number( await site.php( `wp_insert_user( [ 'user_login' => 'ann', 'user_pass' => 'password', 'user_email' => 'ann@example.test', 'role' => 'customer' ] ); echo wc_get_product_id_by_sku( 'DUET-MUG' );` ) );
	} );
	afterAll( () => site?.stop() );
	beforeEach( () => leaveOut( true ) );

	const leaveOut = ( staff: boolean ) => site.php( `update_option( 'duet_settings', [ 'exclusions' => [ 'staff' => ${ staff } ] ] + get_option( 'duet_settings' ) );` );
	const logIn = async ( name: string ) => {
		const shopper = new Shopper( site );
		await shopper.ask( '/wp-login.php' );
		const answer = await shopper.ask( '/wp-login.php', { method: 'POST', body: new URLSearchParams( { log: name, pwd: 'password', testcookie: '1' } ) } );
		expect( answer.status ).toBe( 302 );
		return shopper;
	};
	/** Presses the link of User Switching whose address holds this. */
	const press = async ( shopper: Shopper, page: string, what: string ) => {
		const html = await ( await shopper.ask( page ) ).text();
		const link = [ ...html.matchAll( /href=["']([^"']*action=switch_[^"']*)["']/g ) ].map( ( [ , href = '' ] ) => href.replace( /&#0?38;|&amp;/g, '&' ) ).find( ( href ) => href.includes( what ) );
		expect( link, what ).toBeDefined();
		await shopper.ask( String( link ) );
		shopper.cookies.forEach( ( value, name ) => /^(\+| |%20)?$/.test( value ) && shopper.cookies.delete( name ) );
		shopper.cookies.set( 'duet_visitor', `${ HEX }.g` );
	};
	const page = async ( shopper: Shopper, path = '/sample-page/' ) => {
		const answer = await shopper.ask( path );
		const json = JSON.parse( /id="duet-page"[^>]*>([^<]*)</.exec( await answer.text() )?.[ 1 ] ?? '{}' ) as { consent?: unknown; page?: { excluded?: true } };
		return { consent: json.consent, excluded: json.page?.excluded ?? false, cache: answer.headers.get( 'cache-control' ) ?? '' };
	};
	const relay = ( shopper: Shopper ) =>
		shopper.tell( 'events', { events: [ { name: 'Contact', id: crypto.randomUUID(), age: 0, url: `${ site.url }/`, referrer: '', params: {} } ] } );
	const rows = async ( order: number ) => Number( await site.php( `echo $GLOBALS['wpdb']->get_var( "SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE object_id = ${ order } AND event = 'Purchase'" );` ) );
	const log = () => {
		const folder = join( site.root, 'wp-content/uploads/wc-logs' );
		return readdirSync( folder ).filter( ( name ) => name.startsWith( 'duet-' ) ).map( ( name ) => readFileSync( join( folder, name ), 'utf8' ) ).join( '' );
	};

	it( 'an administrator: no consent in the page, no event, no order; the log says so; unless the setting is off', async () => {
		const admin = await logIn( 'admin' );
		expect( await page( admin ) ).toMatchObject( { consent: null, excluded: true } );
		expect( await relay( admin ) ).toBe( 403 );
		const { id } = await admin.classic( mug, 'cod' );
		expect( await rows( id ) ).toBe( 0 );
		expect( log() ).toContain( 'is not reported to TikTok' );
		await leaveOut( false );
		expect( await page( admin ) ).toMatchObject( { consent: 'assumed', excluded: false } );
		expect( await relay( admin ) ).toBe( 200 );
		expect( await rows( ( await admin.classic( mug, 'cod' ) ).id ) ).toBe( 1 );
	} );

	it( 'a customer is counted', async () => {
		const ann = await logIn( 'ann' );
		expect( await page( ann ) ).toMatchObject( { consent: 'assumed', excluded: false } );
		expect( await relay( ann ) ).toBe( 200 );
		expect( await rows( ( await ann.classic( mug, 'cod' ) ).id ) ).toBe( 1 );
	} );

	it( 'an administrator who acts as that customer is not, and the order stays left out', async () => {
		const admin = await logIn( 'admin' );
		await press( admin, '/wp-admin/users.php', 'action=switch_to_user' );
		expect( [ ...admin.cookies.keys() ].join() ).toContain( 'olduser' );
		expect( await page( admin ) ).toMatchObject( { consent: null, excluded: true } );
		expect( await relay( admin ) ).toBe( 403 );
		const { id } = await admin.classic( mug, 'cod' );
		expect( Number( await site.php( `echo wc_get_order( ${ id } )->get_customer_id();` ) ) ).toBeGreaterThan( 1 );
		await site.php( `wc_get_order( ${ id } )->update_status( 'completed' ); do_action( 'duet_hourly' );` );
		expect( await rows( id ) ).toBe( 0 );
		expect( log() ).toContain( `Order ${ id }` );
	} );

	it( 'nor one who has switched off to be a guest; no cache may keep such a page', async () => {
		const admin = await logIn( 'admin' );
		await press( admin, '/sample-page/', 'action=switch_off' );
		expect( await page( admin ) ).toMatchObject( { consent: null, excluded: true, cache: expect.stringContaining( 'no-store' ) } );
		expect( await relay( admin ) ).toBe( 403 );
		const { id } = await admin.classic( mug, 'cod' );
		expect( await rows( id ) ).toBe( 0 );
		const guest = new Shopper( site );
		const seen = await page( guest );
		expect( seen ).toMatchObject( { consent: 'assumed', excluded: false } );
		expect( seen.cache ).not.toContain( 'no-store' );
	} );

	it( 'a stranger who invents the cookie of a switch is a guest like any other', async () => {
		const guest = new Shopper( site );
		const hash = await site.php( 'echo COOKIEHASH;' );
		guest.cookies.set( `wordpress_user_sw_olduser_${ hash }`, `admin|${ Math.floor( Date.now() / 1000 ) + 900 }|x|y` );
		expect( await page( guest ) ).toMatchObject( { consent: 'assumed', excluded: false } );
		expect( await relay( guest ) ).toBe( 200 );
	} );

	it( 'staff who open a shopper\'s thank-you page do not report the purchase', async () => {
		const guest = new Shopper( site );
		const { received } = await guest.classic( mug, 'cod' );
		const admin = await logIn( 'admin' );
		expect( await ( await admin.ask( received ) ).text() ).not.toContain( 'id="duet-tray"' );
		expect( await ( await guest.ask( received ) ).text() ).toContain( 'id="duet-tray"' );
	} );
} );
