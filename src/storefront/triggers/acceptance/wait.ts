/**
 * One submission whose own script stopped the browser's submit: waits until the page shows that it was accepted, or
 * refused, or until the time is over. A submission that shows neither is not counted.
 */
import { native } from '../../browser/dom.ts';
import { hasNew, isVisible, placeOf, regionsIn, stillThere } from './regions.ts';
import { requestsSince } from './requests.ts';

/** A server slower than this has lost its visitor. */
const LIMIT = 20_000;

/** Between two looks at a page that changes. */
const TICK = 50;

/** A sign must hold this long: an error may appear in the same moment. */
const SETTLE = 500;

/** After an answer without any words, nothing may follow for this long. */
const QUIET = 1500;

export type End = 'accepted' | 'refused' | 'unclear';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Fields that hold what the visitor typed. */
const typedIn = ( form: Element ): Field[] =>
	( [ ...native( form, 'querySelectorAll' )( 'input:not([type="hidden"]):not([type="submit"]):not([type="button"]):not([type="checkbox"]):not([type="radio"]), textarea' ) ] as Field[] ).filter(
		( field ) => `${ field.value }`.trim() !== ''
	);

/** @return stops waiting without an end: the form was sent again, or by the browser itself */
export function waitFor( win: Window & typeof globalThis, form: Element, end: ( how: End ) => void ): () => void {
	const place = placeOf( form );
	const typed = typedIn( form );
	const said = () => place.textContent ?? '';
	const words = said();
	let before = regionsIn( place, form );
	let reset = false;
	let left = false;
	let since: number | undefined;
	let over = false;
	const began = Date.now();

	const finish = ( how: End | undefined ): void => {
		if ( ! over ) {
			over = true;
			cleanUp();
			if ( how ) {
				end( how );
			}
		}
	};

	/** What speaks for an acceptance now, or nothing; a weaker sign has to hold longer. */
	const sign = (): number | undefined => {
		const now = regionsIn( place, form );
		const errors = [ ...now.values() ].some( ( { kind } ) => kind === 'error' );
		if ( hasNew( now, before, 'error' ) ) {
			finish( 'refused' );
			return undefined;
		}
		const thanks = hasNew( now, before, 'success' );
		const spoken = hasNew( now, before, 'spoken' );
		before = stillThere( before, now );
		const emptied = typed.length > 0 && typed.every( ( { value } ) => `${ value }`.trim() === '' );
		if ( thanks || reset || emptied || ! isVisible( form ) ) {
			return errors ? undefined : SETTLE;
		}
		const answered = requests.outcome() === 'accepted' && ! errors;
		return answered && ( spoken || said() === words ) ? QUIET : undefined;
	};

	const look = (): void => {
		if ( over ) {
			return;
		}
		const holds = sign();
		since = holds === undefined ? undefined : since ?? Date.now();
		if ( holds !== undefined && since !== undefined && Date.now() - since >= holds ) {
			finish( requests.outcome() === 'failed' ? 'refused' : 'accepted' );
		} else if ( Date.now() - began > LIMIT ) {
			finish( 'unclear' );
		}
	};

	const onReset = ( event: Event ): void => {
		reset ||= event.target === form;
		look();
	};
	const onClick = ( { target }: Event ): void => {
		left ||= target instanceof Element && native( target, 'closest' )( 'a[href]' ) !== null;
	};
	// A script that sends the form to a new page after all, or a redirect after success. A visitor who follows a link, or
	// closes the tab, has not shown anything.
	const onLeave = (): void => {
		if ( ! left && requests.outcome() !== 'failed' && ! hasNew( regionsIn( place, form ), before, 'error' ) ) {
			finish( 'accepted' );
		}
	};
	const navigation = ( win as unknown as { readonly navigation?: EventTarget } ).navigation;
	const requests = requestsSince( win, win.performance.now() - 50, look );
	// Some pages never rest.
	let due: unknown = 0;
	const soon = (): void => {
		due ||= setTimeout( () => {
			due = 0;
			look();
		}, TICK );
	};
	const observer = new win.MutationObserver( soon );
	observer.observe( win.document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: [ 'class', 'style', 'hidden', 'aria-invalid', 'aria-hidden' ] } );
	const timer = setInterval( look, 250 );
	win.addEventListener( 'reset', onReset, true );
	win.addEventListener( 'click', onClick, true );
	( navigation ?? win ).addEventListener( navigation ? 'navigate' : 'pagehide', onLeave );

	function cleanUp(): void {
		clearInterval( timer );
		observer.disconnect();
		requests.stop();
		win.removeEventListener( 'reset', onReset, true );
		win.removeEventListener( 'click', onClick, true );
		( navigation ?? win ).removeEventListener( navigation ? 'navigate' : 'pagehide', onLeave );
	}
	return () => finish( undefined );
}
