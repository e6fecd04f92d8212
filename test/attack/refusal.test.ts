/** Tries to flip a stored refusal, or to lose a withdrawal, over HTTP: with an order's link, invented numbers, floods and a database that refuses. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Shopper, type Placed } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

/** A database that refuses the writes whose text contains what stands in a file, or the reads from the table that it names after "from ". */
const REFUSING = `<?php add_filter( 'query', static function ( $query ) {
	$refuses = is_file( __DIR__ . '/refuses.txt' ) ? (string) file_get_contents( __DIR__ . '/refuses.txt' ) : '';
	$is_read = str_starts_with( $refuses, 'from ' );
	$text    = $is_read ? substr( $refuses, 5 ) : $refuses;
	return '' !== $text && is_string( $query ) && preg_match( $is_read ? '/^\\s*SELECT/i' : '/^\\s*(INSERT|UPDATE)/i', $query ) && str_contains( $query, $text ) ? 'REFUSED' : $query;
} );`;

const number = ( digit: string ) => digit.repeat( 32 );

describe.skipIf( without )( `a refusal is final${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;

	const ask = async <Answer>( code: string ): Promise<Answer> => JSON.parse( await site.php( `echo wp_json_encode( ${ code } );` ) ) as Answer;
	const snapshot = ( { id }: Placed ): Promise<Record<string, unknown> & { consent: Record<string, unknown> }> => ask( `wc_get_order( ${ id } )->get_meta( '_duet_visitor' )` );
	const tombstones = ( visitor: string ): Promise<string> => ask( `$GLOBALS['wpdb']->get_var( "SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state = 'tombstone' AND event_id = '${ visitor }'" )` );
	const named = ( { id, received }: Placed ) => ( { order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } );

	/** A browser with this cookie of ours. */
	const browser = ( cookie: string ): Shopper => {
		const shopper = new Shopper( site, false );
		if ( cookie !== '' ) {
			shopper.cookies.set( 'duet_visitor', cookie );
			shopper.cookies.set( 'ttclid', 'E.C.P.stranger' );
		}
		return shopper;
	};
	/** Tries to pay by the order's link; there is no method "none". */
	const pay = async ( payer: Shopper, placed: Placed, method: string ): Promise<void> => {
		const { order, key } = named( placed );
		const address = `/checkout/order-pay/${ order }/?pay_for_order=true&key=${ key }`;
		const form = await ( await payer.ask( address ) ).text();
		const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec( form )?.[ 1 ] ?? '';
		expect( nonce ).not.toBe( '' );
		const body = new URLSearchParams( { woocommerce_pay: '1', payment_method: method, 'woocommerce-pay-nonce': nonce } );
		await ( await payer.ask( address, { method: 'POST', body, headers: { Referer: site.url + address } } ) ).text();
	};
	/** Everything that could send the order later, then what TikTok has. */
	const sent = async ( { id }: Placed ): Promise<string[]> => {
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'webhook' ); do_action( 'duet_hourly' );` );
		await site.drain();
		return tiktok.events().map( ( { event } ) => event );
	};
	const strangers = [ '', `${ number( 'f' ) }.a`, `${ number( 'f' ) }.g`, `${ number( 'f' ) }.u`, 'd', 'g', 'u', '.g', `${ number( 'F' ) }.g` ];

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'attack-refusal', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/refusing.php' ), REFUSING );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterEach( async () => {
		await site.drain();
		tiktok.clear();
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	/** Orders of buyers who did not agree, by what they did. */
	const refused: [ string, ( buyer: Shopper ) => Promise<Placed> ][] = [
		[ 'refused', ( buyer ) => ( buyer.cookies.set( 'duet_visitor', 'd' ), buyer.classic( mug, 'bacs' ) ) ],
		[ 'refused and not yet confirmed', ( buyer ) => ( buyer.cookies.set( 'duet_visitor', `${ number( '1' ) }.d` ), buyer.classic( mug, 'bacs' ) ) ],
		[
			'sends Global Privacy Control',
			async ( buyer ) => {
				await buyer.prepare( mug );
				const plain = buyer.ask.bind( buyer );
				buyer.ask = ( path, init = {} ) => plain( path, { ...init, headers: { ...Object.fromEntries( new Headers( init.headers ) ), 'Sec-GPC': '1' } } );
				const placed = await buyer.place( 'bacs' );
				buyer.ask = plain;
				return placed;
			},
		],
		[
			'refused on the thank-you page',
			async ( buyer ) => {
				const placed = await buyer.classic( mug, 'bacs' );
				buyer.cookies.set( 'duet_visitor', 'd' );
				expect( await buyer.tell( 'consent', { state: 'denied', ...named( placed ) } ) ).toBe( 200 );
				return placed;
			},
		],
		[ 'was undecided', ( buyer ) => ( buyer.cookies.set( 'duet_visitor', 'u' ), buyer.classic( mug, 'bacs' ) ) ],
	];

	it.each( refused )( 'nobody with the link flips the order of a buyer who %s', async ( _, place ) => {
		const placed = await place( browser( '' ) );
		const before = await snapshot( placed );
		expect( before.consent.decision ).not.toBe( 'granted' );
		for ( const cookie of strangers ) {
			const stranger = browser( cookie );
			expect( await stranger.tell( 'consent', { state: 'granted', ...named( placed ) } ), cookie ).toBe( 403 );
		}
		// A stranger with a cart, a session and an order of their own.
		const shopper = browser( `${ number( 'e' ) }.g` );
		await shopper.classic( mug, 'bacs' );
		expect( await shopper.tell( 'consent', { state: 'granted', ...named( placed ) } ) ).toBe( 403 );
		expect( await snapshot( placed ) ).toEqual( before );
		expect( ( await sent( placed ) ).filter( ( event ) => event === 'Purchase' ) ).toEqual( [] );
	} );

	it.each( refused )( 'the browser that placed it may, for a buyer who %s', async ( _, place ) => {
		const buyer = browser( '' );
		const placed = await place( buyer );
		// What the setting assumes is no yes here either.
		buyer.cookies.set( 'duet_visitor', `${ number( '2' ) }.a` );
		expect( await buyer.tell( 'consent', { state: 'granted', ...named( placed ) } ) ).toBe( 403 );
		buyer.cookies.set( 'duet_visitor', `${ number( '2' ) }.g` );
		expect( await buyer.tell( 'consent', { state: 'granted', ...named( placed ) } ) ).toBe( 200 );
		expect( await snapshot( placed ) ).toMatchObject( { visitor: number( '2' ), consent: { decision: 'granted', signal: 'allow' } } );
		expect( await sent( placed ) ).toContain( 'Purchase' );
	} );

	it( 'nor does a stranger who opens the link to pay, however often they try', async () => {
		const buyer = browser( '' );
		buyer.cookies.set( 'duet_visitor', 'd' );
		const placed = await buyer.classic( mug, 'bacs' );
		await site.php( `wc_get_order( ${ placed.id } )->update_status( 'pending' );` );
		const before = await snapshot( placed );
		const stranger = browser( `${ number( 'f' ) }.g` );
		for ( const method of [ 'none', 'none', 'bacs' ] ) {
			await pay( stranger, placed, method );
			expect( await stranger.tell( 'consent', { state: 'granted', ...named( placed ) } ), method ).toBe( 403 );
		}
		expect( await snapshot( placed ) ).toEqual( before );
		expect( ( await sent( placed ) ).filter( ( event ) => event === 'Purchase' ) ).toEqual( [] );
		// The buyer's own browser still may.
		buyer.cookies.set( 'duet_visitor', `${ number( '2' ) }.g` );
		expect( await buyer.tell( 'consent', { state: 'granted', ...named( placed ) } ) ).toBe( 200 );
	} );

	it( 'a refusal of a part holds, although the order it was split from was placed with consent', async () => {
		const parent = await browser( `${ number( '4' ) }.g` ).classic( mug, 'bacs' );
		const part: { order: number; key: string } = JSON.parse( await site.php( `$parent = wc_get_order( ${ parent.id } ); $part = wc_create_order( array( 'parent' => ${ parent.id }, 'created_via' => 'dokan' ) );
			foreach ( $parent->get_items() as $item ) { $part->add_product( $item->get_product(), $item->get_quantity() ); }
			$part->set_billing_email( 'ann@example.test' ); $part->calculate_totals(); $part->save(); $parent->update_status( 'cancelled' );
			echo wp_json_encode( array( 'order' => $part->get_id(), 'key' => $part->get_order_key() ) );` ) );
		expect( await browser( 'd' ).tell( 'consent', { state: 'denied', ...part } ) ).toBe( 200 );
		expect( ( await sent( { id: part.order, received: '' } ) ).filter( ( event ) => event === 'Purchase' ) ).toEqual( [] );
	} );

	it.each( [ [ 'on its page, after paying it with consent', 'g' ], [ 'while paying it', 'd' ] ] )( 'an order that is refused in a second browser %s: nothing of it waits any more', async ( _, answer ) => {
		const placed = await browser( `${ number( '4' ) }.g` ).classic( mug, 'bacs' );
		await site.php( `wc_get_order( ${ placed.id } )->update_status( 'pending' );` );
		const payer = browser( `${ number( 'c' ) }.${ answer }` );
		await pay( payer, placed, 'bacs' );
		payer.cookies.set( 'duet_visitor', `${ number( 'c' ) }.d` );
		if ( answer === 'g' ) {
			expect( await payer.tell( 'consent', { state: 'denied', ...named( placed ) } ) ).toBe( 200 );
		}
		expect( ( await snapshot( placed ) ).consent.decision ).toBe( 'denied' );
		expect( await sent( placed ) ).toEqual( [] );
	} );

	it( 'an erasure is never lifted, not by the buyer in their own browser either', async () => {
		const buyer = browser( `${ number( '3' ) }.g` );
		const placed = await buyer.classic( mug, 'bacs' );
		await site.php( "$eraser = apply_filters( 'wp_privacy_personal_data_erasers', [] )['duet-for-tiktok']['callback']; for ( $page = 1; ! $eraser( 'ann@example.test', $page )['done']; $page++ ) {}" );
		const before = await snapshot( placed );
		expect( before ).toMatchObject( { consent: { decision: 'denied', source: 'erasure' } } );
		for ( const shopper of [ buyer, ...strangers.map( browser ) ] ) {
			expect( await shopper.tell( 'consent', { state: 'granted', ...named( placed ) } ) ).toBe( 403 );
		}
		expect( await snapshot( placed ) ).toEqual( before );
		expect( await sent( placed ) ).toEqual( [] );
	} );

	it( 'a yes replaces nothing that is stored with the order, and a stranger leaves no trace on a granted order', async () => {
		const placed = await browser( `${ number( '4' ) }.g` ).classic( mug, 'bacs' );
		const before = await snapshot( placed );
		expect( before.consent.decision ).toBe( 'granted' );
		for ( const cookie of strangers ) {
			const stranger = browser( cookie );
			await stranger.tell( 'consent', { state: 'granted', ...named( placed ) }, { Origin: site.url, 'X-Forwarded-For': '198.51.100.9' } );
		}
		expect( await snapshot( placed ) ).toEqual( before );
	} );

	it( 'a number that was withdrawn is reinstated by its own browser alone', async () => {
		const owner = browser( `${ number( '5' ) }.d` );
		for ( let page = 0; page < 5; page++ ) {
			expect( await owner.tell( 'consent', { state: 'denied' } ) ).toBe( 200 );
		}
		expect( await tombstones( number( '5' ) ) ).toBe( '1' );
		for ( const cookie of strangers ) {
			await browser( cookie ).tell( 'consent', { state: 'granted', visitor: number( '5' ) } );
		}
		owner.cookies.set( 'duet_visitor', `${ number( '5' ) }.a` );
		expect( await owner.tell( 'consent', { state: 'granted' } ) ).toBe( 403 );
		expect( await tombstones( number( '5' ) ) ).toBe( '1' );
		owner.cookies.set( 'duet_visitor', `${ number( '5' ) }.g` );
		expect( await owner.tell( 'consent', { state: 'granted' } ) ).toBe( 200 );
		expect( await tombstones( number( '5' ) ) ).toBe( '0' );
	} );

	it( 'a yes that arrives after the refusal that followed it lifts nothing, whichever of the two is repeated', async () => {
		const owner = browser( `${ number( 'a' ) }.g` );
		const placed = await owner.classic( mug, 'bacs' );
		const [ yes, no ] = [ `${ number( 'a' ) }.g`, `${ number( 'a' ) }.d` ];
		const say = ( cookie: string, state: string, at: number ) => {
			owner.cookies.set( 'duet_visitor', cookie );
			return owner.tell( 'consent', { state, at, ...named( placed ) } );
		};
		const spoken = Date.now();
		expect( await say( no, 'denied', spoken + 400 ) ).toBe( 200 );
		expect( await say( yes, 'granted', spoken ) ).toBe( 403 );
		expect( await say( no, 'denied', spoken - 5000 ) ).toBe( 200 );
		expect( await say( yes, 'granted', spoken ) ).toBe( 403 );
		// Without a time, from a program of the merchant's or a page a cache kept, it cannot be shown to be the last word.
		expect( await owner.tell( 'consent', { state: 'granted', ...named( placed ) } ) ).toBe( 403 );
		expect( await say( yes, 'granted', -1 ) ).toBe( 403 );
		expect( [ ( await snapshot( placed ) ).consent.decision, await tombstones( number( 'a' ) ) ] ).toEqual( [ 'denied', '1' ] );
		expect( await sent( placed ) ).toEqual( [] );
		expect( await say( yes, 'granted', spoken + 900 ) ).toBe( 200 );
		expect( [ ( await snapshot( placed ) ).consent.decision, await tombstones( number( 'a' ) ) ] ).toEqual( [ 'granted', '0' ] );
	} );

	it( 'a flood of invented withdrawals from one address keeps no real one out', async () => {
		const invented = Array.from( { length: 60 }, ( _, index ) => index.toString( 16 ).padStart( 32, '9' ) );
		const told = await Promise.all( invented.map( ( hex ) => browser( `${ hex }.d` ).tell( 'consent', { state: 'denied' } ) ) );
		expect( new Set( told ) ).toEqual( new Set( [ 200 ] ) );
		expect( await browser( `${ number( '6' ) }.d` ).tell( 'consent', { state: 'denied' } ) ).toBe( 200 );
		expect( await tombstones( number( '6' ) ) ).toBe( '1' );
	} );

	it.each( [ [ 'the outbox', 'duet_outbox' ], [ 'the order', '_duet_visitor' ] ] )( 'a withdrawal that %s did not take is never confirmed, and is stored when it is repeated', async ( _, refuses ) => {
		const buyer = browser( `${ number( '7' ) }.g` );
		const placed = await buyer.classic( mug, 'bacs' );
		buyer.cookies.set( 'duet_visitor', `${ number( '7' ) }.d` );
		const file = join( site.root, 'wp-content/mu-plugins/refuses.txt' );
		writeFileSync( file, refuses );
		expect( await buyer.tell( 'consent', { state: 'denied', ...named( placed ) } ) ).toBeGreaterThanOrEqual( 500 );
		rmSync( file );
		expect( await buyer.tell( 'consent', { state: 'denied', ...named( placed ) } ) ).toBe( 200 );
		expect( [ ( await snapshot( placed ) ).consent.decision, await tombstones( number( '7' ) ) ] ).toEqual( [ 'denied', '1' ] );
		expect( await sent( placed ) ).toEqual( [] );
	} );

	it( 'the refusal of an order that the database did not give is repeated, also beside another number', async () => {
		const placed = await browser( `${ number( 'b' ) }.g` ).classic( mug, 'bacs' );
		const second = browser( `${ number( 'c' ) }.d` );
		const file = join( site.root, 'wp-content/mu-plugins/refuses.txt' );
		writeFileSync( file, 'from wp_wc_orders' );
		expect( await second.tell( 'consent', { state: 'denied', ...named( placed ) } ) ).toBe( 500 );
		rmSync( file );
		expect( ( await snapshot( placed ) ).consent.decision ).toBe( 'granted' );
		expect( await second.tell( 'consent', { state: 'denied', ...named( placed ) } ) ).toBe( 200 );
		expect( await sent( placed ) ).toEqual( [] );
	} );

	it( 'a refusal does not reveal which orders exist', async () => {
		const placed = await browser( '' ).classic( mug, 'bacs' );
		const { order, key } = named( placed );
		const answers = await Promise.all( [ { order, key: 'wc_order_guessed' }, { order: 999_999, key }, { order: `${ order }`, key } ].map( ( body ) => browser( 'd' ).tell( 'consent', { state: 'denied', ...body } ) ) );
		expect( answers ).toEqual( [ 400, 400, 400 ] );
		expect( ( await snapshot( placed ) ).consent.decision ).toBe( 'granted' );
	} );

	it( 'a body of the wrong form flips nothing, and loses no withdrawal that comes with it', async () => {
		const placed = await browser( 'd' ).classic( mug, 'bacs' );
		const before = await snapshot( placed );
		const { order, key } = named( placed );
		const yes = browser( `${ number( '8' ) }.g` );
		for ( const body of [ { state: [ 'granted' ], order, key }, { state: 'GRANTED', order, key }, { state: true, order, key }, { state: 'granted', order: `${ order }`, key }, { state: 'granted', order: [ order ], key }, { state: 'granted', order, key: [ key ] }, { state: 'granted', order, key: `${ key } ` }, { state: 'granted', order: 0, key } ] ) {
			expect( await yes.tell( 'consent', body ), JSON.stringify( body ) ).toBe( 400 );
		}
		expect( await snapshot( placed ) ).toEqual( before );
		expect( await browser( `${ number( '8' ) }.d` ).tell( 'consent', { state: 'denied', order: 999_999, key: 'wc_order_gone' } ) ).toBe( 200 );
		expect( await tombstones( number( '8' ) ) ).toBe( '1' );
	} );
} );
