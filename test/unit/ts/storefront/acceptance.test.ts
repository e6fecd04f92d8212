// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Binding, PageJson } from '../../../../src/storefront/browser/page-json.ts';
import { watchForms } from '../../../../src/storefront/triggers/acceptance/watch.ts';

type Sent = [ name: string, params: Record< string, unknown >, person: Record< string, string > | undefined ];
type Win = Window & typeof globalThis;

/** What the browser lists of the requests that the page makes. */
let requests: ( ( entries: object[] ) => void )[] = [];
let sent: Sent[] = [];
let running: AbortController;

class Timings {
	public constructor( private readonly run: ( list: { getEntries(): object[] } ) => void ) {}
	private readonly hand = ( entries: object[] ) => this.run( { getEntries: () => entries } );
	public observe() {
		requests.push( this.hand );
	}
	public disconnect() {
		requests = requests.filter( ( one ) => one !== this.hand );
	}
}

/** The page's window, whose listeners go with the test. */
function windowOfTest(): Win {
	running = new AbortController();
	const { signal } = running;
	return new Proxy( window, {
		get( target, name ) {
			if ( name === 'addEventListener' ) {
				return ( type: string, run: EventListener, options?: boolean ) => target.addEventListener( type, run, { signal, capture: options ?? false } );
			}
			if ( name === 'PerformanceObserver' ) {
				return Timings;
			}
			const value: unknown = Reflect.get( target, name );
			return typeof value === 'function' && ! /^[A-Z]/.test( String( name ) ) ? value.bind( target ) : value;
		},
	} ) as unknown as Win;
}

const FORM = '<div id="place"><form class="ask"><input name="mail" type="email" value="a@b.test"><textarea name="text">Hello</textarea><button>Send</button></form><p id="answer"></p></div>';

function open( html: string, bindings: Binding[] = [ { on: 'submit', at: '.ask', name: 'Lead' } ], page: Partial< PageJson > = {} ): void {
	document.body.innerHTML = html;
	// jsdom lays nothing out.
	Element.prototype.getClientRects = function ( this: Element ) {
		return ( this.closest( '[hidden]' ) ? [] : [ {} ] ) as unknown as DOMRectList;
	};
	const win = windowOfTest();
	( window as unknown as { duet: object } ).duet = { track: ( ...call: Sent ) => void sent.push( call ) };
	watchForms( win, { numbers: [], cookiePath: '/', page: { events: [], bindings }, ...page } as unknown as PageJson );
}

const form = () => document.querySelector( 'form' ) as HTMLFormElement;
const answer = () => document.querySelector( '#answer' ) as HTMLElement;

/** The form's own script stops the browser, as most do. */
function submit( prevented = true ): void {
	const stop = ( event: Event ) => event.preventDefault();
	if ( prevented ) {
		document.addEventListener( 'submit', stop, { once: true } );
	}
	form().dispatchEvent( new Event( 'submit', { bubbles: true, cancelable: true } ) );
}

function reply( responseStatus: number, name = `${ location.origin }/wp-admin/admin-ajax.php` ): void {
	requests.forEach( ( hand ) => hand( [ { name, initiatorType: 'fetch', startTime: performance.now(), responseStatus } ] ) );
}

const after = ( ms: number ) => vi.advanceTimersByTimeAsync( ms );

beforeEach( () => {
	vi.useFakeTimers();
	sent = [];
	requests = [];
	sessionStorage.clear();
} );

afterEach( () => {
	running.abort();
	vi.useRealTimers();
} );

describe( 'a form whose own script sends it is counted once, when it', () => {
	const signs: [ string, () => void ][] = [
		[ 'is reset', () => form().reset() ],
		[ 'is emptied', () => form().querySelectorAll( 'input, textarea' ).forEach( ( field ) => ( ( field as HTMLInputElement ).value = '' ) ) ],
		[ 'is removed', () => form().remove() ],
		[ 'is hidden', () => ( form().hidden = true ) ],
		[ 'is replaced', () => form().replaceWith( document.createElement( 'p' ) ) ],
		[ 'is thanked for beside it', () => { answer().className = 'form-success'; answer().textContent = 'Thanks'; } ],
		[ 'is answered with 2xx and nothing else', () => reply( 200 ) ],
		[ 'is answered with 2xx and words in a live region', () => { answer().setAttribute( 'role', 'status' ); answer().textContent = 'Thanks'; reply( 201 ); } ],
		[ 'leads to another page', () => window.dispatchEvent( new Event( 'pagehide' ) ) ],
	];

	it.each( signs )( '%s', async ( _, sign ) => {
		open( FORM );
		submit();
		await after( 300 );
		expect( sent ).toEqual( [] );
		sign();
		await after( 5000 );
		// With what was typed, although the form may be empty by now.
		expect( sent ).toEqual( [ [ 'Lead', {}, { email: 'a@b.test' } ] ] );
		await after( 60_000 );
		expect( sent ).toHaveLength( 1 );
	} );
} );

