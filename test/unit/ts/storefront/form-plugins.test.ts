// @vitest-environment jsdom
/** Each plugin's announcements in the shapes its own source gives them: accepted, rejected, twice. */
import { describe, expect, it } from 'vitest';
import { FormPage, PERSON, load } from './forms.ts';

describe( 'Contact Form 7', () => {
	const body = `<div class="wpcf7"><form class="wpcf7-form"><input name="_wpcf7" type="hidden" value="12">
		<input type="text" name="given" autocomplete="given-name" value="Zoë"><input type="text" name="family" autocomplete="family-name" value="O'Brien">
		<input type="email" name="your-email" value="Buyer@Example.test"><input type="tel" name="your-tel" value="+49 30 1234567"></form></div>`;
	const detail = ( status: string ) => ( { contactFormId: 12, pluginVersion: '6.1.6', unitTag: 'wpcf7-f12-p2-o1', status, inputs: [], apiResponse: { status: 'mail_sent' } } );

	it( 'counts what was mailed, with who wrote', async () => {
		const page = new FormPage( body, { names: { 'contact-form-7:12': 'Contact us' } } );
		await load( 'contact-form-7' );
		page.dispatch( 'wpcf7mailsent', '.wpcf7-form', detail( 'sent' ) );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '12', form_name: 'Contact us' }, PERSON ] ] );
	} );

	it.each( [ 'invalid', 'unaccepted', 'spam', 'aborted', 'mailfailed', 'submit', 'beforesubmit', 'statuschanged', 'reset' ] )( 'is silent on wpcf7%s', async ( name ) => {
		const page = new FormPage( body );
		await load( 'contact-form-7' );
		page.dispatch( `wpcf7${ name }`, '.wpcf7-form', detail( name ) );
		expect( page.tracked ).toEqual( [] );
	} );
} );

describe( 'WPForms', () => {
	const body = `<div class="wpforms-container" id="wpforms-7"><form class="wpforms-validate wpforms-form wpforms-ajax-form" data-formid="7">
		<input type="text" class="wpforms-field-name-first" value="Zoë"><input type="text" class="wpforms-field-name-last" value="O'Brien">
		<input type="email" value="Buyer@Example.test"><input type="tel" value="+49 30 1234567"></form></div>`;

	it( 'counts a confirmation and a redirect, once each', async () => {
		const page = new FormPage( body ).withJQuery();
		await load( 'wpforms' );
		const answer = { success: true, data: { confirmation: '<div>Thanks</div>' } };
		page.trigger( 'wpformsAjaxSubmitSuccess', '.wpforms-form', answer );
		page.trigger( 'wpformsAjaxSubmitSuccess', '.wpforms-form', answer );
		page.trigger( 'wpformsAjaxSubmitBeforeRedirect', '.wpforms-form', answer );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '7', form_name: '' }, PERSON ] ] );
		page.trigger( 'wpformsAjaxSubmitSuccess', '.wpforms-form', { success: true, data: { form_id: 7, redirect_url: '/thanks/' } } );
		expect( page.names() ).toEqual( [ 'Lead', 'Lead' ] );
	} );

	it( 'is silent on failures and on spam that is kept', async () => {
		const page = new FormPage( body ).withJQuery();
		await load( 'wpforms' );
		page.trigger( 'wpformsAjaxSubmitFailed', '.wpforms-form', { success: false, data: { errors: {} } } );
		page.trigger( 'wpformsAjaxSubmitSuccess', '.wpforms-form', { success: true, data: { confirmation: '<div>Thanks</div>', duet: false } } );
		expect( page.tracked ).toEqual( [] );
	} );
} );

