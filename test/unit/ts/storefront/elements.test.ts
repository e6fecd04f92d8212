// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Binding } from '../../../../src/storefront/browser/page-json.ts';
import { settle, Shop, type Tab, type Visit } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

/** A page with this in its body; what the page itself says is not looked at. */
const open = ( html: string, bindings: readonly Binding[] = [], visit: Visit = {} ) => {
	const shop = new Shop();
	return { shop, tab: shop.visit( { html, ...visit, page: { ...visit.page, page: { bindings } } } ) };
};
/** Names of the pushes but Pageview's, in order. */
const said = ( tab: Tab ) => tab.pushes().flatMap( ( { event } ) => ( event === 'page_view' ? [] : [ event ] ) );
const submit = ( { doc, win }: Tab, selector = 'form' ) =>
	doc.querySelector( selector )?.dispatchEvent( new win.Event( 'submit', { bubbles: true, cancelable: true } ) );
const on = ( kind: Binding[ 'on' ], at: string, name: string, more: Partial< Binding > = {} ): Binding => ( { on: kind, at, name, ...more } );

describe( 'a click', () => {
	it( 'on marked markup goes to all three channels under one id', async () => {
		const { shop, tab } = open( '<button data-duet-event="Lead" data-duet-form-id="7"><b>Send</b></button>' );
		tab.click( 'b' );
		await settle();
		const [ push ] = tab.pushes( 'generate_lead' );
		expect( push ).toMatchObject( { form_id: '7', event_id: expect.any( String ) } );
		expect( tab.tracks( 'Lead' ) ).toEqual( [ [ 'Lead', {}, { event_id: push?.event_id } ] ] );
		expect( shop.relayed( 'Lead' ) ).toMatchObject( [ { id: push?.event_id, params: { form_id: '7' } } ] );
	} );

	it( 'fires every mark around it from the inside out, and every binding, each once', async () => {
		const { tab } = open(
			'<div class="card" data-duet-event="Outer"><div class="card"><a class="card" data-duet-event="Inner"><i>x</i></a></div></div>',
			[ on( 'click', '.card', 'Rule' ), on( 'click', 'a', 'Other' ), on( 'click', 'p', 'Elsewhere' ) ]
		);
		tab.click( 'i' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'Inner', 'Outer', 'Rule', 'Other' ] );
		tab.click( 'i' );
		await settle();
		expect( said( tab ) ).toHaveLength( 8 );
	} );

	it( 'takes typed and kebab parameters, the JSON before single ones, and hides the signature from the browser channels', async () => {
		const sig = 'a'.repeat( 32 );
		const { shop, tab } = open(
			`<a data-duet-event="Lead" data-duet-value="3" data-duet-content-name="Brochure" data-duet-params='{"value":10.5,"currency":"EUR","sig":"${ sig }"}'>x</a>`
		);
		tab.click( 'a' );
		await settle();
		const params = { value: 10.5, currency: 'EUR', content_name: 'Brochure' };
		expect( tab.tracks( 'Lead' )[ 0 ]?.[ 1 ] ).toEqual( params );
		expect( tab.pushes( 'generate_lead' )[ 0 ] ).toEqual( { event: 'generate_lead', event_id: expect.any( String ), ...params } );
		expect( shop.relayed( 'Lead' )[ 0 ]?.params ).toEqual( { ...params, sig } );
	} );

	it( 'leaves links with a mark of their own to it', async () => {
		const { tab } = open( '<a href="tel:+49301" id="plain">x</a><a href="tel:+49301" id="marked" data-duet-event="Schedule2">x</a>', [
			on( 'click', 'a[href^="tel:"]:not([data-duet-event])', 'Contact' ),
		] );
		tab.click( '#plain' );
		tab.click( '#marked' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'contact', 'Schedule2' ] );
	} );

	it.each( [ 'auxclick', 'mousedown', 'keydown' ] )( 'is not %s', async ( type ) => {
		const { tab } = open( '<a href="#" data-duet-event="Lead">x</a>', [ on( 'click', 'a', 'Contact' ) ] );
		tab.doc.querySelector( 'a' )?.dispatchEvent( new tab.win.MouseEvent( type, { bubbles: true, button: 1 } ) );
		await settle();
		expect( said( tab ) ).toEqual( [] );
	} );

	it( 'on a label counts once with the control it presses', async () => {
		const { tab } = open( '<div data-duet-event="Choose"><label data-duet-event="Label">Yes <input type="checkbox" data-duet-event="Box"></label></div>', [
			on( 'click', 'div', 'Rule' ),
		] );
		tab.click( 'label' );
		await settle();
		expect( said( tab ).sort() ).toEqual( [ 'Box', 'Choose', 'Label', 'Rule' ] );
		expect( ( tab.doc.querySelector( 'input' ) as HTMLInputElement ).checked ).toBe( true );
		tab.click( 'input' );
		await settle();
		expect( said( tab ).sort() ).toEqual( [ 'Box', 'Box', 'Choose', 'Choose', 'Label', 'Label', 'Rule', 'Rule' ] );
	} );

	it( 'of a script on one link after the other counts for each', async () => {
		const { tab } = open( '<p data-duet-event="Lead"><button>All</button><a id="a" href="#">1</a><a id="b" href="#">2</a></p>', [ on( 'click', 'a', 'Download' ) ] );
		tab.doc.querySelector( 'button' )?.addEventListener( 'click', () => [ '#a', '#b' ].forEach( tab.click ) );
		tab.click( 'button' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'generate_lead', 'file_download', 'file_download' ] );
	} );

	it( 'counts although others stop it or throw', async () => {
		const { tab } = open( '<a id="a" data-duet-event="Lead">x</a>' );
		const link = tab.doc.querySelector( 'a' );
		link?.addEventListener( 'click', ( event ) => {
			event.preventDefault();
			event.stopImmediatePropagation();
		} );
		tab.click( 'a' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'generate_lead' ] );
	} );

	it( 'works on what a script inserts later', async () => {
		const { tab } = open( '', [ on( 'click', 'button', 'Contact' ) ] );
		const button = tab.doc.body.appendChild( tab.doc.createElement( 'button' ) );
		button.dataset.duetEvent = 'Submit Form';
		tab.click( 'button' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'generate_lead', 'contact' ] );
	} );

	it( 'with broken markup or a broken binding costs only what is broken', async () => {
		const { tab } = open( `<div data-duet-event="Lead" data-duet-params="{"><a data-duet-event="<b>" data-duet-params='{"value":{"a":1}}'>x</a></div>`, [
			on( 'click', 'a[', 'Contact' ),
			on( 'click', '', 'Contact' ),
			on( 'click', 'a', 'Download' ),
		] );
		tab.click( 'a' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'file_download' ] );
	} );
} );

