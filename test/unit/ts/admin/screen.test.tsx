// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../../../src/admin/address.ts';
import { Outdated, Refused, type Client } from '../../../../src/admin/settings/client.ts';
import { KEYS, pageIds, type PageId } from '../../../../src/admin/settings/page-ids.ts';
import { entries, found } from '../../../../src/admin/settings/search.ts';
import { Settings } from '../../../../src/admin/settings/Settings.tsx';
import { useSettings } from '../../../../src/admin/settings/use-settings.ts';
import type { Loaded } from '../../../../src/settings/settings.ts';
import { CODE, fresh, pixel } from './fixture.ts';

// WordPress's components take their time on a busy machine.
vi.setConfig( { testTimeout: 60_000 } );

const box = document.createElement( 'div' );
box.id = 'duet-admin';
let root: Root;

const clientOf = ( part: Partial< Client > = {} ): Client => ( {
	quality: () => Promise.resolve( { days: [], advice: null } ),
	load: () => Promise.resolve( fresh() ),
	save: () => Promise.resolve( fresh() ),
	test: () => Promise.reject( new Refused( 'no test here' ) ),
	preview: () => Promise.resolve( [] ),
	readFile: () => Promise.reject( new Refused( 'no file here' ) ),
	container: () => Promise.resolve( {} ),
	crawl: () => Promise.reject( new Refused( 'no crawler here' ) ),
	forms: () => Promise.resolve( { plugins: [], hears: [] } ),
	...part,
} );

function Harness( { client, hash }: { client: Client; hash: string } ) {
	return <Settings client={ client } state={ useSettings( client ) } address={ addressOf( hash ) } />;
}

/** Opens a page of the settings. */
async function open( page: PageId, part: Partial< Client > = {}, query = '' ): Promise< ( other: PageId ) => Promise< void > > {
	const client = clientOf( part );
	const show = ( id: PageId, rest = '' ) =>
		act( async () => {
			root.render( <Harness client={ client } hash={ `#settings/${ id }${ rest }` } /> );
		} );
	await show( page, query );
	return show;
}

const find = < E extends HTMLElement = HTMLElement >( selector: string ): E => {
	const element = box.querySelector< E >( selector );
	if ( element === null ) {
		throw new Error( `nothing matches ${ selector }` );
	}
	return element;
};

const buttonOf = ( text: string ): HTMLElement => {
	const button = [ ...box.querySelectorAll( 'button' ) ].find(
		( candidate ) => candidate.textContent === text || candidate.getAttribute( 'aria-label' ) === text
	);
	if ( button === undefined ) {
		throw new Error( `no button ${ text }` );
	}
	return button;
};

const press = ( text: string ) =>
	act( async () => {
		buttonOf( text ).click();
	} );

/** As a browser does it: React listens to the native setter. */
const type = ( id: string, value: string ) =>
	act( async () => {
		const input = find< HTMLInputElement >( `#${ id }` );
		Object.getOwnPropertyDescriptor( HTMLInputElement.prototype, 'value' )?.set?.call( input, value );
		input.dispatchEvent( new Event( 'input', { bubbles: true } ) );
	} );

const status = () => find( '.duet-bar [role="status"]' ).textContent;

beforeEach( () => {
	vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
	document.body.append( box );
	root = createRoot( box );
} );

afterEach( async () => {
	await act( async () => root.unmount() );
	box.remove();
	vi.unstubAllGlobals();
} );

