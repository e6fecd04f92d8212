// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../../../src/admin/address.ts';
import type { Client } from '../../../../src/admin/settings/client.ts';
import { useSettings } from '../../../../src/admin/settings/use-settings.ts';
import type { StartClient } from '../../../../src/admin/start/client.ts';
import { stops } from '../../../../src/admin/start/Journey.tsx';
import { Start } from '../../../../src/admin/start/Start.tsx';
import { CODE, fresh, pixel } from './fixture.ts';

vi.setConfig( { testTimeout: 60_000 } );

const accepted = { ok: true, code: 0, message: 'OK', request_id: 'R1', summary: 'TikTok accepted the test event.', next: '' };

function Harness( { client, settings, hash }: { client: StartClient; settings: Client; hash: string } ) {
	return <Start client={ client } settings={ settings } state={ useSettings( settings ) } address={ addressOf( hash ) } />;
}

describe( 'the guided start', () => {
	const box = document.createElement( 'div' );
	box.id = 'duet-admin';
	let root: Root;
	const open = ( step: string, settings: Partial< Client > = {}, client: Partial< StartClient > = {} ) => {
		const whole = { load: async () => fresh(), save: async () => fresh(), test: async () => accepted, ...settings } as unknown as Client;
		const start: StartClient = { others: async () => [], checks: async () => [], takeOver: async () => 'Taken over.', ...client };
		return act( async () => root.render( <Harness client={ start } settings={ whole } hash={ `#start/${ step }` } /> ) );
	};
	const button = ( text: string ) => [ ...box.querySelectorAll( 'button' ) ].find( ( { textContent } ) => textContent === text );
	const press = ( text: string ) => act( async () => button( text )?.click() );

	beforeEach( () => {
		vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
		window.location.hash = '';
		document.body.append( box );
		root = createRoot( box );
	} );
	afterEach( async () => {
		await act( async () => root.unmount() );
		box.remove();
		vi.unstubAllGlobals();
	} );

	it( 'saves a step when the merchant goes on, and only then', async () => {
		const save = vi.fn( async () => fresh( { pixels: [ pixel() ] } ) );
		await open( 'connect', { save } );
		await press( 'Continue' );
		expect( save ).not.toHaveBeenCalled();
		expect( window.location.hash ).toBe( '#start/checks' );
		const input = box.querySelector< HTMLInputElement >( '#duet-pixels-0-code' );
		await act( async () => {
			Object.getOwnPropertyDescriptor( HTMLInputElement.prototype, 'value' )?.set?.call( input, CODE );
			input?.dispatchEvent( new Event( 'input', { bubbles: true } ) );
		} );
		await press( 'Save and continue' );
		expect( save ).toHaveBeenCalledExactlyOnceWith( { pixels: [ { code: CODE, label: '', test_event_code: '' } ] }, 'r1' );
	} );

	it( 'stays at a step that was refused', async () => {
		window.location.hash = '#start/consent';
		await open( 'consent', { save: () => Promise.reject( new Error( 'The database is away.' ) ) } );
		await act( async () => box.querySelector< HTMLElement >( '#duet-consent-mode-required' )?.click() );
		await press( 'Save and continue' );
		expect( box.querySelector( '[role="alert"]' )?.textContent ).toContain( 'The database is away.' );
		expect( window.location.hash ).toBe( '#start/consent' );
	} );

	it( "takes over from TikTok's own plugin, and says how to switch off others", async () => {
		const load = vi.fn( async () => fresh() );
		const takeOver = vi.fn( async () => 'Taken over.' );
		const others = async () => [
			{ folder: 'tiktok-for-business', name: 'TikTok', pixel_code: CODE, has_token: true, switch_off: '' },
			{ folder: 'cartflows', name: 'CartFlows', pixel_code: '', has_token: false, switch_off: 'In CartFlows, switch the pixel off.' },
		];
		await open( 'connect', { load }, { others, takeOver } );
		expect( box.textContent ).toContain( 'In CartFlows, switch the pixel off.' );
		load.mockResolvedValue( fresh( { pixels: [ pixel( { has_token: true, token_source: 'stored', token_tail: '4567' } ) ], official_plugin_off: true } ) );
		await press( `Take over pixel ${ CODE } and its access token` );
		expect( takeOver ).toHaveBeenCalledExactlyOnceWith( 'tiktok-for-business' );
		expect( box.textContent ).toContain( 'Taken over.' );
		expect( box.textContent ).toContain( 'ends in 4567' );
		expect( box.querySelector< HTMLInputElement >( '#duet-official_plugin_off' )?.checked ).toBe( true );
	} );

	it( 'lists what is wrong first', async () => {
		const check = ( id: string, state: 'good' | 'note' | 'bad' ) => ( { id, state, label: `is ${ state }`, text: '' } );
		await open( 'checks', {}, { checks: async () => [ check( 'a', 'good' ), check( 'b', 'bad' ), check( 'c', 'note' ) ] } );
		expect( [ ...box.querySelectorAll( '.duet-checks strong' ) ].map( ( { textContent } ) => textContent ) ).toEqual( [ 'is bad', 'is note', 'is good' ] );
		expect( box.querySelector( '[role="status"]' )?.textContent ).toContain( '1 problem keeps events from TikTok.' );
	} );

	it( 'sends a test event and shows its way', async () => {
		await open( 'test', { load: async () => fresh( { pixels: [ pixel( { test_event_code: 'TEST1' } ) ] } ) } );
		await press( 'Send test event' );
		expect( [ ...box.querySelectorAll( '.duet-journey strong' ) ].map( ( { textContent } ) => textContent ) ).toEqual( [ 'Created', 'Allowed', 'Queued', 'Sent', "TikTok's answer" ] );
	} );

	it( 'says on the last step whether anything is missing', async () => {
		await open( 'expect' );
		expect( box.textContent ).toContain( 'The set-up is not complete yet' );
		await act( async () => root.unmount() );
		root = createRoot( box );
		await open( 'expect', { load: async () => fresh( { pixels: [ pixel( { has_token: true } ) ], consent: { ...fresh().settings.consent, mode: 'required' } } ) } );
		expect( box.textContent ).toContain( 'Duet is ready.' );
	} );
} );

describe( 'the way of a test event', () => {
	const states = ( answer: Parameters< typeof stops >[ 0 ][ 'answer' ] ) => stops( { answer, consent: 'unset' } ).map( ( { state } ) => state );
	it( 'ends where it failed', () => {
		expect( states( undefined ) ).toEqual( [ 'done', 'done', 'done', 'waiting' ] );
		expect( states( accepted ) ).toEqual( [ 'done', 'done', 'done', 'done', 'done' ] );
		expect( states( { ...accepted, ok: false, code: 40105 } ) ).toEqual( [ 'done', 'done', 'done', 'done', 'failed' ] );
		expect( states( { ...accepted, ok: false } ) ).toEqual( [ 'done', 'done', 'done', 'failed', 'failed' ] );
	} );
} );
