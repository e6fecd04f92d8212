// @vitest-environment jsdom
/** Gravity Forms by its documented signals: the older AJAX through an iframe, the newer through a filter, and both at once. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FormPage, PERSON, load } from './forms.ts';

type Filter = ( data: unknown ) => unknown;

const FORM = `<div id="gform_wrapper_6"><h2 class="gform_title">Quote</h2><form id="gform_6" target="gform_ajax_frame_6"><div class="name_first"><input value="Zoë"></div><div class="name_last"><input value="O'Brien"></div>
	<input type="email" value="Buyer@Example.test"><input type="tel" value="+49 30 1234567"></form></div>`;
const CONFIRMED = '<div id="gform_confirmation_wrapper_6"><div>Thanks</div></div>';

let page: FormPage;
let filters: Filter[];

/** What gform.utils.addFilter collects is run as Gravity Forms runs it. */
const answered = ( submissionResult: unknown ): unknown =>
	filters.reduce< unknown >( ( data, filter ) => filter( data ), { form: document.querySelector( 'form' ), submissionResult } );
const replaceForm = ( by: string ): void => document.querySelector( '#gform_wrapper_6' )?.insertAdjacentHTML( 'afterend', by );

beforeEach( async () => {
	vi.useFakeTimers();
	filters = [];
	page = new FormPage( FORM ).withJQuery();
	Object.assign( window, { gform: { utils: { addFilter: ( name: string, run: Filter ) => void ( name === 'gform/ajax/post_ajax_submission' && filters.push( run ) ) } } } );
	await load( 'gravity-forms' );
} );

describe( 'Gravity Forms', () => {
	it( 'counts the older signal, with what was typed before the form went away', () => {
		document.querySelector( 'form' )?.dispatchEvent( new Event( 'submit', { bubbles: true } ) );
		replaceForm( CONFIRMED );
		document.querySelector( 'form' )?.remove();
		page.trigger( 'gform_confirmation_loaded', document, 6 );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '6', form_name: 'Quote' }, PERSON ] ] );
	} );

	it( 'is silent on spam that is kept', () => {
		replaceForm( CONFIRMED.replace( 'Thanks', 'Thanks<span data-duet-spam hidden></span>' ) );
		page.trigger( 'gform_confirmation_loaded', document, 6 );
		expect( answered( { success: true, data: { is_valid: true, confirmation_markup: '<p>Thanks<span data-duet-spam hidden></span></p>' } } ) ).toBeTruthy();
		expect( page.tracked ).toEqual( [] );
	} );

	it.each( [
		[ 'markup', { success: true, data: { is_valid: true, confirmation_markup: '<p>Thanks</p>' } } ],
		[ 'a redirect', { success: true, data: { is_valid: true, confirmation_type: 'redirect', confirmation_redirect: '/thanks/' } } ],
		[ 'the flat shape', { confirmation_message: 'Thanks' } ],
	] )( 'counts the newer signal with %s, once though the older follows', ( _, result ) => {
		const data = answered( result );
		page.trigger( 'gform_confirmation_loaded', document, 6 );
		expect( data ).toMatchObject( { submissionResult: result } );
		expect( page.names() ).toEqual( [ 'Lead' ] );
		vi.advanceTimersByTime( 60_000 );
		answered( { ...result } );
		expect( page.names() ).toEqual( [ 'Lead', 'Lead' ] );
	} );

	it.each( [
		[ 'rejected', { success: true, data: { is_valid: false, validation_markup: '<p>no</p>' } } ],
		[ 'refused', { success: false, data: { message: 'no' } } ],
		[ 'only a page further', { success: true, data: { is_valid: true, page_number: 2 } } ],
		[ 'saved for later', { success: true, data: { is_valid: true, resume_token: 'abc', confirmation_markup: '<p>Link</p>' } } ],
		[ 'empty', null ],
	] )( 'is silent when %s', ( _, result ) => {
		answered( result );
		expect( page.tracked ).toEqual( [] );
	} );
} );