describe( 'Ninja Forms', () => {
	const body = '<div id="nf-form-3-cont"><form></form></div>';
	const fields = { 1: { id: 1, type: 'firstname', value: 'Zoë' }, 2: { id: 2, type: 'lastname', value: "O'Brien" }, 3: { id: 3, type: 'email', value: 'Buyer@Example.test' }, 4: { id: 4, type: 'phone', value: '+49 30 1234567' } };
	const response = ( part: object = {}, errors: unknown = [] ) => ( { data: { form_id: 3, settings: { title: 'Write to us' }, fields, actions: {}, ...part }, errors, debug: [] } );

	it( 'counts an answer without errors, with the fields of the answer', async () => {
		const page = new FormPage( body ).withJQuery();
		await load( 'ninja-forms' );
		page.trigger( 'nfFormSubmitResponse', document, { response: response(), id: 3 } );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '3', form_name: 'Write to us' }, PERSON ] ] );
	} );

	it( 'recognizes the second copy of a form on a page', async () => {
		const page = new FormPage( body, { each: { 'ninja-forms:3': { event: 'Contact' } } } ).withJQuery();
		await load( 'ninja-forms' );
		page.trigger( 'nfFormSubmitResponse', document, { response: response( { form_id: '3_1' } ), id: '3_1' } );
		expect( page.names() ).toEqual( [ 'Contact' ] );
	} );

	it.each( [
		[ 'field errors', response( {}, { fields: { 3: 'wrong' } } ) ],
		[ 'spam', response( {}, { form: { spam: 'no' } } ) ],
		[ 'an error of an action', response( { errors: { form: { email: 'not sent' } } } ) ],
		[ 'a halt for payment', response( { halt: true } ) ],
		[ 'no data', { errors: [] } ],
		[ 'no answer', null ],
	] )( 'is silent on %s', async ( _, given ) => {
		const page = new FormPage( body ).withJQuery();
		await load( 'ninja-forms' );
		page.trigger( 'nfFormSubmitResponse', document, { response: given, id: 3 } );
		expect( page.tracked ).toEqual( [] );
	} );
} );

describe( 'Fluent Forms', () => {
	const body = `<form class="frm-fluent-form" data-form_id="5"><input name="names[first_name]" value="Zoë"><input name="names[last_name]" value="O'Brien">
		<input type="email" value="Buyer@Example.test"><input type="tel" value="+49 30 1234567"></form>`;
	const detail = ( result: object ) => ( { form: document.querySelector( 'form' ), config: { id: '5' }, response: { success: true, data: { insert_id: 1, result, error: '' } } } );

	it( 'counts its three announcements once', async () => {
		const page = new FormPage( body ).withJQuery();
		await load( 'fluentform' );
		const said = detail( { message: 'Thanks', action: 'hide_form' } );
		page.trigger( 'fluentform_submission_success', 'form', { ...said, form: [ said.form ] } );
		page.trigger( 'fluentform_submission_success', 'body', { ...said, form: [ said.form ] } );
		page.dispatch( 'fluentform_submission_success', document, said );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '5', form_name: '' }, PERSON ] ] );
	} );

	it( 'is silent on failures and on spam that is kept', async () => {
		const page = new FormPage( body );
		await load( 'fluentform' );
		page.dispatch( 'fluentform_submission_failed', document, detail( {} ) );
		page.dispatch( 'fluentform_submission_success', document, detail( { message: 'Thanks', duet: false } ) );
		page.dispatch( 'fluentform_submission_success', document, null );
		expect( page.tracked ).toEqual( [] );
	} );
} );

describe( 'Formidable', () => {
	const body = `<div class="frm_forms"><form class="frm-show-form frm_ajax_submit"><legend class="frm_screen_reader">Ask us</legend><input type="hidden" name="form_id" value="9">
		<input name="item_meta[1][first]" value="Zoë"><input name="item_meta[1][last]" value="O'Brien"><input type="email" value="Buyer@Example.test"><input type="tel" value="+49 30 1234567"></form></div>`;

	it( 'counts a message and a redirect of one answer once', async () => {
		const page = new FormPage( body ).withJQuery();
		await load( 'formidable' );
		const object = document.querySelector( 'form' );
		const response = { content: '<div class="frm_message">Thanks</div>', redirect: '/thanks/' };
		document.dispatchEvent( Object.assign( new CustomEvent( 'frmFormCompleteBeforeReplace' ), { frmData: { object, response } } ) );
		page.trigger( 'frmBeforeFormRedirect', document, object, response );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '9', form_name: 'Ask us' }, PERSON ] ] );
		page.trigger( 'frmBeforeFormRedirect', document, object, { redirect: '/thanks/' } );
		expect( page.names() ).toEqual( [ 'Lead', 'Lead' ] );
	} );

	it( 'is silent on errors and page changes', async () => {
		const page = new FormPage( body ).withJQuery();
		await load( 'formidable' );
		page.trigger( 'frmFormErrors', document, document.querySelector( 'form' ), { errors: { 1: 'empty' } } );
		page.trigger( 'frmPageChanged', document, document.querySelector( 'form' ), {} );
		expect( page.tracked ).toEqual( [] );
	} );
} );

