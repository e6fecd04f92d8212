import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_TOKEN, type FaultStep, type StandIn, startStandIn } from '../../../tiktok/server.js';
import { envelope, NOW, post, purchase } from './sample.js';

let tiktok: StandIn;
beforeAll( async () => {
	tiktok = await startStandIn();
} );
afterEach( async () => {
	tiktok.clear();
	await tiktok.ready();
} );
afterAll( () => tiktok.stop() );

const batch = ( ...ids: readonly string[] ) =>
	envelope( ids.map( ( event_id ) => purchase( { event_id, event_time: Math.floor( tiktok.now() / 1000 ) } ) ) );
/** The answer's body as JSON, or the name of the failure. */
const send = ( ...ids: readonly string[] ): Promise< unknown > => sendWithin( 10_000, ids );
const sendWithin = async ( patience: number, ids: readonly string[] ): Promise< unknown > => {
	try {
		const response = await post( tiktok, batch( ...ids ), DEMO_TOKEN, { signal: AbortSignal.timeout( patience ), redirect: 'manual' } );
		const text = await response.text();
		return response.status === 200 && text.startsWith( '{' ) && text.endsWith( '}' )
			? ( JSON.parse( text ) as unknown )
			: [ response.status, text.length ];
	} catch ( error ) {
		return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'failed';
	}
};
const ids = (): readonly ( string | null )[] => tiktok.events().flatMap( ( copy ) => ( copy.accepted ? [ copy.event_id ] : [] ) );

describe( 'scripted faults', () => {
	// [fault, what the sender sees, whether TikTok has the event]
	it.each< [ FaultStep, unknown, boolean ] >( [
		[ { kind: 'ok' }, expect.objectContaining( { code: 0, message: 'OK', data: {} } ), true ],
		[ { kind: 'delay', ms: 20 }, expect.objectContaining( { code: 0 } ), true ],
		[ { kind: 'hang' }, 'timeout', false ],
		[ { kind: 'accept-then-hang' }, 'timeout', true ],
		[ { kind: 'drip', ms: 100 }, 'timeout', true ],
		[ { kind: 'reset' }, 'failed', false ],
		[ { kind: 'accept-then-reset' }, 'failed', true ],
		[ { kind: 'status', status: 502 }, [ 502, expect.any( Number ) ], false ],
		[ { kind: 'status', status: 504, accept: true }, [ 504, expect.any( Number ) ], true ],
		[ { kind: 'status', status: 413, body: '' }, [ 413, 0 ], false ],
		[ { kind: 'garbage', body: 'html' }, [ 200, expect.any( Number ) ], false ],
		[ { kind: 'garbage', body: 'empty', accept: true }, [ 200, 0 ], true ],
		[ { kind: 'garbage', body: 'truncated' }, [ 200, 30 ], false ],
		[
			{ kind: 'code', code: 40100 },
			expect.objectContaining( { code: 40100, message: 'Too many requests. Please retry in some time.' } ),
			false,
		],
		[ { kind: 'code', code: 50000, accept: true }, expect.objectContaining( { code: 50000 } ), true ],
		[ { kind: 'redirect', location: 'http://127.0.0.1:9/' }, [ 307, 0 ], false ],
	] )( '%j', async ( step, seen, taken ) => {
		tiktok.fault( [ step ] );
		// Little patience only where nothing will come, so that a slow machine fails nothing.
		expect( await sendWithin( seen === 'timeout' ? 300 : 10_000, [ 'a' ] ) ).toEqual( seen );
		expect( ids() ).toEqual( taken ? [ 'a' ] : [] );
		expect( tiktok.requests() ).toMatchObject( [ { method: 'POST', fault: step.kind === 'ok' ? null : step.kind } ] );
		expect( await send( 'a' ) ).toMatchObject( { code: 0 } );
		expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
	} );

	it( 'answers ten megabytes when asked to', async () => {
		tiktok.fault( [ { kind: 'garbage', body: 'huge' } ] );
		const response = await post( tiktok, batch( 'a' ) );
		expect( ( await response.text() ).length ).toBeGreaterThan( 10 * 1024 * 1024 );
	} );

	it( 'sends the Retry-After of the scenario, sensible or not', async () => {
		tiktok.fault(
			[ 120, 'Wed, 21 Oct 2026 07:28:00 GMT', '-5', 'soon' ].map( ( retryAfter ) => ( { kind: 'status', status: 429, retryAfter } ) )
		);
		const seen: ( string | null )[] = [];
		for ( let i = 0; i < 4; i += 1 ) {
			seen.push( ( await post( tiktok, batch( 'a' ) ) ).headers.get( 'retry-after' ) );
		}
		expect( seen ).toEqual( [ '120', 'Wed, 21 Oct 2026 07:28:00 GMT', '-5', 'soon' ] );
	} );

	it( 'repeats the last step until it is cleared, if the scenario says so', async () => {
		tiktok.fault( {
			steps: [
				{ kind: 'status', status: 500 },
				{ kind: 'code', code: 40105 },
			],
			repeat: true,
		} );
		expect( await send( 'a' ) ).toMatchObject( [ 500, expect.any( Number ) ] );
		expect( await send( 'a' ) ).toMatchObject( { code: 40105 } );
		expect( await send( 'a' ) ).toMatchObject( { code: 40105 } );
		tiktok.fault( {} );
		expect( await send( 'a' ) ).toMatchObject( { code: 0 } );
	} );

	it( 'refuses poisoned events with their whole batch, and the rest without them', async () => {
		tiktok.fault( { poison: '^bad' } );
		expect( await send( 'a', 'bad-1', 'b' ) ).toMatchObject( {
			code: 40002,
			message: 'Batch.1.event_id: Refused by the script of this test',
		} );
		const guilty = 'Batch.1.event_id: Refused by the script of this test';
		const companion = `Refused with its batch (${ guilty })`;
		expect( tiktok.events().map( ( copy ) => copy.message ) ).toEqual( [ companion, guilty, companion ] );
		expect( tiktok.count() ).toBe( 0 );
		expect( await send( 'a', 'b' ) ).toMatchObject( { code: 0 } );
		expect( ids() ).toEqual( [ 'a', 'b' ] );
	} );

	it( 'takes a part of a batch', async () => {
		tiktok.fault( [ { kind: 'partial', refuse: '^b' } ] );
		expect( await send( 'a', 'b' ) ).toMatchObject( { code: 20001 } );
		expect( ids() ).toEqual( [ 'a' ] );
	} );

	it( 'refuses connections until cleared, while the control port still answers', async () => {
		tiktok.fault( { refuse: true } );
		await tiktok.ready();
		expect( await send( 'a' ) ).toBe( 'failed' );
		expect( await ( await fetch( `${ tiktok.controlUrl }/_/count?event=Purchase` ) ).json() ).toEqual( { count: 0 } );
		await fetch( `${ tiktok.controlUrl }/_/faults`, { method: 'POST', body: '{}' } );
		expect( await send( 'a' ) ).toMatchObject( { code: 0 } );
		expect( tiktok.requests() ).toHaveLength( 1 );
	} );

	it( 'keeps the script from the browser', async () => {
		const script = async () => ( await fetch( `${ tiktok.pixelScriptUrl }?sdkid=X&lib=ttq` ) ).status;
		expect( await script() ).toBe( 200 );
		tiktok.fault( { pixel: { status: 404 } } );
		expect( await script() ).toBe( 404 );
	} );
} );