describe( 'the screen', () => {
	it( 'asks what forms mean only where there are some, and saves a form of its own', async () => {
		await open( 'forms' );
		expect( box.textContent ).not.toContain( 'accepted form' );
		await act( async () => root.unmount() );
		root = createRoot( box );
		const save = vi.fn( () => Promise.resolve( fresh() ) );
		const plugin = { slug: 'ninja-forms', name: 'Ninja Forms', forms: [ { id: '2', title: '<b>Call</b> me' }, { id: '3', title: '' } ] };
		await open( 'forms', { save, forms: () => Promise.resolve( { plugins: [ plugin ], hears: [ 'Ninja Forms', 'WPForms' ] } ) } );
		expect( box.textContent ).toContain( 'It works with Ninja Forms, WPForms' );
		expect( box.textContent ).toContain( '<b>Call</b> me' );
		const choose = ( path: string, value: string ) =>
			act( async () => {
				const select = find< HTMLSelectElement >( `[data-path="${ path }"]` );
				select.value = value;
				select.dispatchEvent( new Event( 'change', { bubbles: true } ) );
			} );
		await choose( 'forms.each.ninja-forms:2.event', '' );
		await choose( 'forms.each.ninja-forms:3.event', 'Contact' );
		await choose( 'forms.each.ninja-forms:3.event', 'as-above' );
		await choose( 'forms.event', 'Subscribe' );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { forms: { event: 'Subscribe', each: { 'ninja-forms:2': { event: '' } } } }, 'r1' );
	} );

	it( 'sends only what changed and says so', async () => {
		const save = vi.fn( () => Promise.resolve( fresh( { consent: { ...fresh().settings.consent, mode: 'required' } } ) ) );
		await open( 'consent', { save } );
		expect( box.textContent ).toContain( 'Nothing is sent to TikTok until you choose' );
		await act( async () => find( '#duet-consent-mode-required' ).click() );
		expect( status() ).toContain( 'unsaved' );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { consent: { mode: 'required' } }, 'r1' );
		expect( status() ).toBe( 'Saved.' );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'with a banner Duet cannot read: warns, promises nothing, and asks for a confirmation', async () => {
		const save = vi.fn( () => Promise.resolve( fresh() ) );
		await open( 'consent', { save, load: () => Promise.resolve( fresh( {}, { unreadable_banners: [ 'Cookie Notice' ] } ) ) } );
		expect( box.textContent ).not.toContain( 'stop for visitors who refuse' );
		expect( box.textContent ).toContain( 'also for visitors who refuse in Cookie Notice' );
		await act( async () => find( '#duet-consent-mode-assumed' ).click() );
		expect( box.textContent ).toContain( 'events of a visitor who refuses there are still sent to TikTok' );
		await act( async () => find( '#duet-consent-banner_confirmed' ).click() );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { consent: { mode: 'assumed', banner_confirmed: true } }, 'r1' );
	} );

	it( 'puts each refusal beside its field, moves focus there and keeps what was typed', async () => {
		const save = vi.fn( () => Promise.reject( new Refused( 'Nothing was saved yet.', { 'pixels.0.code': 'Wrong code.' } ) ) );
		await open( 'connection', { save } );
		await type( 'duet-pixels-0-code', 'wrong' );
		await press( 'Save changes' );

		const field = find< HTMLInputElement >( '#duet-pixels-0-code' );
		expect( box.ownerDocument.activeElement ).toBe( field );
		expect( field.value ).toBe( 'wrong' );
		expect( field.getAttribute( 'aria-invalid' ) ).toBe( 'true' );
		const described = ( field.getAttribute( 'aria-describedby' ) ?? '' ).split( ' ' );
		expect( described.map( ( id ) => document.getElementById( id )?.textContent ) ).toContain( 'Wrong code.' );
		expect( status() ).toContain( '1 field' );

		await type( 'duet-pixels-0-code', CODE );
		expect( field.getAttribute( 'aria-invalid' ) ).toBeNull();
		await press( 'Save changes' );
		expect( save ).toHaveBeenLastCalledWith( { pixels: [ { code: CODE, label: '', test_event_code: '' } ] }, 'r1' );
	} );

	it( 'asks before a page with unsaved changes is left, and only then', async () => {
		await open( 'connection' );
		const leave = () => ! window.dispatchEvent( new Event( 'beforeunload', { cancelable: true } ) );
		expect( leave() ).toBe( false );
		await type( 'duet-pixels-0-code', CODE );
		expect( leave() ).toBe( true );
		await type( 'duet-pixels-0-code', '' );
		expect( leave() ).toBe( false );
	} );

	it( 'never shows a saved token, keeps it while replacing, removes it only on demand', async () => {
		const loaded = fresh( { pixels: [ pixel( { has_token: true, token_source: 'stored', token_tail: '4567' } ) ] } );
		const save = vi.fn( () => Promise.resolve( loaded ) );
		await open( 'connection', { load: () => Promise.resolve( loaded ), save } );
		expect( box.textContent ).toContain( 'ends in 4567' );
		expect( box.querySelector( 'input[type="password"]' ) ).toBeNull();

		await press( 'Replace the access token' );
		expect( box.ownerDocument.activeElement ).toBe( find( 'input[type="password"]' ) );
		await press( 'Save changes' );
		expect( save ).not.toHaveBeenCalled();

		await press( 'Keep the saved token' );
		await press( 'Remove the access token' );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { pixels: [ { code: CODE, label: '', test_event_code: '', access_token: '' } ] }, 'r1' );
	} );

	it( 'shows a token of wp-config.php read-only', async () => {
		await open( 'connection', { load: () => Promise.resolve( fresh( { pixels: [ pixel( { has_token: true, token_source: 'constant', token_tail: '4567' } ) ] } ) ) } );
		expect( box.textContent ).toContain( 'DUET_ACCESS_TOKEN' );
		expect( box.querySelector( 'input[type="password"]' ) ).toBeNull();
		expect( box.textContent ).not.toContain( 'Replace' );
	} );

	it( "shows TikTok's answer to a test event in a live region, and tests only what is saved", async () => {
		const test = vi.fn( () =>
			Promise.resolve( { ok: false, code: 40105, message: 'Access token is incorrect', request_id: 'R1', summary: 'Not accepted.', next: 'Create a new one.' } )
		);
		await open( 'connection', { load: () => Promise.resolve( fresh( { pixels: [ pixel() ] } ) ), test } );
		await type( 'duet-pixels-0-test_event_code', 'TEST1' );
		await press( 'Send test event' );
		expect( test ).not.toHaveBeenCalled();
		expect( find( '[aria-live="polite"].duet-answer' ).textContent ).toContain( 'Save your changes first' );

		await type( 'duet-pixels-0-test_event_code', '' );
		await press( 'Send test event' );
		expect( test ).toHaveBeenCalledExactlyOnceWith( CODE );
		const text = find( '.duet-answer' ).textContent;
		for ( const part of [ 'Not accepted.', 'Create a new one.', '40105', 'Access token is incorrect', 'R1' ] ) {
			expect( text ).toContain( part );
		}
	} );

	it( 'adds and removes pixels without mixing their values up', async () => {
		const save = vi.fn( () => Promise.resolve( fresh() ) );
		await open( 'connection', { load: () => Promise.resolve( fresh( { pixels: [ pixel( { label: 'First' } ) ] } ) ), save } );
		await press( 'Add another pixel' );
		await type( 'duet-pixels-1-code', 'AAAAAAAAAAAAAAAAAAAA' );
		await press( 'Remove First' );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { pixels: [ { code: 'AAAAAAAAAAAAAAAAAAAA', label: '', test_event_code: '' } ] }, 'r1' );
	} );

	it( 'names every switch of the table for screen readers', async () => {
		await open( 'events' );
		const names = [ ...box.querySelectorAll( '.duet-events input[type="checkbox"]' ) ].map( ( input ) => input.closest( 'label' )?.querySelector( '.screen-reader-text' )?.textContent );
		expect( names ).toContain( 'Purchase (Complete Payment): Events API' );
		expect( new Set( names ).size ).toBe( names.length );
		expect( names ).not.toContain( undefined );
	} );

	it( 'hides what only a shop has', async () => {
		const preview = vi.fn( () => Promise.resolve( [] ) );
		await open( 'events', { load: () => Promise.resolve( fresh( {}, { shop: false } ) ), preview } );
		expect( box.textContent ).not.toContain( 'Purchase (' );
		expect( box.textContent ).not.toContain( 'Purchases and products' );
		expect( box.textContent ).toContain( 'Lead (Submit Form)' );
		expect( preview ).not.toHaveBeenCalled();
	} );

	it( 'warns of the plugin that pushes to the dataLayer already', async () => {
		await open( 'tag-manager', { load: () => Promise.resolve( fresh( { data_layer: { ...fresh().settings.data_layer, mode: 'on' } }, { other_tags: [ 'GTM Kit' ] } ) ) } );
		expect( box.textContent ).toContain( 'If GTM Kit pushes events too, your analytics counts every sale twice' );
	} );

	it( 'lists every page, and marks the one that is shown', async () => {
		await open( 'matching' );
		const links = [ ...box.querySelectorAll< HTMLAnchorElement >( 'nav a' ) ];
		expect( links.map( ( link ) => link.getAttribute( 'href' ) ) ).toEqual( pageIds( true ).map( ( id ) => `#settings/${ id }` ) );
		expect( links.filter( ( link ) => link.ariaCurrent === 'page' || link.getAttribute( 'aria-current' ) === 'page' ).map( ( link ) => link.textContent ) ).toEqual( [ 'Matching' ] );
		expect( find( 'h2' ).textContent ).toBe( 'Advanced matching' );
	} );

	it( 'saves each setting on exactly one page', () => {
		const keys = Object.values( KEYS ).flat();
		expect( [ ...keys ].sort() ).toEqual( Object.keys( fresh().settings ).sort() );
		expect( new Set( keys ).size ).toBe( keys.length );
	} );

	it( 'keeps the unsaved changes of a page while another one is saved, and marks it', async () => {
		const save = vi.fn( () => Promise.resolve( fresh( { retention_days: 60 } ) ) );
		const show = await open( 'connection', { save } );
		await type( 'duet-pixels-0-code', CODE );
		await show( 'consent' );
		expect( status() ).toBe( '' );
		await type( 'duet-retention_days', '60' );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { retention_days: 60 }, 'r1' );
		expect( find( 'a[href="#settings/connection"]' ).textContent ).toContain( 'unsaved' );
		await show( 'connection' );
		expect( find< HTMLInputElement >( '#duet-pixels-0-code' ).value ).toBe( CODE );
		await press( 'Discard changes' );
		expect( find< HTMLInputElement >( '#duet-pixels-0-code' ).value ).toBe( '' );
	} );

	it( 'after another window has saved: says so, shows both changes, and saves them on the next try', async () => {
		const theirs = { ...fresh( { purchase: { ...fresh().settings.purchase, zero_total: false } } ), revision: 'r2' };
		const save = vi.fn( ( _patch: object, revision: string ) =>
			revision === 'r1' ? Promise.reject( new Outdated( 'These settings were changed in another window.', theirs ) ) : Promise.resolve( theirs )
		);
		await open( 'purchases', { save } );
		await act( async () => find( '#duet-purchase-moment-placed' ).click() );
		await press( 'Save changes' );
		expect( box.textContent ).toContain( 'changed in another window' );
		expect( find< HTMLInputElement >( '#duet-purchase-moment-placed' ).checked ).toBe( true );
		expect( find< HTMLInputElement >( '#duet-purchase-zero_total' ).checked ).toBe( false );
		await press( 'Save changes' );
		expect( save ).toHaveBeenLastCalledWith( { purchase: { moment: 'placed' } }, 'r2' );
	} );

	it( 'says the default, and goes back to it', async () => {
		const save = vi.fn( () => Promise.resolve( fresh() ) );
		await open( 'purchases', { save, load: () => Promise.resolve( fresh( { purchase: { ...fresh().settings.purchase, moment: 'placed', zero_total: false } } ) ) } );
		expect( box.textContent ).toContain( 'Default: When it is paid' );
		await press( 'Reset to default: When does an order count as a Purchase?' );
		await press( 'Reset to default: Count free orders too, with the value 0' );
		expect( [ ...box.querySelectorAll( 'button' ) ].filter( ( { textContent } ) => textContent === 'Reset to default' ) ).toEqual( [] );
		await press( 'Save changes' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { purchase: { moment: 'paid', zero_total: true } }, 'r1' );
	} );

	it( 'moves focus to the field that the address names', async () => {
		await open( 'purchases', {}, '?field=purchase.methods.bacs.moment' );
		expect( document.activeElement?.id ).toBe( 'duet-purchase-methods-bacs-moment' );
	} );

	it( 'offers cache advice only with a changed event name', async () => {
		await open( 'events' );
		expect( box.textContent ).not.toContain( 'Empty your page cache' );
		await act( async () => {
			const select = find< HTMLSelectElement >( '[data-path="events.Purchase.name"]' );
			select.value = 'CompletePayment';
			select.dispatchEvent( new Event( 'change', { bubbles: true } ) );
		} );
		expect( box.textContent ).toContain( 'Empty your page cache' );
	} );

	it( 'says when the settings cannot be loaded', async () => {
		await open( 'connection', { load: () => Promise.reject( new Error( 'You are probably offline.' ) ) } );
		expect( box.textContent ).toContain( 'could not be loaded' );
		expect( box.textContent ).toContain( 'You are probably offline.' );
	} );

	it( 'sends once for two quick presses of Save', async () => {
		let answer: ( loaded: Loaded ) => void = () => undefined;
		const save = vi.fn( () => new Promise< Loaded >( ( resolve ) => ( answer = resolve ) ) );
		await open( 'connection', { save } );
		await type( 'duet-pixels-0-code', CODE );
		await press( 'Save changes' );
		await press( 'Save changes' );
		await act( async () => answer( fresh( { pixels: [ pixel() ] } ) ) );
		expect( save ).toHaveBeenCalledTimes( 1 );
		expect( status() ).toBe( 'Saved.' );
	} );
} );

