import { describe, expect, it } from 'vitest';
import { carried, listed } from '../../../../src/blocks/event-control.tsx';
import type { EditorFacts } from '../../../../src/blocks/facts.ts';
import { preview } from '../../../../src/blocks/preview.ts';
import { shapeOf } from '../../../../src/events/shapes.ts';

const facts: EditorFacts = {
	events: {
		Lead: { dataLayer: 'generate_lead', pixel: 'SubmitForm', eventsApi: true },
		Search: { dataLayer: 'search', pixel: 'Search' },
		Contact: {},
		ClickButton: { dataLayer: 'click_button' },
	},
	own: { LevelUp: { pixel: 'LevelUp' } },
	custom: { dataLayer: '', pixel: '', eventsApi: true },
	pixels: 1,
	currency: 'EUR',
};

describe( 'what will be sent', () => {
	it( 'has the name of each channel and each channel its parameters', () => {
		expect( preview( 'Lead', { value: 10, currency: 'EUR', form_id: '7' }, facts ) ).toEqual( {
			dataLayer: 'generate_lead { value: 10, currency: "EUR", form_id: "7" }',
			tiktok: 'SubmitForm { value: 10, currency: "EUR" }',
			pixel: true,
			eventsApi: true,
		} );
	} );

	it( "says GA4's word in the dataLayer", () => {
		expect( preview( 'Search', { search_string: 'mug' }, facts ) ).toMatchObject( { dataLayer: 'search { search_term: "mug" }', tiktok: 'Search { search_string: "mug" }', eventsApi: false } );
	} );

	it( "hides nothing that is pushed: the order's number and how many there are, too", () => {
		const params = { value: 10, currency: 'EUR', order_id: 'A-7', num_items: 2, search_string: 'mug' };
		const { dataLayer } = preview( 'Lead', params, facts );
		expect( dataLayer ).toBe( 'generate_lead { value: 10, currency: "EUR", search_term: "mug", order_id: "A-7", num_items: 2 }' );
		expect( Object.keys( JSON.parse( JSON.stringify( shapeOf( params ) ) ) ) ).toEqual( [ 'value', 'currency', 'search_term', 'order_id', 'num_items' ] );
	} );

	it.each( [
		[ 'everything off', 'Contact', facts, { dataLayer: null, tiktok: null, pixel: false, eventsApi: false } ],
		[ 'the dataLayer alone', 'ClickButton', facts, { dataLayer: 'click_button', tiktok: null } ],
		[ 'no pixel set up', 'Lead', { ...facts, pixels: 0 }, { dataLayer: 'generate_lead', tiktok: null } ],
		[ 'an own event with switches', 'LevelUp', facts, { dataLayer: null, tiktok: 'LevelUp', eventsApi: false } ],
		[ 'an own event without', 'My Event', facts, { dataLayer: 'My Event', tiktok: 'My Event', pixel: true, eventsApi: true } ],
	] as const )( 'with %s', ( _what, event, site, result ) => {
		expect( preview( event, {}, site ) ).toMatchObject( result );
	} );
} );

describe( 'the list of events', () => {
	it( 'begins with what is usual and has each once', () => {
		expect( listed( 'click', facts ) ).toEqual( { first: [ 'Contact', 'Lead', 'ClickButton' ], rest: [ 'Search' ] } );
		expect( listed( 'submit', facts ) ).toEqual( { first: [ 'Lead', 'Contact' ], rest: [ 'Search', 'ClickButton' ] } );
	} );

	it( 'carries over what the other event takes, too', () => {
		const params = { value: '1', search_string: 'x', level: '3' };
		expect( carried( params, 'Lead' ) ).toEqual( { value: '1' } );
		expect( carried( params, 'LevelUp' ) ).toEqual( params );
	} );
} );
