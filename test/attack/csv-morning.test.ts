/**
 * "A sale that is there already is skipped, so a run that was broken off is simply repeated" (Offline\Import). A till's file with days and no
 * times, imported in the morning of the day: a day without a time is taken for noon, but for now as long as noon is to come, and
 * the time is part of what makes a sale without an order number this sale. The same file a minute later is other sales.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_OFFLINE_SET, DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a file of sales imported again${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;

	/** As the screen does it: check, then all steps. The site's clock shows this hour. */
	const imports = ( csv: string, hour: number ) => site.php( `
		$offset = ${ hour } - (int) gmdate( 'G' );
		update_option( 'timezone_string', '' ); update_option( 'gmt_offset', $offset < -12 ? $offset + 24 : $offset );
		wp_set_current_user( 1 );
		$file = base64_encode( str_replace( 'TODAY', wp_date( 'Y-m-d' ), ${ JSON.stringify( csv ) } ) );
		$ask  = static function ( $what, $more ) use ( $file ) { $request = new WP_REST_Request( 'POST', "/duet/v1/offline/$what" ); $request->set_body_params( array( 'file' => $file ) + $more ); return rest_do_request( $request )->get_data(); };
		$checked = $ask( 'check', array() );
		echo wp_json_encode( $ask( 'import', array( 'ticket' => $checked['ticket'], 'from' => 0 ) ) + array( 'errors' => $checked['errors'] ) );` );

	beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ DEMO_PIXEL ]: DEMO_TOKEN }, offlineSets: { [ DEMO_OFFLINE_SET ]: DEMO_TOKEN } } );
		const settings = { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '', added: 0 } ], consent: { mode: 'assumed' }, offline: { event_set_id: DEMO_OFFLINE_SET } };
		site = await createSite( { name: 'csv-morning', ...wants, settings, standIn: tiktok } );
		await site.php( `$t = new Duet\\Settings\\Tokens(); foreach ( array( '${ DEMO_PIXEL }', '${ DEMO_OFFLINE_SET }' ) as $code ) { $t->set( $code, '${ DEMO_TOKEN }' ); }` );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each( [
		[ 'control: in the afternoon', 15, 'email,date,value,currency\nann@example.test,TODAY,20.00,EUR\n' ],
		[ 'control: in the morning, with an order number', 9, 'email,date,value,currency,order_id\nbea@example.test,TODAY,21.00,EUR,T-1\n' ],
		[ 'in the morning', 9, 'email,date,value,currency\ncleo@example.test,TODAY,22.00,EUR\n' ],
	] )( 'counts each sale once (%s)', async ( _, hour, csv ) => {
		expect( JSON.parse( await imports( csv, hour ) ) ).toMatchObject( { queued: 1, errors: [] } );
		await new Promise( ( done ) => setTimeout( done, 2000 ) );
		const again = await imports( csv, hour );
		await site.drain();
		expect( { again: JSON.parse( again ).skipped, counted: tiktok.conversions( 'Purchase' ).length } ).toEqual( { again: 1, counted: 1 } );
	} );
} );
