/**
 * Watches forms of any kind on pages where a rule or a mark counts a form: forms whose own script prevents the browser's
 * submit, which the storefront script leaves alone, and rules that count another moment than the acceptance. The adapter
 * of a form plugin counts the forms of that plugin.
 */
import type { Params, UncheckedEvent } from '../../../events/event.ts';
import { attempt, on, type Browser } from '../../browser/browser.ts';
import { callDuet } from '../../browser/call.ts';
import { native } from '../../browser/dom.ts';
import type { Binding, PageJson } from '../../browser/page-json.ts';
import { fireBindingOf } from '../binding.ts';
import { wishOf } from '../form-adapter.ts';
import { personOf } from '../form-signals.ts';
import { watchElements } from './elements.ts';
import { waitFor } from './wait.ts';

/** Milliseconds within which a second submit of a form is the same one. */
const TWICE = 1000;

export function watchForms( win: Window & typeof globalThis, page: PageJson ): void {
	const browser: Browser = { win, page };
	const send = ( { name, params = {}, person }: UncheckedEvent ): void => callDuet( win, name, params, person );

	/** The events of rules about this form, with its present values: the form may be empty once it is accepted. */
	const eventsOf = ( form: Element, wanted: ( binding: Binding ) => boolean ): UncheckedEvent[] => {
		const events: UncheckedEvent[] = [];
		const fire = fireBindingOf( browser, ( event ) => events.push( { ...event, person: personOf( form ) } ) );
		page.page.bindings.filter( wanted ).forEach( ( binding ) => attempt( () => binding.at && native( form, 'closest' )( binding.at ) && fire( binding, form ) ) );
		return events;
	};
	const ofKind = ( kind: Binding[ 'on' ] ) => ( binding: Binding ): boolean => binding.on === kind;

	/** The events of marks on the form and around it. */
	const marksOf = ( form: Element ): UncheckedEvent[] => {
		const events: UncheckedEvent[] = [];
		for ( let element: Element | null = form; element; element = native( element, 'parentElement' ) ) {
			const when = native( element, 'getAttribute' )( 'data-duet-on' ) ?? ( element === form ? 'submit' : 'click' );
			const { event, params } = wishOf( element, page.numbers );
			if ( event && when === 'submit' ) {
				events.push( { name: event, params: params as Params, person: personOf( form ) } );
			}
		}
		return events;
	};

	const expect = watchElements( browser, send );
	const waits = new WeakMap< Element, () => void >();
	const sent = new WeakMap< Element, number >();

	on( win, 'submit', ( event ) => {
		const { target: form } = event;
		if ( ! ( form instanceof win.HTMLFormElement ) ) {
			return;
		}
		if ( Date.now() - ( sent.get( form ) ?? 0 ) > TWICE ) {
			sent.set( form, Date.now() );
			eventsOf( form, ofKind( 'sent' ) ).forEach( send );
		}
		page.page.bindings.filter( ofKind( 'shown' ) ).forEach( ( binding ) => expect( binding.until, eventsOf( form, ( one ) => one === binding ) ) );

		const hasAdapter = !! page.forms && native( form, 'matches' )( page.forms );
		const events = hasAdapter ? [] : [ ...marksOf( form ), ...eventsOf( form, ofKind( 'submit' ) ) ];
		waits.get( form )?.();
		// Each listener after this one may prevent the submit.
		setTimeout( () =>
			attempt( () => {
				if ( event.defaultPrevented && events[ 0 ] ) {
					waits.set( form, waitFor( win, form, ( how ) => how === 'accepted' && events.forEach( send ) ) );
				}
			} )
		);
	} );
}