describe( 'a binding', () => {
	it( 'takes values from its params, the address, attributes, the dataLayer and the link', async () => {
		const { tab } = open(
			'<div data-price="9.90" data-empty=""><a href="/files/price%20list.PDF?x=1"><b> Price\n\tlist </b></a></div>',
			[
				on( 'click', 'a', 'Download', {
					params: { content_type: 'pdf', status: 'fixed' },
					from: {
						status: 'url:b',
						description: 'url:a',
						value: 'data:data-price',
						content_name: 'layer:user.plan',
						link_url: 'href',
						link_text: 'text',
						file_name: 'file',
						file_extension: 'extension',
						query: 'url:missing',
						price: 'data:data-empty',
						brand: 'nowhere:x',
					},
					required: [ 'value' ],
				} ),
			],
			{
				path: '/?a=%C3%BC&b=2',
				before: ( win ) => Object.assign( win, { dataLayer: [ { user: { plan: 'free' } }, { user: { plan: 'pro' } }, null, { user: 7 } ] } ),
			}
		);
		// jsdom renders nothing.
		Object.assign( tab.doc.querySelector( 'a' ) ?? {}, { innerText: 'Price list' } );
		tab.click( 'b' );
		await settle();
		expect( tab.pushes( 'file_download' )[ 0 ] ).toEqual( {
			event: 'file_download',
			event_id: expect.any( String ),
			content_type: 'pdf',
			status: 'fixed',
			description: 'ü',
			value: 9.9,
			content_name: 'pro',
			link_url: 'https://shop.test/files/price%20list.PDF?x=1',
			link_text: 'Price list',
			file_name: 'price%20list.PDF',
			file_extension: 'PDF',
		} );
	} );

	it.each( [
		[ 'a required value is missing', 'url:none' ],
		[ 'a required value is empty', 'data:title' ],
	] )( 'sends nothing when %s', async ( _, source ) => {
		const { tab } = open( '<a title="">x</a>', [ on( 'click', 'a', 'Lead', { from: { value: source }, required: [ 'value' ] } ) ] );
		tab.click( 'a' );
		await settle();
		expect( said( tab ) ).toEqual( [] );
	} );

	it( 'writes ids as text, for the pixel and for the relay, though another tool has numbers; an own event keeps its numbers', async () => {
		const { shop, tab } = open( '', [
			on( 'layer', 'wish', 'AddToCart', { from: { content_id: 'layer:item.id', quantity: 'layer:item.count' } } ),
			on( 'layer', 'wish', 'Quiz', { from: { score: 'layer:item.id' } } ),
		] );
		( tab.win.dataLayer as object[] ).push( { event: 'wish', item: { id: 7, count: 2 } } );
		await settle();
		expect( tab.tracks( 'AddToCart' )[ 0 ]?.[ 1 ] ).toEqual( { content_id: '7', quantity: 2 } );
		expect( shop.relayed( 'AddToCart' )[ 0 ]?.params ).toEqual( { content_id: '7', quantity: 2 } );
		expect( tab.tracks( 'Quiz' )[ 0 ]?.[ 1 ] ).toEqual( { score: 7 } );
	} );

	it( 'counts a link within a drawing, though it has no address of its own kind', async () => {
		const { tab } = open( '<svg><a href="tel:+49301"><text>Call</text></a></svg>', [ on( 'click', 'a[href^="tel:"]', 'Contact', { from: { link_url: 'href', file_name: 'file' } } ) ], {
			before: ( win ) => Object.defineProperty( win.document.querySelector( 'a' ), 'href', { value: { baseVal: 'tel:+49301' } } ),
		} );
		tab.click( 'text' );
		await settle();
		expect( tab.pushes( 'contact' ) ).toEqual( [ { event: 'contact', event_id: expect.any( String ) } ] );
	} );

	it( 'cuts an address that no server would take', async () => {
		const { tab } = open( `<a href="/a.pdf?signature=${ 'x'.repeat( 3000 ) }">x</a>`, [ on( 'click', 'a', 'Download', { from: { link_url: 'href' } } ) ] );
		tab.click( 'a' );
		await settle();
		expect( `${ tab.pushes( 'file_download' )[ 0 ]?.link_url }` ).toHaveLength( 1000 );
	} );

	it( 'drops an event whole whose number is none', async () => {
		const { tab } = open( '<a title="9,90">x</a>', [ on( 'click', 'a', 'Lead', { from: { value: 'data:title' } } ) ] );
		tab.click( 'a' );
		await settle();
		expect( said( tab ) ).toEqual( [] );
	} );
} );

