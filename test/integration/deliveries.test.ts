/** What a merchant learns of his deliveries, on real WooCommerce: the routes, the counts of refusals, the command line. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { Shopper, type Placed } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

interface Delivery {
	readonly id: number;
	readonly event: string;
	readonly state: string;
	readonly object_id: number;
	readonly order_number: string;
	readonly browser: boolean | null;
	readonly reply: string;
	readonly properties: { readonly value?: number };
}

/** $ask( method, route, parameters ): what the merchant's screen is answered. */
const ASK = `
	wp_set_current_user( 1 );
	$ask = static function ( string $method, string $route, array $params = array() ): array {
		$request = new WP_REST_Request( $method, '/duet/v1/' . $route );
		foreach ( $params as $name => $value ) { $request->set_param( $name, $value ); }
		$answer = rest_do_request( $request );
		return array( 'status' => $answer->get_status(), 'headers' => $answer->get_headers(), 'data' => $answer->get_data() );
	};`;

/** $wp( command, arguments, options ): the command line without WP-CLI, which only parses and prints. */
const WP = `
	require '${ join( import.meta.dirname, '../config/wp-cli-stub.php' ) }';
	( new Duet\\Wiring\\Modules( $GLOBALS['wpdb'] ) )->command_line->commands()->register();
	$wp = static function ( string $command, array $args = array(), array $options = array() ): array {
		unset( $GLOBALS['duet_cli']['exit'] );
		$GLOBALS['duet_cli']['commands'][ 'duet ' . $command ][0]( $args, $options + array( 'format' => 'table' ) );
		return array( $GLOBALS['duet_cli']['exit'] ?? 0, $GLOBALS['duet_cli']['items'][1] );
	};`;

