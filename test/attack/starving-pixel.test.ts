/**
 * "Each clock alone is enough": where only visitors' answered requests deliver (no WP-Cron), one request brings one batch. A pixel
 * that always has something to send must not take all of them: a stranger's page views would hold up the sales of every other pixel.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PIXELS, Rig } from '../faults/rig.ts';
import { missing } from '../../bin/site/index.ts';

const without = await missing( { plugins: [ 'duet' ] } );

describe.skipIf( without )( `two pixels, visitors as the only clock${ without ? ` (${ without })` : '' }`, () => {
	let rig: Rig;
	beforeAll( async () => {
		rig = await Rig.make( 'starving', 'sqlite' );
		await rig.reset();
	} );
	afterAll( () => rig?.stop() );

	it( 'delivers for both', async () => {
		const [ first = '', second = '' ] = PIXELS;
		// Thirty visitors: each brings one event for each pixel, and is followed by what Drain\DrainModule::one_batch() does.
		await rig.php( `for ( $i = 1; $i <= 30; $i++ ) { $fill( $i, $i, '${ first }' ); $fill( $i, $i, '${ second }' ); $sender->drain( 5, 1 ); }` );
		const delivered = ( pixel: string ) => rig.tiktok.conversions().filter( ( { pixel_code: code } ) => code === pixel ).length;
		expect( delivered( first ) + delivered( second ) ).toBeGreaterThan( 25 );
		expect( delivered( second ) ).toBeGreaterThan( 10 );
	} );
} );
