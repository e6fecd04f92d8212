import { describe, expect, it } from 'vitest';
import { tally } from '../../../tiktok/ledger.js';
import type { EventCopy } from '../../../tiktok/types.js';
import { copy, NOW } from './sample.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const count = ( ...copies: readonly Partial< EventCopy >[] ) => {
	const result = tally( copies.map( ( changes, index ) => copy( { seq: index + 1, ...changes } ) ) );
	return { ...result, outcomes: [ ...result.outcomes.values() ] };
};

describe( 'what TikTok counts', () => {
	it( 'counts a pixel and a server copy once and merges what the first lacked', () => {
		const { conversions, outcomes } = count(
			{ channel: 'pixel', user: { ttp: 'p' }, properties: { value: 12.5, currency: 'EUR' } },
			{ received_at: NOW + MINUTE, user: { email: 'h', ttp: 'other' }, properties: { value: 12.5, description: 'd' } }
		);
		expect( outcomes ).toEqual( [ 'counted', 'merged' ] );
		expect( conversions ).toHaveLength( 1 );
		expect( conversions[ 0 ] ).toMatchObject( {
			user: { ttp: 'p', email: 'h' },
			properties: { value: 12.5, currency: 'EUR', description: 'd' },
			channels: [ 'pixel', 'server' ],
			merged: true,
			duplicates: 0,
			differences: [],
		} );
	} );

	it( 'names the parameters on which the channels disagree, whatever the order of their keys', () => {
		const { conversions } = count(
			{ channel: 'pixel', properties: { value: 12.5, contents: [ { content_id: '1', price: 2 } ] } },
			{ properties: { value: 13, contents: [ { price: 2, content_id: '1' } ] } }
		);
		expect( conversions[ 0 ] ).toMatchObject( { value: 12.5, differences: [ 'value' ] } );
	} );

	it.each( [
		[ 'server first', [ 'server', 'pixel' ] ],
		[ 'pixel first', [ 'pixel', 'server' ] ],
	] as const )( 'merges within five minutes and only drops afterwards, %s', ( _name, [ first, second ] ) => {
		const late = ( ms: number ) => count( { channel: first }, { channel: second, received_at: NOW + ms } ).outcomes[ 1 ];
		expect( late( 0 ) ).toBe( 'merged' );
		expect( late( 5 * MINUTE - 1 ) ).toBe( 'merged' );
		expect( late( 5 * MINUTE ) ).toBe( 'duplicate' );
	} );

	it( 'drops repeats of one channel, even in the same minute', () => {
		expect( count( { channel: 'pixel' }, { channel: 'pixel' }, {}, {} ).outcomes ).toEqual( [
			'counted',
			'duplicate',
			'merged',
			'duplicate',
		] );
		expect( count( {}, {} ).conversions[ 0 ] ).toMatchObject( { duplicates: 1, merged: false, channels: [ 'server' ] } );
	} );

	it( 'counts again 48 hours after the first copy, not after the last', () => {
		const later = ( ms: number ) => count( {}, { received_at: NOW + ms } );
		expect( later( 48 * HOUR - 1 ).conversions ).toHaveLength( 1 );
		expect( later( 48 * HOUR ).conversions ).toHaveLength( 2 );
		const { outcomes } = count(
			{},
			{ received_at: NOW + 47 * HOUR },
			{ received_at: NOW + 48 * HOUR },
			{ received_at: NOW + 95 * HOUR }
		);
		expect( outcomes ).toEqual( [ 'counted', 'duplicate', 'counted', 'duplicate' ] );
	} );

	it.each( [
		[ 'event', { event: 'purchase' } ],
		[ 'event_id', { event_id: 'P-16' } ],
		[ 'pixel_code', { pixel_code: 'OTHER' } ],
		[ 'source', { source: 'offline' } ],
	] as const )( 'keeps copies apart that differ in %s', ( _name, other ) => {
		expect( count( {}, other ).conversions ).toHaveLength( 2 );
	} );

	it( 'never deduplicates events without an id', () => {
		expect( count( { event_id: null }, { event_id: null } ).conversions ).toHaveLength( 2 );
	} );

	it( 'reports the old names under the new ones, but does not deduplicate across them', () => {
		const { conversions } = count(
			{ event: 'CompletePayment' },
			{ event: 'Purchase' },
			{ event: 'SubmitForm' },
			{ event: 'constructor' }
		);
		expect( conversions.map( ( { event, sent_as } ) => [ event, sent_as ] ) ).toEqual( [
			[ 'Purchase', 'CompletePayment' ],
			[ 'Purchase', 'Purchase' ],
			[ 'Lead', 'SubmitForm' ],
			[ 'constructor', 'constructor' ],
		] );
	} );

	it( 'leaves test-coded and refused copies out, and lets neither swallow a real one', () => {
		const { conversions, tested, outcomes } = count( { test_event_code: 'TEST1' }, { accepted: false, code: 40002 }, {} );
		expect( outcomes ).toEqual( [ 'test', 'refused', 'counted' ] );
		expect( conversions ).toHaveLength( 1 );
		expect( tested ).toHaveLength( 1 );
	} );
} );