describe( 'a native form', () => {
	const form = '<div data-duet-on="submit" data-duet-event="Lead"><form><button>Send</button></form></div>';

	it( 'counts when it is sent: wrapper, form and binding, and no click in it', async () => {
		const { tab } = open( '<section data-duet-event="Contact" data-duet-on="submit"><form data-duet-event="Lead"><button>Send</button></form></section>', [
			on( 'submit', 'form', 'Rule' ),
			on( 'submit', 'form.other', 'Other' ),
		] );
		tab.click( 'button' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'generate_lead', 'contact', 'Rule' ] );
	} );

	it( 'counts although a field of it is called like what a script asks of it', async () => {
		const { tab } = open( '<form data-duet-event="Lead"><input name="attributes"></form>' );
		// As a browser reads such a form.
		const named = tab.doc.querySelector( 'form' ) as HTMLFormElement;
		Object.defineProperty( named, 'attributes', { value: named.querySelector( 'input' ) } );
		submit( tab );
		await settle();
		expect( said( tab ) ).toEqual( [ 'generate_lead' ] );
	} );

	it( 'counts once for two presses on its button, and again for who fills it in again', async () => {
		const { tab } = open( form, [ on( 'submit', 'form', 'Contact' ) ] );
		submit( tab );
		submit( tab );
		await settle( 500 );
		expect( said( tab ).filter( ( event ) => event === 'contact' ) ).toHaveLength( 1 );
		await settle( 1000 );
		submit( tab );
		await settle();
		expect( said( tab ).filter( ( event ) => event === 'contact' ) ).toHaveLength( 2 );
	} );

	it( 'does not count if a script stops it, however late', async () => {
		const { tab } = open( form );
		tab.win.addEventListener( 'submit', ( event ) => event.preventDefault(), { once: true } );
		submit( tab );
		tab.doc.addEventListener( 'submit', ( event ) => event.preventDefault() );
		submit( tab );
		await settle();
		expect( said( tab ).length ).toBeLessThanOrEqual( 1 );
	} );

	it( 'does not count when validation fails or it is only shown', async () => {
		const { tab } = open( form.replace( '<button>', '<input required><button>' ) );
		tab.click( 'button' );
		await settle();
		expect( said( tab ) ).toEqual( [] );
	} );

	it( 'is left to its plugin\'s adapter', async () => {
		const { tab } = open( form.replace( '<form>', '<form class="wpcf7-form">' ), [ on( 'submit', 'form', 'Contact' ) ], { page: { forms: '.wpcf7-form,.other' } } );
		submit( tab );
		await settle();
		expect( said( tab ) ).toEqual( [] );
		// Which tells where one was accepted; marks are its own affair.
		tab.doc.querySelector( 'form' )?.dispatchEvent( new tab.win.Event( 'duet-accepted', { bubbles: true } ) );
		await settle();
		expect( said( tab ) ).toEqual( [ 'contact' ] );
	} );

	it( 'sends the contact details to our own server only, for its wrapper as for a rule', async () => {
		const { shop, tab } = open(
			`<div data-duet-event="Lead" data-duet-on="submit"><form><input type="email" value=" ada@example.test "><input type="tel" value="030 1">
				<input autocomplete="section-a given-name" value="Ada"><input type="password" value="secret"></form></div>`,
			[ on( 'submit', 'form', 'Ask' ) ]
		);
		submit( tab );
		await settle();
		const person = { email: 'ada@example.test', phone: '030 1', first_name: 'Ada' };
		expect( [ shop.relayed( 'Lead' ), shop.relayed( 'Ask' ) ] ).toMatchObject( [ [ { person } ], [ { person } ] ] );
		expect( JSON.stringify( [ tab.pushes(), tab.tracks( 'Lead' ), tab.tracks( 'Ask' ) ] ) ).not.toMatch( /ada|030 1|secret/i );
		expect( JSON.stringify( shop.relayed( 'Lead' ) ) ).not.toContain( 'secret' );
	} );

	it( 'that its plugin is about to send with a page load takes along what rules say of it, and says nothing itself', async () => {
		const { shop, tab } = open( form.replace( '<form>', '<form class="wpcf7-form" data-plan="gold">' ), [ on( 'submit', '.wpcf7-form', 'Contact', { params: { value: 5, sig: 'x' }, from: { plan: 'data:data-plan' } } ), on( 'submit', '#other', 'Lead' ) ] );
		const taken: unknown[] = [];
		tab.doc.querySelector( 'form' )?.dispatchEvent( new tab.win.CustomEvent( 'duet-accepted', { bubbles: true, detail: ( wish: unknown ) => taken.push( wish ) } ) );
		await settle();
		expect( taken ).toEqual( [ { name: 'Contact', params: { value: 5, sig: 'x', plan: 'gold' } } ] );
		expect( [ said( tab ), shop.relayed( 'Contact' ) ] ).toEqual( [ [], [] ] );
	} );
} );

