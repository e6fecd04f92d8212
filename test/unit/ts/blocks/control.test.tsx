// @vitest-environment jsdom
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventControl, type Chosen } from '../../../../src/blocks/event-control.tsx';
import type { EditorFacts } from '../../../../src/blocks/facts.ts';

// WordPress's components take their time on a busy machine.
vi.setConfig( { testTimeout: 60_000 } );

const facts: EditorFacts = {
	events: { Lead: { dataLayer: 'generate_lead', pixel: 'Lead' }, Contact: { dataLayer: 'contact' }, ClickButton: { dataLayer: 'click_button' } },
	own: {},
	custom: { dataLayer: '', pixel: '' },
	pixels: 1,
	currency: 'USD',
};

const box = document.createElement( 'div' );
let root: Root;
let chosen: Chosen;

function Host( { start }: { readonly start: Chosen } ) {
	const [ now, set ] = useState( start );
	chosen = now;
	return <EventControl { ...now } on="click" facts={ facts } change={ set } />;
}

const open = ( event = '', params = {} ) => act( async () => root.render( <Host start={ { event, params } } /> ) );

function field( label: string ): HTMLInputElement {
	const of = [ ...box.querySelectorAll( 'label' ) ].find( ( { textContent } ) => textContent === label )?.htmlFor;
	const found = of === undefined ? null : box.querySelector< HTMLInputElement >( `[id="${ of }"]` );
	if ( found === null ) {
		throw new Error( `no field ${ label }` );
	}
	return found;
}

/** As React hears a person: the value by the element's own setter, then the event. */
const type = ( label: string, text: string ) =>
	act( async () => {
		const input = field( label );
		Object.getOwnPropertyDescriptor( Object.getPrototypeOf( input ), 'value' )?.set?.call( input, text );
		input.dispatchEvent( new Event( input.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true } ) );
	} );
const leave = ( label: string ) => act( async () => void field( label ).dispatchEvent( new FocusEvent( 'focusout', { bubbles: true } ) ) );
const press = ( text: string ) => act( async () => [ ...box.querySelectorAll( 'button' ) ].find( ( one ) => one.textContent === text )?.click() );

describe( 'the event control', () => {
	beforeEach( () => {
		Object.assign( globalThis, { IS_REACT_ACT_ENVIRONMENT: true } );
		document.body.append( box );
		root = createRoot( box );
	} );
	afterEach( () => act( async () => root.unmount() ) );

	it( 'shows what will be sent only when every field is right, and keeps what was typed', async () => {
		await open( 'Lead' );
		await type( 'Value', '12,50' );
		expect( chosen.params ).toEqual( { value: '12,50' } );
		expect( field( 'Value' ).getAttribute( 'aria-invalid' ) ).toBe( 'true' );
		expect( box.textContent ).toContain( 'Nothing is sent until' );
		await type( 'Value', '12.50' );
		await type( 'Currency', 'usd' );
		expect( chosen.params ).toEqual( { value: '12.50', currency: 'USD' } );
		expect( box.textContent ).toContain( 'generate_lead { value: 12.5, currency: "USD" }' );
		await type( 'Value', '' );
		await type( 'Currency', '' );
		expect( chosen.params ).toEqual( {} );
	} );

	it( 'takes a standard event under another spelling for that event, once it is typed', async () => {
		await open();
		await type( 'Event', '*' );
		await type( 'Name of the event', 'submit form' );
		expect( chosen.event ).toBe( 'submit form' );
		await leave( 'Name of the event' );
		expect( chosen.event ).toBe( 'Lead' );
	} );

	it( "refuses a shop's sale and a name TikTok would", async () => {
		await open( 'Purchase' );
		expect( box.textContent ).toContain( 'Duet sends this event itself' );
		expect( box.textContent ).not.toContain( 'A click sends' );
		await type( 'Name of the event', 'a<b' );
		expect( field( 'Name of the event' ).getAttribute( 'aria-invalid' ) ).toBe( 'true' );
	} );

	it( 'offers what does the job of a name that ends, and carries what fits over', async () => {
		await open( 'ClickButton', { value: '3', link_text: 'x' } );
		await press( 'Lead (Submit Form)' );
		expect( chosen ).toEqual( { event: 'Lead', params: { value: '3' } } );
	} );

	it( 'adds own parameters by name, refuses personal ones, and shows leftovers to be removed', async () => {
		await open( 'LevelUp', { old_one: 'x' } );
		await type( 'Name', 'email' );
		expect( box.textContent ).toContain( 'forbids personal data' );
		await type( 'Name', 'level_number' );
		const values = [ ...box.querySelectorAll< HTMLInputElement >( 'fieldset input' ) ];
		await act( async () => {
			const input = values[ 1 ];
			Object.getOwnPropertyDescriptor( HTMLInputElement.prototype, 'value' )?.set?.call( input, '3' );
			input?.dispatchEvent( new Event( 'input', { bubbles: true } ) );
		} );
		await press( 'Add' );
		expect( chosen.params ).toEqual( { old_one: 'x', level_number: '3' } );
		await act( async () => box.querySelector< HTMLButtonElement >( '[aria-label="Remove old_one"]' )?.click() );
		expect( chosen.params ).toEqual( { level_number: '3' } );
	} );
} );
