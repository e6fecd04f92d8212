// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import examples from '../../../../src/events/examples.json';
import { ownNames } from '../../../../src/admin/settings/events/choices.ts';
import * as lookup from '../../../../src/events/lookup.ts';
import type { SectionProps } from '../../../../src/admin/settings/section.ts';
import { draftOf } from '../../../../src/admin/settings/draft.ts';
import { Links } from '../../../../src/admin/settings/forms/Links.tsx';
import { Rules } from '../../../../src/admin/settings/rules/Rules.tsx';
import { acceptedBy, choosable, complete, exampleKeys, isRequired, newRule, offerOf, readable, ruleOf, sentAlready, tryUrl, unsigned } from '../../../../src/admin/settings/rules/rule.ts';
import { sentenceOf } from '../../../../src/admin/settings/rules/words.ts';
import vectors from '../../../vectors/selectors.json';
import { fresh } from './fixture.ts';

vi.setConfig( { testTimeout: 60_000 } );

describe( 'rules', () => {
	it( "know the guide's own events, with what each needs", () => {
		const flags = Object.fromEntries( exampleKeys.map( ( key ) => [ examples[ key ].event, [ Object.keys( examples[ key ].requires ).join(), Object.keys( examples[ key ].accepts ).join() ] ] ) );
		expect( flags ).toEqual( {
			ViewContent: [ 'content_id', 'content_type' ],
			AddToWishlist: [ 'item_id', 'item_name' ],
			StartCheckout: [ '', 'order_id' ],
			Purchase: [ 'order_value', 'currency' ],
			Search: [ 'search_query', '' ],
			ViewCategory: [ 'category_id', 'category_name' ],
			AddToCart: [ 'item_id', 'item_quantity' ],
			LevelUp: [ 'level_number', '' ],
			CompleteRegistration: [ '', '' ],
		} );
	} );

	it( 'begin as examples, off, with every parameter of theirs', () => {
		for ( const key of exampleKeys ) {
			const rule = ruleOf( key, 'Name' );
			expect( rule ).toMatchObject( { on: false, example: key, label: 'Name' } );
			expect( rule.id ).toMatch( /^[a-z0-9]{8}$/ );
			const accepted = acceptedBy( rule.event );
			for ( const { name } of rule.params ) {
				expect( accepted === undefined || accepted.some( ( param ) => param === name || name in ( ( catalogue.params as Record< string, { aliases?: object } > )[ param ]?.aliases ?? {} ) ), `${ key } ${ name }` ).toBe( true );
			}
		}
		const rule = ruleOf( 'add_to_cart', '' );
		expect( [ isRequired( rule, 'item_id' ), isRequired( rule, 'item_quantity' ), isRequired( rule, 'value' ) ] ).toEqual( [ true, false, undefined ] );
		expect( isRequired( { ...rule, event: 'Lead' }, 'item_id' ) ).toBeUndefined();
	} );

	it( 'offer no second copy of what Duet sends by itself', () => {
		const offers = ( shop: boolean ) => Object.fromEntries( exampleKeys.map( ( key ) => [ key, offerOf( key, shop ) ] ) );
		expect( offers( true ) ).toEqual( {
			view_content: 'already',
			add_to_wishlist: 'already',
			start_checkout: 'already',
			purchase: 'never',
			search: 'already',
			view_category: 'already',
			add_to_cart: 'already',
			level_up: 'free',
			complete_registration: 'already',
		} );
		expect( Object.entries( offers( false ) ).filter( ( [ , offer ] ) => offer !== 'free' ).map( ( [ key ] ) => key ) ).toEqual( [ 'search', 'complete_registration' ] );
		expect( choosable( true ) ).not.toContain( 'Purchase' );
		expect( choosable( false ) ).toContain( 'Purchase' );
		expect( [ ...choosable( false ), ...choosable( true ) ] ).not.toContain( 'select_item' );
		expect( choosable( false ) ).not.toContain( 'Refund' );
		expect( sentAlready( 'Schedule', true ) ).toBe( false );
	} );

	it( 'find an event under each of its names', () => {
		expect( [ 'Complete Payment', 'purchase', 'add-to-cart', 'Submit Form', 'Level Up', '' ].map( lookup.find ) ).toEqual( [ 'Purchase', 'Purchase', 'AddToCart', 'Lead', undefined, undefined ] );
		expect( ownNames( [ { event: 'LevelUp' }, { event: 'add to cart' }, { event: '' }, { event: 'No!' } ], { Old: { pixel: false }, Lead: {} } ) ).toEqual( [ 'LevelUp', 'Old' ] );
	} );

	it( 'say when a value cannot be signed', () => {
		const rule = newRule();
		expect( unsigned( { ...rule, params: [ { name: 'value', from: 'fixed', value: '1' } ] } ) ).toBe( false );
		expect( unsigned( { ...rule, params: [ { name: 'item_id', from: 'url', value: 'id' } ] } ) ).toBe( true );
		expect( unsigned( { ...rule, params: [ { name: 'content_name', from: 'url', value: 'id' } ] } ) ).toBe( false );
	} );

	it( 'are tried where they are for', () => {
		const home = 'https://shop.test/blog/';
		expect( tryUrl( home, '*' ) ).toBe( 'https://shop.test/blog/?duet_try=1' );
		expect( tryUrl( home, '/thank-you/' ) ).toBe( 'https://shop.test/thank-you/?duet_try=1' );
		expect( tryUrl( home, '/?plan=gold' ) ).toBe( 'https://shop.test/?plan=gold&duet_try=1' );
		expect( tryUrl( home, '/blog/*/end' ) ).toBe( 'https://shop.test/blog/?duet_try=1' );
		expect( tryUrl( home, 'https://shop.test/a/*' ) ).toBe( 'https://shop.test/a/?duet_try=1' );
		expect( tryUrl( home, '*thanks' ) ).toBe( 'https://shop.test/blog/?duet_try=1' );
	} );

	it( 'read in words', () => {
		const rule = complete( { id: 'aaaaaaaa', event: 'Lead', when: { type: 'click', url: '*', selector: '.signup' } } );
		expect( sentenceOf( rule ) ).toBe( '.signup is clicked, on every page' );
		expect( sentenceOf( { ...rule, when: { ...rule.when, type: 'page', url: '/thanks/' } } ) ).toBe( 'A page is opened, on /thanks/' );
	} );

	it( 'let the browser look at a selector', () => {
		expect( readable( 'a > .b[href^="tel:" i]' ) ).toBe( true );
		expect( [ 'a >', '{}', 'a[' ].map( readable ) ).toEqual( [ false, false, false ] );
		expect( vectors.good.length + vectors.bad.length ).toBeGreaterThan( 80 );
	} );
} );

