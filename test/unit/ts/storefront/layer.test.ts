// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Binding } from '../../../../src/storefront/browser/page-json.ts';
import { settle, Shop, type Tab, type Visit } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

const rule: Binding = { on: 'layer', at: 'login', name: 'LevelUp', from: { level_number: 'layer:user.levels.0', value: 'layer:ecommerce.value' } };
const open = ( visit: Visit = {}, bindings: readonly Binding[] = [ rule ] ) => new Shop().visit( { ...visit, page: { ...visit.page, page: { bindings } } } );
const layer = ( tab: Tab ) => tab.win.dataLayer as unknown[];
const withLayer = ( dataLayer: unknown ): Visit => ( { before: ( win ) => Object.assign( win, { dataLayer } ) } );

describe( 'an event of other code in the dataLayer', () => {
	it( 'counts once whether it came before us or later, with the values that came with it', async () => {
		const tab = open( withLayer( [ { event: 'login', user: { levels: [ 3 ] }, ecommerce: { value: '7' } }, { event: 'other' }, [ 'js' ], null, 5 ] ) );
		const length = layer( tab ).push( { event: 'login', user: { levels: [ 4 ] } }, { event: 'nothing' } );
		await settle();
		expect( tab.tracks( 'LevelUp' ).map( ( call ) => call[ 1 ] ) ).toEqual( [ { level_number: 3, value: 7 }, { level_number: 4 } ] );
		expect( layer( tab ).length ).toBeGreaterThan( length );
	} );

	it( 'is never one of ours, even under the same name', async () => {
		const tab = open( {}, [ { on: 'layer', at: 'LevelUp', name: 'LevelUp' }, { on: 'layer', at: 'page_view', name: 'Lead' } ] );
		( tab.win as unknown as { duet: { track( name: string ): void } } ).duet.track( 'LevelUp' );
		await settle();
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'LevelUp' ] );
	} );

	it( 'reaches Tag Manager as before, whatever we do with it', async () => {
		const heard: unknown[] = [];
		const own: unknown[] & { push: unknown } = [];
		own.push = ( ...entries: unknown[] ) => {
			heard.push( ...entries );
			return 42;
		};
		const tab = open( withLayer( own ), [ { on: 'layer', at: 'login', name: '<b>' }, rule ] );
		expect( layer( tab ).push( { event: 'login' } ) ).toBe( 42 );
		await settle();
		expect( heard ).toContainEqual( { event: 'login' } );
		expect( tab.tracks( 'LevelUp' ) ).toHaveLength( 1 );
	} );

	it( 'counts where our own pushes are off', async () => {
		const events = { Pageview: {}, Lead: {} };
		const tab = open( { page: { dataLayer: null, events, custom: { pixel: '' } } } );
		layer( tab ).push( { event: 'login' } );
		await settle();
		expect( [ ...layer( tab ) ] ).toEqual( [ { event: 'login' } ] );
		expect( tab.tracks( 'LevelUp' ) ).toHaveLength( 1 );
	} );

	it.each( [
		[ 'frozen', Object.freeze( [ { event: 'login' } ] ) ],
		[ 'foreign', { push: 'not a function' } ],
		[ 'text', 'mine' ],
	] )( 'survives a %s dataLayer, other triggers unharmed', async ( _, dataLayer ) => {
		const tab = open( { html: '<a data-duet-event="Lead">x</a>', ...withLayer( dataLayer ) } );
		tab.click( 'a' );
		await settle();
		expect( tab.tracks( 'Lead' ) ).toHaveLength( 1 );
		expect( tab.win.dataLayer ).toBe( dataLayer );
	} );

	it( 'leaves the dataLayer alone where no rule listens', () => {
		const dataLayer: unknown[] = [];
		const { push } = dataLayer;
		expect( ( open( withLayer( dataLayer ), [] ).win.dataLayer as unknown[] ).push ).toBe( push );
	} );
} );
