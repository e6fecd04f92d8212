// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Paused, PausesClient } from '../../../../src/admin/deliveries/pause.ts';
import { Pauses } from '../../../../src/admin/deliveries/Pauses.tsx';

const paused = ( part: Partial< Paused > = {} ): Paused => ( {
	pixel_code: 'C9OPQFJC77U5NIJ6K7HG',
	label: '',
	summary: 'TikTok refused several events in a row.',
	next: 'Correct what it names.',
	answer: '40002 Batch.0.properties',
	until: 1_795_000_000,
	can_resume: true,
	...part,
} );

describe( 'paused pixels', () => {
	const box = document.createElement( 'div' );
	let root: Root;
	beforeEach( () => {
		vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
		root = createRoot( box );
	} );
	afterEach( () => act( () => root.unmount() ) );

	const show = ( client: PausesClient ) => act( async () => root.render( <Pauses client={ client } /> ) );
	const button = () => box.querySelector( 'button' );

	it( 'are shown with the reason, what to do and the last answer; the button tries again', async () => {
		const resume = vi.fn().mockResolvedValue( [] );
		await show( { list: () => Promise.resolve( [ paused() ] ), resume } );
		for ( const words of [ 'C9OPQFJC77U5NIJ6K7HG', 'refused several', 'Correct what', '40002 Batch.0', 'Next attempt' ] ) {
			expect( box.textContent ).toContain( words );
		}
		await act( async () => button()?.click() );
		expect( resume ).toHaveBeenCalledWith( 'C9OPQFJC77U5NIJ6K7HG' );
		expect( box.textContent ).not.toContain( 'refused several' );
		expect( box.textContent ).toContain( 'go out with the next delivery' );
	} );

	it( 'cannot be resumed while TikTok asks to wait, and nothing is shown when all pixels send', async () => {
		await show( { list: () => Promise.resolve( [ paused( { can_resume: false, until: 0, answer: '' } ) ] ), resume: vi.fn() } );
		expect( button() ).toBeNull();
		expect( box.textContent ).not.toContain( 'Next attempt' );
		await act( () => root.unmount() );
		root = createRoot( box );
		await show( { list: () => Promise.resolve( [] ), resume: vi.fn() } );
		expect( box.textContent ).toBe( '' );
	} );

	it( 'stay on the page when the answer does not come', async () => {
		await show( { list: () => Promise.resolve( [ paused() ] ), resume: () => Promise.reject( new Error( 'offline' ) ) } );
		await act( async () => button()?.click() );
		expect( box.textContent ).toContain( 'refused several' );
		await act( () => root.unmount() );
		root = createRoot( box );
		await show( { list: () => Promise.reject( new Error( 'offline' ) ), resume: vi.fn() } );
		expect( box.textContent ).toBe( '' );
	} );
} );