describe( 'from another process', () => {
	const order = ( path: string, body: unknown ) =>
		fetch( `${ tiktok.url }/_/${ path }`, { method: 'POST', body: JSON.stringify( body ) } );
	const list = async ( path: string ): Promise< unknown > => ( await fetch( `${ tiktok.url }/_/${ path }` ) ).json();

	it( 'sets clock and faults, lists and clears', async () => {
		await order( 'clock', { now: NOW } );
		await order( 'faults', { steps: [ { kind: 'code', code: 40100 } ] } );
		expect( await send( 'a' ) ).toMatchObject( { code: 40100 } );
		expect( await send( 'a' ) ).toMatchObject( { code: 0 } );
		await order( 'clock', { advance: 48 * 3600 * 1000 } );
		expect( await send( 'a' ) ).toMatchObject( { code: 0 } );
		expect( await list( 'events?channel=server' ) ).toHaveLength( 3 );
		expect( await list( 'conversions' ) ).toMatchObject( [ { first_at: NOW }, { first_at: NOW + 48 * 3600 * 1000 } ] );
		expect( await list( 'requests' ) ).toMatchObject( [ { headers: { 'access-token': DEMO_TOKEN } }, {}, {} ] );
		expect( await list( 'diagnostics' ) ).toMatchObject( [ { message: 'Too many requests. Please retry in some time.' } ] );
		await order( 'clear', {} );
		expect( await list( 'events' ) ).toEqual( [] );
	} );
} );

describe( 'the page', () => {
	it( 'shows what was sent without letting it speak', async () => {
		const nasty = '<script>alert(1)</script>"\'&';
		await post( tiktok, envelope( [ purchase( { event: nasty, event_id: nasty, event_time: Math.floor( tiktok.now() / 1000 ) } ) ] ) );
		await post( tiktok, envelope( [ purchase( { event_time: NOW } ) ], {} ), 'secret-token-nobody-may-see' );
		const html = await ( await fetch( tiktok.url ) ).text();
		expect( html ).toContain( '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;' );
		expect( html ).not.toContain( '<script>alert' );
		expect( html ).not.toContain( 'secret-token-nobody-may-see' );
		expect( html ).toContain( '40105 Access token is incorrect or has been revoked.' );
	} );
} );