describe.skipIf( without )( `deliveries${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let bought: Placed;
	let refused: Placed;

	const ask = async <T>( call: string, before = '' ): Promise<{ status: number; headers: Record<string, string>; data: T }> => JSON.parse( await site.php( `${ ASK } ${ before } echo wp_json_encode( $ask( ${ call } ) );` ) ) as { status: number; headers: Record<string, string>; data: T };
	const wp = async ( call: string ): Promise<[ number, Record<string, string>[] ]> => JSON.parse( await site.php( `${ WP } echo wp_json_encode( $wp( ${ call } ) );` ) ) as [ number, Record<string, string>[] ];

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( {
			name: 'deliveries',
			...wants,
			standIn: tiktok,
			checkout: 'classic',
			token: DEMO_TOKEN,
			settings: { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '' } ], consent: { mode: 'required' } },
		} );
		const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		bought = await new Shopper( site ).classic( mug, 'cod' );
		const shy = new Shopper( site, false );
		refused = await shy.classic( mug, 'cod' );
		// Each of these considers the order, and refuses it, anew.
		await shy.ask( refused.received );
		await shy.ask( refused.received );
		await site.drain();
	} );
	afterAll( async () => {
		await site.stop();
		await tiktok.stop();
	} );

	it( 'are for the merchant alone', async () => {
		for ( const path of [ 'deliveries', 'health' ] ) {
			expect( ( await fetch( `${ site.url }/wp-json/duet/v1/${ path }` ) ).status, path ).toBe( 401 );
		}
		expect( ( await fetch( `${ site.url }/wp-json/duet/v1/deliveries/1/resend`, { method: 'POST' } ) ).status ).toBe( 401 );
	} );

	it( 'and every other route but those of visitors is for who runs the shop, too', async () => {
		const may = JSON.parse(
			await site.php( `
				$ids = array( 0 );
				foreach ( array( 'subscriber', 'customer', 'editor', 'shop_manager' ) as $role ) { $ids[] = wp_insert_user( array( 'user_login' => "a-$role", 'user_pass' => 'x', 'user_email' => "a-$role@example.test", 'role' => $role ) ); }
				$may = array();
				foreach ( rest_get_server()->get_routes( 'duet/v1' ) as $route => $handlers ) {
					foreach ( '/duet/v1' === $route ? array() : $handlers as $handler ) {
						$may[ implode( ' ', array_keys( $handler['methods'] ) ) . ' ' . $route ] = array_map( static function ( int $id ) use ( $handler, $route ): bool { wp_set_current_user( $id ); return true === $handler['permission_callback']( new WP_REST_Request( 'GET', $route ) ); }, $ids );
					}
				}
				echo wp_json_encode( $may );` )
		) as Record<string, boolean[]>;
		expect( Object.keys( may ).length ).toBeGreaterThan( 20 );
		for ( const [ route, who ] of Object.entries( may ) ) {
			const visitors = /\/(events|ack|consent|region)$/.test( route );
			expect( who, route ).toEqual( [ visitors, visitors, visitors, visitors, true ] );
		}
	} );

	it( 'show what was sent, what TikTok answered, and nothing of the shopper', async () => {
		const { status, headers, data } = await ask<Delivery[]>( `'GET', 'deliveries', array( 'order' => '${ bought.id }' )` );
		expect( [ status, headers[ 'X-WP-Total' ], headers[ 'Cache-Control' ] ] ).toEqual( [ 200, '1', 'no-store' ] );
		expect( data ).toMatchObject( [ { event: 'Purchase', state: 'delivered', object_id: bought.id, order_number: String( bought.id ), browser: false, reply: '0 OK', properties: { value: 12.5 } } ] );
		expect( JSON.stringify( data ) ).not.toMatch( /example\.test|matching|E\.C\.P\.click|[0-9a-f]{64}/ );
		expect( ( await ask( "'GET', 'deliveries', array( 'state' => 'tombstone' )" ) ).status ).toBe( 400 );
	} );

	it( 'count a refused order once, however often its page is loaded, and weigh orders against events', async () => {
		interface Health {
			readonly counts: Record<string, number>;
			readonly oldest_pending: number | null;
			readonly pixels: readonly { readonly last: { readonly outcome: string } }[];
			readonly days: readonly Record<string, unknown>[];
		}
		const { data } = await ask<Health>( "'GET', 'health'" );
		expect( data.counts ).toMatchObject( { delivered: 1, pending: 0 } );
		expect( [ data.oldest_pending, data.pixels[ 0 ]?.last.outcome ] ).toEqual( [ null, 'accepted' ] );
		expect( data.days.at( -1 ) ).toMatchObject( { orders: 2, enqueued: 1, delivered: 1, refused: { consent_unknown: 1 } } );
		expect( await site.php( "global $wpdb; echo implode( ',', $wpdb->get_col( \"SELECT autoload FROM {$wpdb->options} WHERE option_name IN ( 'duet_refusals', 'duet_health' )\" ) );" ) ).toMatch( /^(off|no),(off|no)$/ );
	} );

	it( 'go out again, rebuilt from the order, under the ID that TikTok has', async () => {
		const before = tiktok.count( 'Purchase' );
		const again = `'POST', 'deliveries/' . $ask( 'GET', 'deliveries' )['data'][0]['id'] . '/resend'`;
		expect( await ask( again ) ).toMatchObject( { status: 200, data: { code: 'duet_resend_queued' } } );
		expect( await ask( again ) ).toMatchObject( { status: 409, data: { code: 'duet_resend_waiting' } } );
		await site.drain();
		expect( tiktok.events().filter( ( { event } ) => event === 'Purchase' ) ).toHaveLength( 2 );
		expect( tiktok.count( 'Purchase' ) ).toBe( before );
		const aged = 'global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET created_at = created_at - 180000, event_time = event_time - 180000" );';
		expect( await ask( again, aged ) ).toMatchObject( { status: 409, data: { code: 'duet_resend_late', can_confirm: true } } );
		expect( await ask( `${ again }, array( 'confirm' => true )` ) ).toMatchObject( { status: 200 } );
		await site.drain();
	} );

	it( 'are on the command line, too', async () => {
		expect( await wp( "'status'" ) ).toMatchObject( [ 0, expect.arrayContaining( [ { what: DEMO_PIXEL, value: 'sends' } ] ) ] );
		expect( await wp( "'drain', array(), array( 'seconds' => '5' )" ) ).toMatchObject( [ 0, [ { requests: 0 } ] ] );
		expect( await wp( `'deliveries', array(), array( 'order' => '${ bought.id }' )` ) ).toMatchObject( [ 0, [ { event: 'Purchase', state: 'delivered' } ] ] );
		expect( await wp( "'resend', array( '999' )" ) ).toMatchObject( [ 1, [ { result: 'unknown' } ] ] );
		expect( await wp( "'reconcile'" ) ).toMatchObject( [ 0, [ { order: refused.id, reason: 'consent_unknown' } ] ] );
	} );

	it( 'fail on the command line when an order that should be there is not, until repaired', async () => {
		await site.php( `global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ bought.id }" );
			$order = wc_get_order( ${ bought.id } ); $order->set_date_modified( time() - 600 ); $order->save();` );
		expect( await wp( "'reconcile'" ) ).toMatchObject( [ 1, expect.arrayContaining( [ expect.objectContaining( { order: bought.id, reason: 'missing' } ) ] ) ] );
		expect( await wp( "'reconcile', array(), array( 'repair' => true )" ) ).toMatchObject( [ 0, expect.arrayContaining( [ expect.objectContaining( { order: bought.id, reason: 'pending' } ) ] ) ] );
	} );

	it( 'stand on the page of their order: by pixel where there are several, and in words where there are none', async () => {
		const panel = ( order: string, before = '' ) =>
			site.php( `require_once ABSPATH . 'wp-admin/includes/admin.php'; ${ before }
				$modules = new Duet\\Wiring\\Modules( $GLOBALS['wpdb'] );
				$panel = $modules->accuracy->panel();
				( new ReflectionMethod( $panel, 'show' ) )->invoke( $panel, ${ order } );` );
		const one = await panel( `wc_get_order( ${ bought.id } )` );
		expect( one ).toContain( 'Purchase' );
		expect( one ).not.toContain( DEMO_PIXEL );
		expect( await panel( `wc_get_order( ${ refused.id } )` ) ).toContain( 'The shopper did not answer the question for consent.' );
		expect( await panel( 'wc_create_order()' ) ).toContain( 'Nothing was sent: this order is no sale yet' );
		const second = `add_filter( 'option_duet_settings', static fn( $all ) => array( 'pixels' => array( ...$all['pixels'], array( 'code' => 'C0SECONDPIXEL0000000' ) ) ) + $all );`;
		expect( await panel( `wc_get_order( ${ bought.id } )`, second ) ).toMatch( new RegExp( `${ DEMO_PIXEL }.*Not queued yet.*C0SECONDPIXEL0000000` ) );
	} );

	it( 'write nothing personal to the log', () => {
		expect( site.debugLog() ).not.toMatch( /example\.test|duet/i );
	} );
} );