describe( 'Forminator', () => {
	const body = '<form class="forminator-ui forminator-custom-form forminator_ajax" data-form-id="4"></form>';
	const sent = ( type = '' ) => {
		const data = new FormData();
		const fields = { 'name-1-first-name': 'Zoë', 'name-1-last-name': "O'Brien", 'email-1': 'Buyer@Example.test', 'phone-1': '+49 30 1234567', form_type: type };
		Object.entries( fields ).forEach( ( [ name, value ] ) => data.append( name, value ) );
		return data;
	};

	it( 'counts with what was sent, because the form is empty by then', async () => {
		const page = new FormPage( body, { names: { 'forminator:4': 'Callback' } } ).withJQuery();
		await load( 'forminator' );
		page.trigger( 'forminator:form:submit:success', 'form', sent(), { success: true, data: { success: true, message: 'Thanks' } } );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '4', form_name: 'Callback' }, PERSON ] ] );
	} );

	it.each( [
		[ 'failures', 'failed', '', {} ],
		[ 'spam that is kept', 'success', '', { duet: false } ],
		[ 'a log-in', 'success', 'login', {} ],
		[ 'a registration, which the server counts', 'success', 'registration', {} ],
	] )( 'is silent on %s', async ( _, outcome, type, mark ) => {
		const page = new FormPage( body ).withJQuery();
		await load( 'forminator' );
		page.trigger( `forminator:form:submit:${ outcome }`, 'form', sent( type ), { success: true, data: { success: true, ...mark } } );
		expect( page.tracked ).toEqual( [] );
	} );
} );

describe( 'Elementor Pro', () => {
	const body = `<form class="elementor-form" name="New Form"><input type="hidden" name="form_id" value="a1b2c3d"><div class="elementor-field-type-email"><input type="email" value="Buyer@Example.test"></div>
		<div class="elementor-field-type-tel"><input type="tel" value="+49 30 1234567"></div></form><form id="other"></form>`;

	it( 'counts submit_success of its own forms alone', async () => {
		const page = new FormPage( body ).withJQuery();
		await load( 'elementor' );
		page.trigger( 'submit_success', '#other', { message: 'not ours' } );
		page.trigger( 'error', '.elementor-form', {} );
		expect( page.tracked ).toEqual( [] );
		page.trigger( 'submit_success', '.elementor-form', { message: 'Thanks', data: [] } );
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: 'a1b2c3d', form_name: 'New Form' }, { email: PERSON.email, phone: PERSON.phone } ] ] );
	} );
} );

describe( 'MC4WP', () => {
	const body = '<form class="mc4wp-form" data-id="9" data-name="News"><input type="email" name="EMAIL" value="Buyer@Example.test"></form>';
	const listen = async () => {
		const heard: Record< string, ( form: unknown ) => void > = {};
		const page = new FormPage( body );
		Object.assign( page.win, { mc4wp: { forms: { on: ( name: string, run: ( form: unknown ) => void ) => void ( heard[ name ] = run ) } } } );
		await load( 'mc4wp' );
		return { page, subscribed: () => heard[ 'subscribed' ]?.( { id: 9, element: document.querySelector( 'form' ) } ) };
	};

	it( "counts the premium version's AJAX once, with who subscribed", async () => {
		const { page, subscribed } = await listen();
		document.querySelector( 'form' )?.dispatchEvent( new Event( 'submit', { bubbles: true } ) );
		subscribed();
		subscribed();
		expect( page.tracked ).toEqual( [ [ 'Lead', { form_id: '9', form_name: 'News' }, { email: 'Buyer@Example.test' } ] ] );
	} );

	it( 'is silent on the page that comes back, which the server has counted', async () => {
		const { page, subscribed } = await listen();
		subscribed();
		expect( page.tracked ).toEqual( [] );
	} );
} );

describe( 'Newsletter', () => {
	it( 'sends along what a tracked form around it wishes, for the server counts', async () => {
		const page = new FormPage( '<div data-duet-event="Subscribe" data-duet-on="submit"><div class="tnp"><form><input type="email" name="ne"></form></div></div>' );
		await load( 'newsletter' );
		document.querySelector( 'form' )?.dispatchEvent( new Event( 'submit', { bubbles: true } ) );
		expect( document.querySelector< HTMLInputElement >( 'input[name="_duet"]' )?.value ).toBe( '{"event":"Subscribe","params":{}}' );
		expect( page.tracked ).toEqual( [] );
	} );
} );
