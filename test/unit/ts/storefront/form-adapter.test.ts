// @vitest-environment jsdom
/** What all adapters share: which event, with which parameters, for whom, and when the script comes later. */
import { describe, expect, it } from 'vitest';
import { FormPage, load } from './forms.ts';

const FORM = '<form class="wpforms-form wpforms-ajax-form" data-formid="7"><input type="email" value=" a@b.test "></form>';
const wrapped = ( attributes: string ) => `<div data-duet-on="submit" ${ attributes }>${ FORM }</div>`;

async function submit( body: string, settings: object = {} ): Promise< FormPage > {
	const page = new FormPage( body, settings ).withJQuery();
	await load( 'wpforms' );
	page.trigger( 'wpformsAjaxSubmitSuccess', 'form', { success: true, data: {} } );
	return page;
}

describe( 'what an accepted form means', () => {
	it( 'the default, unless the form has a choice of its own', async () => {
		expect( ( await submit( FORM, { event: 'Contact' } ) ).names() ).toEqual( [ 'Contact' ] );
		expect( ( await submit( FORM, { each: { 'wpforms:7': { event: 'Subscribe' } } } ) ).names() ).toEqual( [ 'Subscribe' ] );
		expect( ( await submit( FORM, { event: '', each: { 'wpforms:8': { event: 'Lead' } } } ) ).names() ).toEqual( [] );
		expect( ( await submit( FORM, { each: { 'wpforms:7': { event: '' } } } ) ).names() ).toEqual( [] );
	} );

	it( 'a tracked form around it beats both', async () => {
		const page = await submit( wrapped( 'data-duet-event="Submit Form" data-duet-value="10" data-duet-content-id="x" data-duet-params=\'{"currency":"EUR","value":12.5,"sig":"ab"}\'' ), {
			event: '',
			each: { 'wpforms:7': { event: '' } },
		} );
		expect( page.tracked ).toEqual( [ [ 'Submit Form', { form_id: '7', form_name: '', content_id: 'x', currency: 'EUR', value: 12.5, sig: 'ab' }, { email: 'a@b.test' } ] ] );
	} );

	it( 'leaves form_id out where the event does not take it, and survives a broken attribute', async () => {
		const page = await submit( wrapped( 'data-duet-event="Schedule" data-duet-params="{no json"' ) );
		expect( page.tracked ).toEqual( [ [ 'Schedule', {}, { email: 'a@b.test' } ] ] );
	} );

	it( 'runs the rules of the page on which it was accepted, whatever event the form has', async () => {
		const page = new FormPage( FORM, { event: '' } ).withJQuery();
		await load( 'wpforms' );
		const heard: unknown[] = [];
		window.addEventListener( 'duet-accepted', ( { target } ) => heard.push( target ), { once: true } );
		page.trigger( 'wpformsAjaxSubmitFailed', 'form', { success: false } );
		expect( heard ).toEqual( [] );
		page.trigger( 'wpformsAjaxSubmitSuccess', 'form', { success: true, data: {} } );
		expect( heard ).toEqual( [ document.querySelector( 'form' ) ] );
		expect( page.tracked ).toEqual( [] );
	} );

	it( 'a wrapper for clicks is none', async () => {
		expect( ( await submit( FORM.replace( 'class', 'data-duet-on="click" data-duet-event="Download" class' ) ) ).names() ).toEqual( [ 'Lead' ] );
	} );

	it( 'a hostile title becomes plain text', async () => {
		const page = await submit( FORM, { names: { 'wpforms:7': '<img src=x onerror=alert(1)>Ask &amp; win  <b>now</b>' } } );
		expect( page.tracked[ 0 ]?.[ 1 ] ).toMatchObject( { form_name: 'Ask & win now' } );
	} );
} );

