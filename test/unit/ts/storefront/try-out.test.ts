// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import type { PageJson } from '../../../../src/storefront/browser/page-json.ts';
import { start, type PageWindow } from '../../../../src/storefront/start.ts';
import { alike, MARK, pageToTry, seenOf } from '../../../../src/storefront/try-out/copies.ts';
import type { TriedRule } from '../../../../src/storefront/try-out/json.ts';

const page = {
	events: { Lead: { dataLayer: 'generate_lead', pixel: 'SubmitForm', eventsApi: true }, Schedule: {}, Subscribe: { eventsApi: true } },
	custom: { dataLayer: '', pixel: '', eventsApi: true },
	only: [ 'form_id', 'sig' ],
	page: { events: [], bindings: [ { on: 'click', at: 'a', name: 'Contact' } ] },
} as unknown as PageJson;
const rule: TriedRule = { id: 'aaaaaaaa', label: 'Mine', on: false, here: true, binding: { on: 'click', at: '.b', name: 'Lead', params: { value: 1, sig: 'x' }, required: [ 'value' ] } };
const seen = ( name: string, params: object ) => seenOf( { name, params: params as never }, page, [ rule ], [ 'value', 'currency' ] );

describe( 'what a try-out shows', () => {
	it( 'is the copy of each channel that is on, under its name there', () => {
		const { copies, rule: by, missing } = seen( 'Lead', { [ MARK ]: 'aaaaaaaa', value: 1, form_id: '7', sig: 'x' } );
		expect( by ).toBe( rule );
		expect( missing ).toEqual( [] );
		expect( copies ).toEqual( [
			{ channel: 'dataLayer', name: 'generate_lead', params: { value: 1, form_id: '7' } },
			{ channel: 'pixel', name: 'SubmitForm', params: { value: 1 } },
			{ channel: 'eventsApi', name: 'SubmitForm', params: { value: 1 } },
		] );
		expect( alike( copies ).map( ( [ , channels ] ) => channels ) ).toEqual( [ [ 'dataLayer' ], [ 'pixel', 'eventsApi' ] ] );
	} );

	it( "leaves unsigned money out of the server's copy, and a value the server would not believe", () => {
		expect( seen( 'Quiz', { value: 1, answer: '42' } ).copies.map( ( { name, params } ) => [ name, params ] ) ).toEqual( [
			[ 'Quiz', { value: 1, answer: '42' } ],
			[ 'Quiz', { value: 1, answer: '42' } ],
			[ 'Quiz', { answer: '42' } ],
		] );
		expect( seen( 'Subscribe', { value: 1, sig: 'x' } ).copies ).toEqual( [ { channel: 'eventsApi', name: 'Subscribe', params: {} } ] );
	} );

	it( 'is nothing where all channels are off, and shows what is missing', () => {
		expect( seen( 'Schedule', {} ) ).toEqual( { name: 'Schedule', rule: undefined, copies: [], missing: [] } );
		expect( seen( 'Lead', { [ MARK ]: 'aaaaaaaa', value: '' } ).missing ).toEqual( [ 'value' ] );
	} );

	it( 'tries rules that are off, but none of another page and none with a mistake', () => {
		const { bindings } = pageToTry( page, [ rule, { ...rule, id: 'bbbbbbbb', here: false }, { ...rule, id: 'cccccccc', binding: null } ] ).page;
		expect( bindings ).toEqual( [ { on: 'click', at: 'a', name: 'Contact' }, { on: 'click', at: '.b', name: 'Lead', params: { value: 1, sig: 'x', [ MARK ]: 'aaaaaaaa' }, required: [] } ] );
	} );
} );

describe( 'a page that is tried', () => {
	it( 'shows a draft that is no event, with its rule, and leaves the tray to the pages that send it', () => {
		const refused: unknown[] = [];
		const trays: unknown[] = [];
		document.cookie = 'duet_tray=W10';
		vi.stubGlobal( 'IntersectionObserver', class {} );
		vi.spyOn( console, 'debug' ).mockImplementation( () => {} );
		const tried = { ...page, numbers: [ 'value' ], aliases: {}, page: { events: [ { name: 'Lead', params: { [ MARK ]: 'aaaaaaaa', value: 'much' } } ], bindings: [] } } as unknown as PageJson;
		start( window as unknown as PageWindow, tried, { channels: () => () => {}, tray: ( _, printed ) => trays.push( printed ), refused: ( ...told ) => refused.push( told ) } );
		expect( refused ).toEqual( [ [ 'Lead', { [ MARK ]: 'aaaaaaaa', value: 'much' }, 'value' ] ] );
		expect( trays ).toEqual( [ [] ] );
		expect( document.cookie ).toBe( 'duet_tray=W10' );
	} );
} );
