/** A refusal is in both places where WooCommerce keeps an order, so that the merchant may switch the storage. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000' } ], consent: { mode: 'required' } };

describe.skipIf( without ).each( [ true, false ] )( `both storages of orders, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	beforeAll( async () => {
		site = await createSite( { name: `attack-storages-${ hpos ? 'tables' : 'posts' }`, ...wants, hpos, checkout: 'classic', settings, token: 'secret' } );
		await site.php( `wc_get_container()->get( Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\DataSynchronizer::class )->create_database_tables();
			update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'yes' );` );
	} );
	afterAll( () => site?.stop() );

	it( 'a refusal on the thank-you page', async () => {
		const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		const decisions = async (): Promise<string[]> =>
			JSON.parse( await site.php( `global $wpdb; $read = static fn( $table, $column ) => array_map( static fn( $value ) => maybe_unserialize( $value )['consent']['decision'], $wpdb->get_col( "SELECT meta_value FROM {$wpdb->prefix}$table WHERE meta_key = '_duet_visitor' AND $column = ${ id }" ) );
				echo wp_json_encode( array_merge( $read( 'wc_orders_meta', 'order_id' ), $read( 'postmeta', 'post_id' ) ) );` ) ) as string[];
		expect( await decisions() ).toEqual( [ 'granted', 'granted' ] );
		buyer.cookies.set( 'duet_visitor', 'd' );
		await new Promise( ( done ) => setTimeout( done, 1100 ) );
		expect( await buyer.tell( 'consent', { state: 'denied', order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } ) ).toBe( 200 );
		expect( await decisions() ).toEqual( [ 'denied', 'denied' ] );
	} );
} );
