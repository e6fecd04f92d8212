/** Every route of ours, those of tomorrow too, and every role: only who runs the shop gets in; a batch gets nowhere; no answer holds the token. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
/** Anybody's, see PublicRoutes\PublicRoute; and WordPress's own list of routes. */
const PUBLIC = [ '/duet/v1', '/duet/v1/ack', '/duet/v1/consent', '/duet/v1/events' ];

describe.skipIf( without )( `routes${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	beforeAll( async () => {
		site = await createSite( { name: 'routes', ...wants, settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, token: DEMO_TOKEN } );
	} );
	afterAll( () => site?.stop() );

	it( 'answer the users who run the shop, and no others', async () => {
		const { open, told, batch } = JSON.parse(
			await site.php( `add_role( 'admin_without_shop', 'x', array( 'manage_woocommerce' => false ) + get_role( 'administrator' )->capabilities );
			$open = array(); $told = '';
			foreach ( array( '', 'subscriber', 'customer', 'contributor', 'author', 'editor', 'admin_without_shop', 'shop_manager' ) as $role ) {
				wp_set_current_user( '' === $role ? 0 : wp_insert_user( array( 'user_login' => $role, 'user_pass' => 'password', 'role' => $role, 'user_email' => "$role@example.test" ) ) );
				foreach ( rest_get_server()->get_routes( 'duet/v1' ) as $route => $handlers ) {
					foreach ( $handlers as $handler ) {
						foreach ( array_keys( $handler['methods'] ) as $method ) {
							$request = new WP_REST_Request( $method, preg_replace( '/\\(\\?P<id>[^)]*\\)/', '1', $route ) );
							// All that any of them requires, so that nobody is turned away for another reason.
							$request->set_query_params( array( 'pixel_code' => 'x', 'answer' => 'copy', 'file' => 'YQ==', 'ticket' => 'x', 'folder' => 'x' ) );
							$request->set_body( '' );
							$answer = rest_do_request( $request );
							$told  .= wp_json_encode( $answer->get_data() );
							if ( ! in_array( $answer->get_status(), array( 401, 403 ), true ) ) { $open[ $role ][] = $route; }
						}
					}
				}
			}
			$batch = new WP_REST_Request( 'POST', '/batch/v1' );
			$batch->set_body_params( array( 'requests' => array( array( 'method' => 'PUT', 'path' => '/duet/v1/settings' ), array( 'method' => 'POST', 'path' => '/duet/v1/consent' ) ) ) );
			echo wp_json_encode( array( 'open' => $open, 'told' => $told, 'batch' => array_column( rest_do_request( $batch )->get_data()['responses'], 'status' ) ) );` )
		) as { open: Record< string, string[] >; told: string; batch: number[] };
		const { shop_manager: shopManager = [], ...others } = open;
		expect( shopManager.length ).toBeGreaterThan( 20 );
		expect( Object.values( others ).flat().filter( ( route ) => ! PUBLIC.includes( route ) ) ).toEqual( [] );
		expect( told ).not.toContain( DEMO_TOKEN.slice( 0, 8 ) );
		expect( batch ).toEqual( [ 400, 400 ] );
	} );
} );