describe( 'the search within the settings', () => {
	const { site } = fresh( {}, { gateways: [ { id: 'cod', title: 'Cash on delivery' } ] } );

	it.each( [
		[ 'cash on delivery', 'purchase.methods.cod.moment' ],
		[ 'CASH  on', 'purchase.methods.cod.moment' ],
		[ 'gdpr', 'consent.mode' ],
		[ 'sku', 'content_id.source' ],
	] )( '%s leads to %s', ( text, path ) => {
		expect( found( text, site ).map( ( hit ) => hit.path ) ).toContain( path );
	} );

	it( 'finds nothing for nothing, and no purchases without a shop', () => {
		expect( found( ' ', site ) ).toEqual( [] );
		expect( found( 'zebra', site ) ).toEqual( [] );
		expect( found( 'cash on delivery', { ...site, shop: false } ) ).toEqual( [] );
	} );

	it( 'shows its hits, says how many there are, and links to their page', async () => {
		await open( 'connection' );
		const input = find< HTMLInputElement >( 'input[type="search"]' );
		await act( async () => {
			Object.getOwnPropertyDescriptor( HTMLInputElement.prototype, 'value' )?.set?.call( input, 'bank transfer' );
			input.dispatchEvent( new Event( 'input', { bubbles: true } ) );
		} );
		expect( box.textContent ).toContain( '1 setting found' );
		expect( find( '.duet-found a' ).getAttribute( 'href' ) ).toBe( '#settings/purchases?field=purchase.methods.bacs.moment' );
	} );

	const forms = () => Promise.resolve( { plugins: [ { slug: 'ninja-forms', name: 'Ninja Forms', forms: [] } ], hears: [] } );
	it.each( pageIds( true ) )( 'knows only fields that are on the page %s, by labels that stand there', async ( id ) => {
		await open( id, { forms, load: () => Promise.resolve( fresh( { offline: { ...fresh().settings.offline, event_set_id: '1' } } ) ) } );
		const missing = entries( fresh().site ).filter( ( { path } ) => KEYS[ id ].some( ( key ) => key === path.split( '.' )[ 0 ] ) )
			.filter( ( { path, label } ) => ! [ ...box.querySelectorAll< HTMLElement >( '[data-path]' ) ].some( ( { dataset } ) => dataset[ 'path' ] === path || dataset[ 'path' ]?.startsWith( `${ path }.` ) ) || ! box.textContent.includes( label ) );
		expect( missing ).toEqual( [] );
	} );
} );
