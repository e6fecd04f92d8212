import { describe, expect, it } from 'vitest';
import { read } from '../../../../src/blocks/values.ts';
import vectors from '../../../vectors/elements.json' with { type: 'json' };

const title = ( { event, given }: { event: string; given: object } ) => `${ event } ${ JSON.stringify( given ) }`;

describe( 'values people type, as PHP reads them', () => {
	it.each( vectors.good.map( ( one ) => [ title( one ), one ] as const ) )( '%s', ( _title, { event, given, params } ) => {
		expect( read( event, given ) ).toEqual( { params, problems: {} } );
	} );

	it.each( vectors.bad.map( ( one ) => [ title( one ), one ] as const ) )( 'refuses %s', ( _title, { event, given, wrong } ) => {
		expect( Object.keys( read( event, given ).problems ) ).toContain( wrong );
	} );

	it( 'takes a text as long as TikTok does and no longer', () => {
		const { event, param, fits } = vectors.long;
		expect( read( event, { [ param ]: 'x'.repeat( fits ) } ).problems ).toEqual( {} );
		expect( read( event, { [ param ]: 'x'.repeat( fits + 1 ) } ).problems ).toEqual( { [ param ]: 'string' } );
	} );

	it( 'keeps good fields beside a bad one, and says what kind the bad one should have been', () => {
		expect( read( 'Lead', { value: '12,50', currency: 'EUR' } ) ).toEqual( { params: { currency: 'EUR' }, problems: { value: 'number' } } );
	} );
} );
