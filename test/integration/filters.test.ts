/** Other code's callbacks on our filters, on real WooCommerce: what they may do, and what their mistakes must not do. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { HEX, Shopper } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

/** The class is named so that the log would take it for a secret. */
const CLASS = 'Odd_Company_Wholesale_Customizations_For_This_Shop';

/** $paid(): a paid order of a visitor who agreed; its id. */
const PAID = `$paid = static function (): int {
	$order = wc_create_order( array( 'created_via' => 'checkout' ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
	$order->set_billing_email( 'ann@example.test' );
	$order->set_payment_method( 'stripe' );
	$visitor = Duet\\Event\\Visitor::from_array( array( 'visitor' => '${ HEX }', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) );
	$order->calculate_totals();
	$order->save();
	Duet\\Snapshot\\Snapshot::put( $order, $visitor );
	$order->save();
	$order->payment_complete();
	return $order->get_id();
};`;

describe.skipIf( without )( `filters${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'filters', ...wants, standIn: tiktok, checkout: 'classic', token: DEMO_TOKEN, settings: { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '' } ], consent: { mode: 'assumed' } } } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site.stop();
		await tiktok.stop();
	} );

	const loader = () => join( site.root, 'wp-content/mu-plugins/odd.php' );
	/** A plugin whose callback is broken, in every request from now on; what Duet logs is kept. */
	const install = ( hook: string, body: string, more = '' ): void => {
		const folder = join( site.root, 'wp-content/plugins/odd-plugin' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'odd-plugin.php' ), `<?php\nclass ${ CLASS } { public static function change( $value ) { ${ body } } }\nadd_filter( '${ hook }', array( '${ CLASS }', 'change' ) );\n${ more }` );
		writeFileSync(
			loader(),
			`<?php
			require WP_PLUGIN_DIR . '/odd-plugin/odd-plugin.php';
			add_filter( 'woocommerce_logger_log_message', static function ( $message, $level, $context, $handler ) {
				// WooCommerce asks once for each of its handlers.
				if ( 'duet-for-tiktok' === ( $context['source'] ?? '' ) && ! str_contains( get_class( $handler ), 'Remote' ) ) { file_put_contents( WP_CONTENT_DIR . '/odd.log', getmypid() . ' ' . $_SERVER['REQUEST_TIME_FLOAT'] . ' ' . $message . PHP_EOL, FILE_APPEND ); }
				return $message;
			}, 10, 4 );`
		);
		writeFileSync( join( site.root, 'wp-content/odd.log' ), '' );
	};
	afterEach( () => rmSync( loader(), { force: true } ) );

	/** Of the first request that logged anything: every request says it anew. */
	const lines = async (): Promise<string[]> => ( await site.php( "echo file_get_contents( WP_CONTENT_DIR . '/odd.log' );" ) ).trim().split( '\n' ).filter( ( line, _, all ) => line !== '' && line.split( ' ' )[ 0 ] === all[ 0 ]?.split( ' ' )[ 0 ] );
	const rowsOf = async ( order: number ): Promise<string[]> => JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_col( "SELECT event FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ order }" ) );` ) ) as string[];

	const NONSENSE: readonly ( readonly [ string, string, string ] )[] = [
		[ 'a string', "return 'nonsense';", 'returned string' ],
		[ 'true', 'return true;', 'returned bool' ],
		[ 'an array', 'return array();', 'returned array' ],
		[ 'a WP_Error', "return new WP_Error( 'no', 'no' );", 'returned an unusable WP_Error' ],
		[ 'an exception', "throw new RuntimeException( 'ann@example.test' );", 'threw RuntimeException' ],
		[ 'an error of PHP', '$value->no_such_method();', 'threw Error' ],
		[ 'parameters TikTok refuses', "return $value->with_params( array( 'value' => 'much' ) );", 'returned an unusable Duet\\Event\\Event' ],
	];

	it.each( NONSENSE )( 'duet_event gives %s: the sale goes out, and the log names the callback once', async ( _name, body, wrong ) => {
		install( 'duet_event', body );
		const order = Number( await site.php( `${ PAID } echo $paid();` ) );
		expect( await rowsOf( order ) ).toEqual( [ 'Purchase' ] );
		const logged = await lines();
		expect( logged ).toHaveLength( 1 );
		for ( const words of [ `Filter duet_event: a callback ${ wrong }`, `${ CLASS }::change`, 'plugins/odd-plugin/odd-plugin.php:2' ] ) {
			expect( logged[ 0 ] ).toContain( words );
		}
		expect( logged[ 0 ] ).not.toContain( 'ann@example' );
	} );

	it( 'duet_event gives nonsense between two that work: theirs counts', async () => {
		const add = ( name: string, priority: number ) => `add_filter( 'duet_event', static fn( ?Duet\\Event\\Event $event ) => $event?->with_params( array( 'description' => trim( ( $event->params['description'] ?? '' ) . ' ${ name }' ) ) + $event->params ), ${ priority } );`;
		install( 'duet_event', "return 'nonsense';", `${ add( 'before', 5 ) } ${ add( 'after', 15 ) }` );
		const order = Number( await site.php( `${ PAID } echo $paid();` ) );
		const payload = await site.php( `global $wpdb; echo $wpdb->get_var( "SELECT payload FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ order }" );` );
		expect( payload ).toMatch( /before after"/ );
	} );

	it.each( [
		[ 'nothing', 'return null;', 'returned null' ],
		...NONSENSE.slice( 0, 2 ),
		[ 'a list of names', "return array( 'eventsApi' );", 'returned array' ],
		...NONSENSE.slice( 3, 6 ),
	] as const )( 'duet_channels gives %s: the sale goes out', async ( _name, body, wrong ) => {
		install( 'duet_channels', body );
		const order = Number( await site.php( `${ PAID } echo $paid();` ) );
		expect( await rowsOf( order ) ).toEqual( [ 'Purchase' ] );
		expect( await lines() ).toEqual( [ expect.stringMatching( new RegExp( `duet_channels: a callback ${ wrong }.*${ CLASS }::change` ) ) ] );
	} );

	/** An order of the classic checkout; its id and what its snapshot says. */
	const sale = async ( refuses = false ): Promise<{ order: number; decision: string; browser: string }> => {
		const shopper = new Shopper( site );
		shopper.cookies.set( 'duet_visitor', refuses ? 'd' : `${ HEX }.g` );
		await shopper.prepare( mug );
		const { id } = await shopper.place( 'cod' );
		return JSON.parse( await site.php( `$stored = wc_get_order( ${ id } )->get_meta( '_duet_visitor' ); echo wp_json_encode( array( 'order' => ${ id }, 'decision' => $stored['consent']['decision'], 'browser' => $stored['user_agent'] ?? '' ) );` ) ) as { order: number; decision: string; browser: string };
	};

	it.each( [ [ 'nothing', 'return null;', 'returned null' ], ...NONSENSE.slice( 0, 4 ) ] as const )( 'duet_visitor gives %s: the order keeps its visitor, and the sale goes out', async ( _name, body, wrong ) => {
		install( 'duet_visitor', body );
		const { order, decision, browser } = await sale();
		expect( [ decision, browser ] ).toEqual( [ 'granted', 'Mozilla/5.0 (a shopper)' ] );
		expect( await rowsOf( order ) ).toEqual( [ 'Purchase' ] );
		expect( ( await lines() )[ 0 ] ).toMatch( new RegExp( `duet_visitor: a callback ${ wrong }.*${ CLASS }::change` ) );
	} );

	it( 'duet_visitor breaks: what it was to hide is unknown, so only number and consent stay, and the sale goes out', async () => {
		install( 'duet_visitor', "throw new RuntimeException( 'x' );" );
		const { order, decision, browser } = await sale();
		expect( [ decision, browser ] ).toEqual( [ 'granted', '' ] );
		expect( await rowsOf( order ) ).toEqual( [ 'Purchase' ] );
	} );

	it.each( [ [ 'nothing', 'return null;', 'returned null' ], ...NONSENSE.slice( 0, 4 ) ] as const )( 'duet_consent gives %s: the decision that was there holds', async ( _name, body, wrong ) => {
		install( 'duet_consent', body );
		const yes = await sale();
		const no = await sale( true );
		expect( [ yes.decision, no.decision ] ).toEqual( [ 'granted', 'denied' ] );
		expect( [ await rowsOf( yes.order ), await rowsOf( no.order ) ] ).toEqual( [ [ 'Purchase' ], [] ] );
		expect( ( await lines() )[ 0 ] ).toMatch( new RegExp( `duet_consent: a callback ${ wrong }.*${ CLASS }::change` ) );
	} );

	it.each( [
		[ 'alone', '' ],
		[ 'and another one allows everybody', "add_filter( 'duet_consent', static fn( Duet\\Event\\Consent $consent ) => $consent->decided( Duet\\Event\\Decision::Granted, 'other', 1 ), 20 );" ],
	] )( 'duet_consent breaks, %s: it never allows, and lifts no refusal', async ( _name, more ) => {
		install( 'duet_consent', "throw new RuntimeException( 'x' );", more );
		const yes = await sale();
		const no = await sale( true );
		expect( yes.decision ).toBe( 'unknown' );
		expect( no.decision ).not.toBe( 'granted' );
		expect( [ await rowsOf( yes.order ), await rowsOf( no.order ) ] ).toEqual( [ [], [] ] );
	} );

	it( 'duet_event stops sales, as the documentation shows: they are reported as withheld by code, everywhere, and repairing announces none', async () => {
		await site.php( 'global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}duet_outbox WHERE object_id > 0" ); foreach ( wc_get_orders( array( "limit" => -1 ) ) as $order ) { $order->delete( true ); } delete_option( "duet_refusals" );' );
		await site.php( `add_filter( 'duet_event', static fn( ?Duet\\Event\\Event $event ) => $event, 5 ); ${ PAID } $paid(); do_action( 'duet_drain' );` );
		install( 'duet_event', "return 'Purchase' === $value?->name ? null : $value;" );
		const orders = JSON.parse( await site.php( `${ PAID } echo wp_json_encode( array( $paid(), $paid(), $paid() ) );` ) ) as number[];
		// The sweep leaves an order alone for five minutes.
		await site.php( `foreach ( ${ JSON.stringify( orders ) } as $id ) { $order = wc_get_order( $id ); $order->set_date_modified( time() - 600 ); $order->save(); }` );
		const said = JSON.parse(
			await site.php(
				`wp_set_current_user( 1 );
				$ask = static fn( string $method, string $path ): array => rest_do_request( new WP_REST_Request( $method, "/duet/v1/$path" ) )->get_data();
				$modules = new Duet\\Wiring\\Modules( $GLOBALS['wpdb'] );
				$accuracy = $ask( 'GET', 'accuracy' );
				$first = $ask( 'POST', 'accuracy/repair' );
				$second = $ask( 'POST', 'accuracy/repair' );
				ob_start();
				( new ReflectionMethod( Duet\\Accuracy\\OrderPanel::class, 'print' ) )->invoke( $modules->accuracy->panel(), wc_get_order( ${ orders[ 0 ] } ) );
				$panel = ob_get_clean();
				$days = $ask( 'GET', 'health' )['days'];
				echo wp_json_encode( array( 'accuracy' => $accuracy, 'first' => $first, 'second' => $second, 'panel' => $panel, 'refused' => end( $days )['refused'] ) );`
			)
		) as { accuracy: { sales: number; allowed: number; delivered: number; accuracy: number; differences: { reason: string }[]; words: Record<string, string> }; first: Record<string, unknown>; second: Record<string, unknown>; panel: string; refused: Record<string, number> };
		expect( said.accuracy ).toMatchObject( { sales: 4, allowed: 1, delivered: 1, accuracy: 1 } );
		expect( said.accuracy.differences.map( ( { reason } ) => reason ) ).toEqual( [ 'withheld_by_code', 'withheld_by_code', 'withheld_by_code' ] );
		expect( said.accuracy.words.withheld_by_code ).toContain( 'Withheld by code on your site' );
		for ( const done of [ said.first, said.second ] ) {
			expect( done ).toMatchObject( { found: 0, again: 0, withheld: 3, too_old: 0, failed: 0 } );
			expect( done.message ).toBe( 'There is nothing that could still be sent. 3 sales stay withheld, by code on your site or because their shoppers withdrew consent.' );
		}
		expect( said.panel ).toContain( 'Withheld by code on your site' );
		expect( said.panel ).not.toContain( 'Not queued yet' );
		expect( said.refused ).toEqual( { withheld_by_code: 3 } );
		expect( await lines() ).toEqual( [] );
		// The code goes: the next repair sends them, and says so.
		rmSync( loader() );
		expect( JSON.parse( await site.php( "wp_set_current_user( 1 ); echo wp_json_encode( rest_do_request( new WP_REST_Request( 'POST', '/duet/v1/accuracy/repair' ) )->get_data() );" ) ) ).toMatchObject( { found: 3, withheld: 0, message: '3 sales are on their way to TikTok.' } );
	} );
} );