describe( 'a view', () => {
	it( 'without a selector happens at once, after Pageview', async () => {
		const { tab } = open( '', [ { on: 'view', name: 'Search', params: { description: 'x' } } ], { path: '/thanks/' } );
		await settle();
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'Search' ] );
	} );

	it( 'happens once, when it comes into view', async () => {
		const { tab } = open( '<p>1</p><p>2</p><i data-duet-on="view" data-duet-event="Lead">x</i><i data-duet-on="view" data-duet-event="Lead">y</i>', [
			on( 'view', 'p', 'Contact' ),
			on( 'view', 'p[', 'Contact' ),
		] );
		tab.click( 'i' );
		await settle();
		expect( said( tab ) ).toEqual( [] );
		tab.show( 'p' );
		tab.show( 'p' );
		tab.show( 'i' );
		tab.show( 'i' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'contact', 'generate_lead', 'generate_lead' ] );
	} );

	it( 'of what is inserted later counts, too', async () => {
		const { tab } = open( '', [ on( 'view', 'p', 'Contact' ) ] );
		tab.doc.body.append( tab.doc.createElement( 'p' ) );
		await settle();
		tab.show( 'p' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'contact' ] );
	} );

	it( 'of marked markup counts on a page that had none when it began', async () => {
		const { tab } = open( '' );
		tab.doc.body.insertAdjacentHTML( 'beforeend', '<p data-duet-on="view" data-duet-event="Lead">x</p>' );
		await settle();
		tab.show( 'p' );
		await settle();
		expect( said( tab ) ).toEqual( [ 'generate_lead' ] );
	} );

	it( 'is given up in a browser that cannot detect it, and nothing else with it', async () => {
		const { tab } = open( '<p>1</p><a data-duet-event="Lead">x</a>', [ on( 'view', 'p', 'Contact' ), on( 'layer', 'login', 'LevelUp' ) ], {
			before: ( win ) => Object.assign( win, { IntersectionObserver: undefined } ),
		} );
		tab.click( 'a' );
		( tab.win.dataLayer as object[] ).push( { event: 'login' } );
		await settle();
		expect( said( tab ).sort() ).toEqual( [ 'LevelUp', 'generate_lead', 'login' ] );
	} );
} );
