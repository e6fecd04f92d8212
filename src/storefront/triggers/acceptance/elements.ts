/**
 * Rules that count a form when a certain element appears: on the page of the form, or on the page that answers it. What is
 * expected is kept for the session, without anything that the visitor has entered.
 */
import type { Params, UncheckedEvent } from '../../../events/event.ts';
import { attempt, session, type Browser } from '../../browser/browser.ts';
import { native } from '../../browser/dom.ts';
import { isVisible } from './regions.ts';

const KEY = 'duet_sent';

/** Milliseconds after the submit in which the element counts. */
const LIMIT = 600_000;

interface Expected {
	/** Selector of the element. */
	readonly until: string;
	/** When the form was submitted. */
	readonly at: number;
	readonly name: string;
	readonly params: Params;
}

/** @return what a submit expects */
export function watchElements( browser: Browser, send: ( event: UncheckedEvent ) => void ): ( until: string | undefined, events: readonly UncheckedEvent[] ) => void {
	const { win, page } = browser;
	const { document: doc } = win;
	const stored = (): Expected[] => ( session< Expected[] >( browser, KEY ) ?? [] ).filter( ( { at } ) => at > Date.now() - LIMIT );
	const keep = ( list: readonly Expected[] ): void => void session( browser, KEY, list[ 0 ] ? list : null );
	let isExpecting = stored().length > 0;

	const look = (): void => {
		if ( ! isExpecting ) {
			return;
		}
		// Read again: another page may have counted it before the visitor came back to this one.
		const expected = stored();
		const isThere = ( { until }: Expected ): boolean => [ ...( attempt( () => native( doc, 'querySelectorAll' )( until ) ) ?? [] ) ].some( isVisible );
		const there = expected.filter( isThere );
		isExpecting = there.length < expected.length;
		if ( there[ 0 ] ) {
			keep( expected.filter( ( one ) => ! there.includes( one ) ) );
			there.forEach( send );
		}
	};
	if ( isExpecting || page.page.bindings.some( ( { on: kind } ) => kind === 'shown' ) ) {
		new win.MutationObserver( () => attempt( look ) ).observe( doc.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: [ 'class', 'style', 'hidden' ] } );
		look();
	}
	return ( until, events ) => {
		if ( until && events[ 0 ] ) {
			keep( [ ...stored().filter( ( one ) => one.until !== until ), ...events.map( ( { name, params = {} } ) => ( { until, at: Date.now(), name, params } ) ) ] );
			isExpecting = true;
		}
	};
}