describe( 'in any order of files', () => {
	it( 'waits in the queue for the script', async () => {
		const page = new FormPage( FORM ).withJQuery();
		delete page.win.duet;
		await load( 'wpforms' );
		page.trigger( 'wpformsAjaxSubmitSuccess', 'form', { success: true, data: {} } );
		expect( page.win.duet ).toEqual( { q: [ [ 'Lead', { form_id: '7', form_name: '' }, { email: 'a@b.test' } ] ] } );
	} );

	it( 'uses jQuery that an optimizer loads with the first touch', async () => {
		const page = new FormPage( FORM );
		await load( 'wpforms' );
		page.withJQuery();
		document.querySelector( 'input' )?.dispatchEvent( new Event( 'focusin', { bubbles: true } ) );
		document.querySelector( 'input' )?.dispatchEvent( new Event( 'keydown', { bubbles: true } ) );
		page.trigger( 'wpformsAjaxSubmitSuccess', 'form', { success: true, data: {} } );
		expect( page.names() ).toEqual( [ 'Lead' ] );
	} );

	it( 'counts once though the file runs twice', async () => {
		const page = new FormPage( FORM ).withJQuery();
		await load( 'wpforms' );
		await load( 'wpforms' );
		page.trigger( 'wpformsAjaxSubmitSuccess', 'form', { success: true, data: {} } );
		expect( page.names() ).toEqual( [ 'Lead' ] );
	} );

	it( 'never throws into the plugin, whatever is broken', async () => {
		const page = new FormPage( FORM ).withJQuery();
		await load( 'wpforms' );
		page.win.duet = {
			track: () => {
				throw new Error( 'not today' );
			},
		};
		expect( () => page.trigger( 'wpformsAjaxSubmitSuccess', 'form', { success: true } ) ).not.toThrow();
		document.getElementById( 'duet-forms' )?.remove();
		expect( () => page.trigger( 'wpformsAjaxSubmitSuccess', 'form', null ) ).not.toThrow();
	} );
} );

describe( 'a form that leaves with a page load', () => {
	it( 'carries the event of its wrapper, once', async () => {
		const page = new FormPage( wrapped( 'data-duet-event="Contact" data-duet-value="5"' ).replace( ' wpforms-ajax-form', '' ) );
		await load( 'wpforms' );
		const form = document.querySelector( 'form' );
		form?.dispatchEvent( new Event( 'submit', { bubbles: true } ) );
		form?.dispatchEvent( new Event( 'submit', { bubbles: true } ) );
		const fields = [ ...document.querySelectorAll< HTMLInputElement >( 'input[name="_duet"]' ) ].map( ( { value } ) => JSON.parse( value ) );
		expect( fields ).toEqual( [ { event: 'Contact', params: { value: '5' } } ] );
		expect( page.tracked ).toEqual( [] );
	} );

	it( 'takes what rules about it say along, and what they say last', async () => {
		new FormPage( FORM.replace( ' wpforms-ajax-form', '' ) );
		await load( 'wpforms' );
		let description = '';
		const answer = ( event: Event ) => ( event as CustomEvent< ( wish: object ) => void > ).detail( { name: 'Schedule', params: { description } } );
		window.addEventListener( 'duet-accepted', answer, true );
		for ( description of [ 'first', 'second' ] ) {
			document.querySelector( 'form' )?.dispatchEvent( new Event( 'submit', { bubbles: true } ) );
		}
		window.removeEventListener( 'duet-accepted', answer, true );
		const fields = [ ...document.querySelectorAll< HTMLInputElement >( 'input[type="hidden"]' ) ].map( ( { name, value } ) => [ name, JSON.parse( value ) ] );
		expect( fields ).toEqual( [ [ '_duet_rules', [ { event: 'Schedule', params: { description: 'second' } } ] ] ] );
	} );

	it( 'without a wrapper, or with AJAX, takes nothing', async () => {
		for ( const body of [ FORM.replace( ' wpforms-ajax-form', '' ), wrapped( 'data-duet-event="Contact"' ) ] ) {
			new FormPage( body );
			await load( 'wpforms' );
			document.querySelector( 'form' )?.dispatchEvent( new Event( 'submit', { bubbles: true } ) );
			expect( document.querySelector( 'input[name^="_duet"]' ) ).toBeNull();
		}
	} );
} );
