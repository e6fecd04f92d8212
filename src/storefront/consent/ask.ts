/**
 * How a consent tool's own small file answers the main script, whichever of
 * the two runs first: it leaves a question-asking function under
 * `window.duet.ask[ rank ]` and says on `window` when the answer may be new.
 */
import type { DuetApi, DuetWindow } from '../../events/script-api.ts';
import { claim, native } from '../browser/dom.ts';
import { noteSilence, SLOW } from './silence.ts';

/** Granted, denied; null: the tool is there and nobody has answered it; undefined: it is not there, so the next rank is asked. */
export type Answer = boolean | null | undefined;

/** The design's order of sources. */
export const RANK = { wpConsentApi: 0, tool: 1, googleConsentMode: 2, country: 3 } as const;

export const CHANGED = 'duet_consent';

/** Our cookie: the visitor's number and how they decided, or the decision alone. */
export const VISITOR = 'duet_visitor';

/** Where tools/country.ts keeps for the session whether the visitor's country wants consent first, as JSON. */
export const COUNTRY = 'duet_country';

/** A page whose other scripts may have left anything in its globals. */
export type ToolWindow = Window & DuetWindow & { readonly [ global: string ]: unknown };

/** Set while the page was told no (`duet.consent( false )`) and a tool goes on saying yes. */
const OUTRANKED = 'duet_no';

/**
 * A tool's yes is silence where it is no new answer: it allows without having asked, as in an opt-out region, and our
 * cookie remembers a refusal; or it is the yes from before the page was told no.
 */
function newly( win: ToolWindow, said: Answer, answered: () => boolean ): Answer {
	const outranked = win.localStorage.getItem( OUTRANKED );
	if ( said !== true ) {
		// A tool that is late or silent has not changed its answer.
		if ( said === false && outranked ) {
			win.localStorage.removeItem( OUTRANKED );
		}
		return said;
	}
	return outranked || ( ! answered() && /d$/.test( cookieOf( win, new RegExp( `^${ VISITOR }$` ) ) ) ) ? null : said;
}

/**
 * @param changes  names of DOM events after which the tool may answer otherwise, separated by spaces
 * @param answered whether a yes is the visitor's own
 */
export function answer( win: ToolWindow, rank: number, changes: string, source: () => Answer, answered: () => boolean = () => true ): () => void {
	const duet = claim< DuetApi >( win, 'duet', { q: [] } );
	( duet.ask ??= [] )[ rank ] = () => {
		const said = source();
		try {
			return newly( win, said, answered );
		} catch {
			// A browser without storage.
			return said;
		}
	};
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
	const tell = (): void => {
		win.dispatchEvent( new Event( CHANGED ) );
		setTimeout( () => {
			try {
				noteSilence( win );
			} catch {}
		}, SLOW );
	};
	changes.split( ' ' ).forEach( ( type ) => win.addEventListener( type, tell, true ) );
	tell();
	return tell;
}

/** The value of a cookie, or ''; a name may end in any letters. */
export function cookieOf( win: ToolWindow, name: RegExp ): string {
	const { document: doc } = win;
	// An element called "cookie" may stand in its place.
	const cookies = typeof doc.cookie === 'string' ? doc.cookie : native( doc, 'cookie' );
	const pair = cookies.split( '; ' ).find( ( text ) => name.test( text.split( '=', 1 )[ 0 ] ?? '' ) );
	const value = pair?.slice( pair.indexOf( '=' ) + 1 ) ?? '';
	try {
		return decodeURIComponent( value );
	} catch {
		return value;
	}
}

/** "yes", true and their like, as tools write them; anything else is no answer. */
export const spoken = ( value: unknown ): boolean | undefined =>
	[ true, 'true', 'yes', 'allow', 'granted', '1' ].includes( value as string )
		? true
		: [ false, 'false', 'no', 'deny', 'denied', '0' ].includes( value as string )
			? false
			: undefined;
