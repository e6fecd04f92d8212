/**
 * Clicks, submissions and elements that come into view, for markup (`data-duet-event`) and for the page's bindings.
 * There is one listener of each kind for the whole page, so elements that a script inserts later work as well.
 */
import { attempt, later, on, type Browser } from '../browser/browser.ts';
import { native } from '../browser/dom.ts';
import type { Binding } from '../browser/page-json.ts';
import type { CreateEvent } from '../pipeline.ts';
import type { FireBinding } from './binding.ts';

const LOOK_MS = 250;

/** A second press on a form's button within this time is the same submission. */
const TWICE_MS = 1000;

type Had = [ element: Element | null, by: Binding | null ][];

/**
 * What an element's own attributes contain after `data-duet-`. Fields of a form may hide its properties, so
 * `attributes` is read safely.
 */
function saidOf( element: Element ): { readonly [ name: string ]: string } {
	const said: Record< string, string > = {};
	for ( const name of native( element, 'getAttributeNames' )() ) {
		if ( name.startsWith( 'data-duet-' ) ) {
			said[ name.slice( 10 ).replace( /-/g, '_' ) ] = `${ native( element, 'getAttribute' )( name ) }`;
		}
	}
	return said;
}

export function elementTrigger( browser: Browser, fireBinding: FireBinding ): void {
	const { win, page: { forms, page } } = browser;
	const doc = win.document;

	/**
	 * @param had   elements that already had their event: by their markup, or by a binding
	 * @param marks whether markup counts, too
	 */
	const act = ( kind: Binding[ 'on' ], target: Element, had: Had, marks = true, say?: CreateEvent ): void => {
		const once = ( element: Element | null, by: Binding | null, run: () => void ): unknown =>
			had.some( ( [ one, its ] ) => one === element && its === by ) || ( had.push( [ element, by ] ) && run() );
		// From the innermost element outwards. An error in one does not stop the others.
		for ( let element: Element | null = marks ? target : null; element; element = native( element, 'parentElement' ) ) {
			const marked = element;
			attempt( () => {
				const { event, on: when = native( marked, 'matches' )( 'form' ) ? 'submit' : 'click', params = '{}', ...rest } = saidOf( marked );
				if ( event && when === kind ) {
					once( marked, null, () => fireBinding( { name: event, params: { ...rest, ...JSON.parse( params ) } }, target ) );
				}
			} );
		}
		page.bindings.forEach( ( binding ) =>
			attempt( () => {
				const element = binding.on === kind && binding.at && native( target, 'closest' )( binding.at );
				if ( element ) {
					// A binding is seen once, with the first of its elements that comes into view.
					once( kind === 'view' ? null : element, binding, () => fireBinding( binding, target, undefined, say ) );
				}
			} )
		);
	};

	// A press on a label also clicks its control, and scripts click on elements inside the clicked one: all of this is
	// one act.
	const pressed: Had = [];
	on( win, 'click', ( { target } ) => {
		act( 'click', target as Element, pressed );
		setTimeout( () => ( pressed.length = 0 ) );
	} );

	// Runs last, because other listeners may still stop the submission. Two presses are one submission.
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

	// A form plugin has accepted a form whose markup its adapter has handled (form-adapter.ts). For a form that is
	// about to leave the
	// page, the adapter passes a callback that stores what becomes true when the server accepts the form.
	on( win, 'duet-accepted', ( event ) => act( 'submit', event.target as Element, [], false, ( event as CustomEvent< CreateEvent | null > ).detail ?? undefined ) );

	const views = page.bindings.filter( ( binding ) => binding.on === 'view' );
	views.forEach( ( binding ) => binding.at || fireBinding( binding ) );
	const wanted = [ '[data-duet-on=view]', ...views.flatMap( ( { at } ) => at ?? [] ) ];
	const seen: Had = [];
	const observer = new win.IntersectionObserver( ( entries ) =>
		entries.forEach( ( { isIntersecting, target } ) => isIntersecting && act( 'view', target, seen ) )
	);
	// An invalid selector matches nothing.
	const look = (): void => {
		due = 0;
		wanted.forEach( ( selector ) => attempt( () => native( doc, 'querySelectorAll' )( selector ).forEach( ( element ) => observer.observe( element ) ) ) );
	};
	// Elements that are inserted later are noticed at most a few times a second, because some pages change all the
	// time.
	let due: unknown = 0;
	later( browser, () => {
		look();
		new win.MutationObserver( () => ( due ||= setTimeout( look, LOOK_MS ) ) ).observe( doc, { childList: true, subtree: true } );
	} );
}
