/**
 * Clicks, submits and coming into view, for markup (`data-duet-event`) and for
 * the page's bindings. One listener for the whole page each, so what a script
 * inserts later is heard alike.
 */
import { attempt, on, type Browser } from '../browser/browser.ts';
import { native } from '../browser/dom.ts';
import type { Binding } from '../browser/page-json.ts';
import type { Tell } from '../pipeline.ts';
import type { Happen } from './binding.ts';

const LOOK_MS = 250;

/** Within this a second press on a form's button is the same act. */
const TWICE_MS = 1000;

type Had = [ element: Element | null, by: Binding | null ][];

/** What an element's own attributes say after `data-duet-`. A form's fields, if they are called so, hide its properties: `attributes`. */
function saidOf( element: Element ): { readonly [ name: string ]: string } {
	const said: Record< string, string > = {};
	for ( const name of native( element, 'getAttributeNames' )() ) {
		if ( name.startsWith( 'data-duet-' ) ) {
			said[ name.slice( 10 ).replace( /-/g, '_' ) ] = `${ native( element, 'getAttribute' )( name ) }`;
		}
	}
	return said;
}

export function elementTrigger( { win, page: { forms, page } }: Browser, happen: Happen ): void {
	const doc = win.document;

	/**
	 * @param had   what has had its event: an element by its mark, or by a binding
	 * @param marks whether marks count, too
	 */
	const act = ( kind: Binding[ 'on' ], target: Element, had: Had, marks = true, say?: Tell ): void => {
		const once = ( element: Element | null, by: Binding | null, run: () => void ): unknown =>
			had.some( ( [ one, its ] ) => one === element && its === by ) || ( had.push( [ element, by ] ) && run() );
		// From the inside out; a broken one takes nobody with it.
		for ( let element: Element | null = marks ? target : null; element; element = native( element, 'parentElement' ) ) {
			const marked = element;
			attempt( () => {
				const { event, on: when = native( marked, 'matches' )( 'form' ) ? 'submit' : 'click', params = '{}', ...rest } = saidOf( marked );
				if ( event && when === kind ) {
					once( marked, null, () => happen( { name: event, params: { ...rest, ...JSON.parse( params ) } }, target ) );
				}
			} );
		}
		page.bindings.forEach( ( binding ) =>
			attempt( () => {
				const element = binding.on === kind && binding.at && native( target, 'closest' )( binding.at );
				if ( element ) {
					// Whichever of its elements comes into view first, a binding is seen once.
					once( kind === 'view' ? null : element, binding, () => happen( binding, target, undefined, say ) );
				}
			} )
		);
	};

	// A press on a label clicks its control in the same breath, and scripts click on what is inside what was clicked: one act.
	const pressed: Had = [];
	on( win, 'click', ( { target } ) => {
		act( 'click', target as Element, pressed );
		setTimeout( () => ( pressed.length = 0 ) );
	} );

	// After everybody who may still stop it. Who presses twice has sent it once.
	const sent: Had = [];
	on(
		win,
		'submit',
		( { target, defaultPrevented } ) => {
			if ( ! defaultPrevented && ! ( forms && ( target as Element ).matches( forms ) ) ) {
				act( 'submit', target as Element, sent );
				setTimeout( () => ( sent.length = 0 ), TWICE_MS );
			}
		},
		false
	);

	// A form plugin's form was accepted: its adapter has seen to the marks (form-adapter.ts). One that is about to leave the
	// page brings somebody who takes along what will be true when the server accepts it.
	on( win, 'duet-accepted', ( event ) => act( 'submit', event.target as Element, [], false, ( event as CustomEvent< Tell | null > ).detail ?? undefined ) );

	const views = page.bindings.filter( ( binding ) => binding.on === 'view' );
	views.forEach( ( binding ) => binding.at || happen( binding ) );
	const wanted = [ '[data-duet-on=view]', ...views.flatMap( ( { at } ) => at ?? [] ) ];
	const seen: Had = [];
	const observer = new win.IntersectionObserver( ( entries ) =>
		entries.forEach( ( { isIntersecting, target } ) => isIntersecting && act( 'view', target, seen ) )
	);
	// A broken selector finds nothing.
	const look = (): void => {
		due = 0;
		wanted.forEach( ( selector ) => attempt( () => native( doc, 'querySelectorAll' )( selector ).forEach( ( element ) => observer.observe( element ) ) ) );
	};
	// What is inserted later, a few times a second at most: some pages never rest.
	let due: unknown = 0;
	look();
	new win.MutationObserver( () => ( due ||= setTimeout( look, LOOK_MS ) ) ).observe( doc, { childList: true, subtree: true } );
}
