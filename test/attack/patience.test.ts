/** A page of a proxy or firewall must not park a pixel until its sales are too late: no wait beyond half of the time they have (decision 0118). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, Rig } from '../faults/rig.ts';
import { missing } from '../../bin/site/index.ts';

const without = await missing( { plugins: [ 'duet' ] } );

describe.skipIf( without )( `one page of a proxy${ without ? ` (${ without })` : '' }`, () => {
	let rig: Rig;
	beforeAll( async () => {
		rig = await Rig.make( 'patience', 'sqlite' );
	} );
	afterAll( () => rig?.stop() );
	beforeEach( () => rig.reset() );

	it.each( [ [ 503, 'a maintenance page' ], [ 403, 'a firewall that blocks for a day' ] ] )( '%i, Retry-After of a day: %s', async ( status ) => {
		// A day of outage is what Duet promises to survive.
		expect( await rig.fill( 1, 3 ) ).toBe( 3 );
		await rig.later( 24 * HOUR );
		rig.tiktok.fault( [ { kind: 'status', status, retryAfter: 86_400 } ] );
		await rig.drain();
		// TikTok answers again from now on; a drain each hour until the 46th.
		for ( let hour = 25; hour <= 46; hour += 3 ) {
			await rig.later( 3 * HOUR );
			await rig.drain();
		}
		await rig.later( 2 * HOUR );
		await rig.drain();
		expect( await rig.states() ).toEqual( { delivered: 3 } );
	} );
} );