describe( 'it is not counted when', () => {
	const refusals: [ string, () => void ][] = [
		[ 'nothing happens', () => {} ],
		[ 'an error appears', () => { answer().className = 'error-message'; answer().textContent = 'No'; reply( 200 ); } ],
		[ 'an error appears and the form is reset', () => { answer().className = 'notice-warning'; answer().textContent = 'No'; form().reset(); } ],
		[ 'a field is marked as wrong', () => { form().querySelector( 'input' )?.setAttribute( 'aria-invalid', 'true' ); reply( 200 ); } ],
		[ 'words appear of which nobody knows what they mean', () => { answer().textContent = 'Please enter a valid address'; reply( 200 ); } ],
		[ 'a live region speaks without an answer of the server', () => { answer().setAttribute( 'role', 'status' ); answer().textContent = 'Sending'; } ],
		[ 'the request fails', () => reply( 422 ) ],
		[ 'only a tracker was called', () => reply( 200, 'https://tracker.example/collect' ) ],
		[ 'only Duet itself called the server', () => reply( 200, `${ location.origin }/wp-json/duet/v1/events` ) ],
		[ 'the visitor follows a link', () => { document.body.append( Object.assign( document.createElement( 'a' ), { href: '#x', id: 'away' } ) ); document.getElementById( 'away' )?.click(); window.dispatchEvent( new Event( 'pagehide' ) ); } ],
	];

	it.each( refusals )( '%s', async ( _, happens ) => {
		open( FORM );
		submit();
		await after( 300 );
		happens();
		await after( 60_000 );
		expect( sent ).toEqual( [] );
	} );

	it( 'the browser itself sends it: the main script counts that', async () => {
		open( FORM );
		submit( false );
		await after( 300 );
		form().reset();
		await after( 60_000 );
		expect( sent ).toEqual( [] );
	} );

	it( "an adapter watches its plugin's forms", async () => {
		open( FORM, undefined, { forms: '.ask' } );
		submit();
		await after( 300 );
		form().reset();
		await after( 60_000 );
		expect( sent ).toEqual( [] );
	} );
} );

it( 'a refusal and then an acceptance is one, two acceptances are two', async () => {
	open( FORM );
	submit();
	await after( 300 );
	answer().className = 'error';
	answer().textContent = 'No';
	await after( 3000 );
	submit();
	await after( 300 );
	answer().className = 'success';
	answer().textContent = 'Thanks';
	await after( 3000 );
	expect( sent ).toHaveLength( 1 );
	submit();
	await after( 300 );
	answer().textContent = '';
	await after( 300 );
	answer().textContent = 'Thanks';
	await after( 3000 );
	expect( sent ).toHaveLength( 2 );
} );

it( 'marks count as rules do: on the form, and around it, each once', async () => {
	open( `<div data-duet-event="Contact" data-duet-on="submit" data-duet-params='{"description":"x"}'>${ FORM.replace( 'class="ask"', 'data-duet-event="Lead"' ) }</div>` );
	submit();
	await after( 300 );
	form().reset();
	await after( 3000 );
	expect( sent.map( ( [ name, params ] ) => [ name, params ] ) ).toEqual( [ [ 'Lead', {} ], [ 'Contact', { description: 'x' } ] ] );
} );

it( 'a rule may count every submit, accepted or not, and a second press of the same breath not', async () => {
	open( FORM, [ { on: 'sent', at: '.ask', name: 'Lead' } ] );
	submit();
	submit();
	await after( 2000 );
	expect( sent ).toHaveLength( 1 );
	submit();
	await after( 2000 );
	expect( sent ).toHaveLength( 2 );
} );

it( 'a rule may wait for an element, on this page or the next', async () => {
	const rules: Binding[] = [ { on: 'shown', at: '.ask', until: '.done', name: 'Lead' } ];
	open( FORM, rules );
	// What is there without a submit says nothing.
	answer().className = 'done';
	await after( 2000 );
	answer().className = '';
	submit();
	form().reset();
	await after( 2000 );
	expect( sent ).toEqual( [] );
	running.abort();
	open( '<p class="done">Thanks</p>', rules );
	await after( 2000 );
	expect( sent.map( ( [ name ] ) => name ) ).toEqual( [ 'Lead' ] );
	running.abort();
	open( '<p class="done">Thanks</p>', rules );
	await after( 2000 );
	expect( sent ).toHaveLength( 1 );
} );