describe( 'the sections', () => {
	const box = document.createElement( 'div' );
	box.id = 'duet-admin';
	let root: Root;
	let props: SectionProps;

	/** A section with the state around it that App gives it. */
	const show = async ( Section: ( given: SectionProps ) => React.ReactNode, part: Partial< SectionProps > = {} ) => {
		props = { loaded: fresh(), draft: draftOf( fresh().settings ), errors: {}, change: ( changed ) => void show( Section, { ...props, draft: { ...props.draft, ...changed } } ), ...part };
		await act( async () => root.render( <Section { ...props } /> ) );
	};
	const find = ( selector: string ) => {
		const element = box.querySelector< HTMLInputElement >( selector );
		if ( element === null ) {
			throw new Error( `nothing matches ${ selector }` );
		}
		return element;
	};
	const press = ( text: string ) =>
		act( async () => {
			const button = [ ...box.querySelectorAll( 'button' ) ].find( ( one ) => one.textContent === text || one.getAttribute( 'aria-label' ) === text );
			expect( button, text ).toBeDefined();
			button?.click();
		} );
	const type = ( selector: string, value: string ) =>
		act( async () => {
			const field = find( selector );
			Object.getOwnPropertyDescriptor( Object.getPrototypeOf( field ), 'value' )?.set?.call( field, value );
			field.dispatchEvent( new Event( field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true } ) );
		} );

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

	it( 'a rule is added, opened, filled in, and can be deleted again', async () => {
		await show( Rules );
		await press( 'Add a rule' );
		expect( box.ownerDocument.activeElement ).toBe( find( '#duet-rules-0-label' ) );
		await type( '#duet-rules-0-label', 'Sign-up' );
		await type( '#duet-rules-0-when-selector', '.signup' );
		await type( '#duet-rules-0-event', 'Lead' );
		await press( 'Add a parameter' );
		await type( '#duet-rules-0-params-0-name', 'value' );
		await type( '#duet-rules-0-params-0-value', '12.50' );
		expect( props.draft.rules ).toMatchObject( [
			{ label: 'Sign-up', on: false, event: 'Lead', example: '', when: { type: 'click', url: '*', selector: '.signup', layer: '' }, params: [ { name: 'value', from: 'fixed', value: '12.50' } ] },
		] );
		expect( box.textContent ).toContain( 'Duet also sends this event by itself' );
		expect( box.textContent ).toContain( 'Save it to try it' );
		await type( '#duet-rules-0-params-0-from', 'url' );
		expect( box.textContent ).toContain( 'cannot be signed' );
		await press( 'Delete Sign-up' );
		expect( props.draft.rules ).toEqual( [] );
		expect( box.ownerDocument.activeElement?.textContent ).toBe( 'Add a rule' );
	} );

	it( 'a selector the browser cannot read is told beside its field, before anything is saved', async () => {
		await show( Rules );
		await press( 'Add a rule' );
		await type( '#duet-rules-0-when-selector', 'a >' );
		expect( box.textContent ).not.toContain( 'cannot read this selector' );
		// React hears blur as focusout.
		await act( async () => void find( '#duet-rules-0-when-selector' ).dispatchEvent( new FocusEvent( 'focusout', { bubbles: true } ) ) );
		expect( find( '#duet-rules-0-when-selector' ).getAttribute( 'aria-invalid' ) ).toBe( 'true' );
		expect( box.textContent ).toContain( 'cannot read this selector' );
	} );

	it( 'a rule with an error is open, with the error beside its field', async () => {
		const rules = [ newRule(), { ...newRule(), event: 'Lead' } ].map( ( rule ) => ( { ...rule, params: [] } ) );
		await show( Rules, { draft: { ...draftOf( fresh().settings ), rules }, errors: { 'rules.1.when.url': 'No such site.' } } );
		expect( box.querySelectorAll( '.duet-rule-form' ) ).toHaveLength( 1 );
		expect( document.getElementById( 'duet-rules-1-when-url__error' )?.textContent ).toBe( 'No such site.' );
	} );

	it( 'an own name has a field of its own, and examples bring their parameters', async () => {
		await show( Rules, { loaded: fresh( {}, { shop: false } ) } );
		await press( 'Use the example Level Up' );
		expect( find( '#duet-rules-0-event' ).value ).toBe( 'LevelUp' );
		expect( find( '#duet-rules-0-params-0-name' ).value ).toBe( 'level_number' );
		expect( box.textContent ).toContain( 'Required.' );
		await type( '#duet-rules-0-event', 'Complete Payment' );
		expect( box.textContent ).toContain( "TikTok's own event Purchase" );
		expect( box.textContent ).toContain( 'Duet does not send a copy from the server' );
		await type( '#duet-rules-0-event', 'Complete Registration' );
		expect( box.textContent ).not.toContain( 'Duet does not send a copy from the server' );
	} );

	it( 'a shop is offered no Purchase', async () => {
		await show( Rules );
		expect( [ ...box.querySelectorAll( '.duet-examples button' ) ].map( ( button ) => button.getAttribute( 'aria-label' ) ) ).not.toContain( 'Use the example Purchase' );
		expect( box.textContent ).toContain( 'Duet sends this already, from your orders' );
	} );

	it( 'kinds of files are typed as they come', async () => {
		await show( Links );
		await type( '#duet-links-file_types', '.PDF, *.zip ' );
		expect( find( '#duet-links-file_types' ).value ).toBe( '.PDF, *.zip ' );
		expect( props.draft.links.file_types ).toEqual( [ 'pdf', 'zip' ] );
		await act( async () => find( '#duet-links-phone' ).click() );
		expect( props.draft.links ).toMatchObject( { phone: false, email: true } );
	} );
} );
