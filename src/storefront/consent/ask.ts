/**
 * How the small file of a consent tool answers the storefront script, whichever of the two runs first: it leaves a
 * function that reads the answer under `window.duet.ask[ rank ]`, and dispatches an event on `window` when the answer
 * may have changed.
 */
import type { DuetApi, DuetWindow } from '../../events/script-api.ts';
import { claim, native } from '../browser/dom.ts';
import { storeUndecided, SLOW } from './undecided.ts';

/**
 * Granted, denied; null: the tool is there and the visitor has not answered; undefined: the tool is not there, so the
 * next rank is read.
 */
export type Answer = boolean | null | undefined;

/** The order in which sources are read. */
export const RANK = { wpConsentApi: 0, tool: 1, googleConsentMode: 2, country: 3 } as const;

export const CHANGED = 'duet_consent';

/** Our cookie: the visitor number and the decision, or the decision alone. */
export const VISITOR = 'duet_visitor';

/**
 * The key under which tools/country.ts stores for the session whether the visitor's country requires consent, as JSON.
 */
export const COUNTRY = 'duet_country';

/** A page whose other scripts may have left anything in its globals. */
export type ToolWindow = Window & DuetWindow & { readonly [ global: string ]: unknown };

/** Set while the page has reported a refusal (`duet.consent( false )`) and a tool still says yes. */
const OUTRANKED = 'duet_no';

/**
 * A tool's yes counts as no answer if it is not new: the tool allows by default, as in an opt-out region, and our
 * cookie holds a refusal; or it is the yes from before the page reported a refusal.
 */
function ignoreStaleYes( win: ToolWindow, said: Answer, answered: () => boolean ): Answer {
	const outranked = win.localStorage.getItem( OUTRANKED );
	if ( said !== true ) {
		// A tool that is late or has no answer has not changed its answer.
		if ( said === false && outranked ) {
			win.localStorage.removeItem( OUTRANKED );
		}
		return said;
	}
	return outranked || ( ! answered() && /d$/.test( cookieOf( win, new RegExp( `^${ VISITOR }$` ) ) ) ) ? null : said;
}

/**
 * @param changes  names of DOM events after which the answer may differ, separated by spaces
 * @param answered whether a yes is the visitor's own answer, and whether "no answer" may also mean "cannot tell"
 */
export function registerSource( win: ToolWindow, rank: number, changes: string, source: () => Answer, answered: () => boolean = () => true ): () => void {
	const duet = claim< DuetApi >( win, 'duet', { q: [] } );
	( duet.ask ??= [] )[ rank ] = () => {
		const said = source();
		try {
			return ignoreStaleYes( win, said, answered );
		} catch {
			// The browser blocks storage.
			return said;
		}
	};
	if ( rank === RANK.tool ) {
		// Some tools write their default into the WP Consent API at page load, or a new answer category by category.
		duet.denies = () => {
			const said = source();
			return said !== true && ( said !== null || answered() );
		};
	}
	win.addEventListener(
		CHANGED,
		( event ) => {
			const { detail } = event as CustomEvent< unknown >;
			try {
				if ( detail === true ) {
					win.localStorage.removeItem( OUTRANKED );
				} else if ( detail === false && source() === true ) {
					win.localStorage.setItem( OUTRANKED, '1' );
				}
			} catch {}
		},
		true
	);
	const announceChange = (): void => {
		win.dispatchEvent( new Event( CHANGED ) );
		setTimeout( () => {
			try {
				storeUndecided( win );
			} catch {}
		}, SLOW );
	};
	changes.split( ' ' ).forEach( ( type ) => win.addEventListener( type, announceChange, true ) );
	announceChange();
	return announceChange;
}

/** For a tool that dispatches no event: its cookie is written after the click that answers. */
export const afterClick = ( win: ToolWindow, announceChange: () => void ): void =>
	win.addEventListener( 'click', () => void setTimeout( announceChange, 600 ), true );

/** The value of a cookie, or ''; the name is a pattern. */
export function cookieOf( win: ToolWindow, name: RegExp ): string {
	const { document: doc } = win;
	// An element with the name "cookie" may hide it.
	const cookies = typeof doc.cookie === 'string' ? doc.cookie : native( doc, 'cookie' );
	const pair = cookies.split( '; ' ).find( ( text ) => name.test( text.split( '=', 1 )[ 0 ] ?? '' ) );
	const value = pair?.slice( pair.indexOf( '=' ) + 1 ) ?? '';
	try {
		return decodeURIComponent( value );
	} catch {
		return value;
	}
}

/** The JSON in a cookie, {} without one; throws if it is invalid. On the server, ToolCookies::json() reads it. */
export function jsonCookie< T >( win: ToolWindow, name: RegExp ): Partial< T > {
	const text = cookieOf( win, name );
	return ( text ? JSON.parse( text ) : {} ) as Partial< T >;
}

/** "yes", true and the like, as tools write them; anything else is no answer. */
export const parseAnswer = ( value: unknown ): boolean | undefined =>
	[ true, 'true', 'yes', 'allow', 'granted', '1' ].includes( value as string )
		? true
		: [ false, 'false', 'no', 'deny', 'denied', '0' ].includes( value as string )
			? false
			: undefined;
