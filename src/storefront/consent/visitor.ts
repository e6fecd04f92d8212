/**
 * What a decision means for our own cookies: the click ID and the visitor number exist only after consent, and of a
 * refusal only its letter is stored. The letter is for the server, which cannot read every tool itself: g(ranted),
 * a(ssumed), d(enied), u(ndecided).
 */
import { cookie, hex, isFirstPage, local, on, post, session, setCookie, type Browser } from '../browser/browser.ts';
import { native, writeCookie } from '../browser/dom.ts';
import type { Decision, Follower } from './consent.ts';
import { VISITOR } from './ask.ts';

const CLICK = 'ttclid';

/** Orders, by their key, whose withdrawal the server has not confirmed. */
const OWED = 'duet_refused';

/** TikTok's attribution window is at most 28 days; its own templates keep the ID for 30. */
const DAYS_30 = 2592e3;
const MONTHS_13 = 34128e3;

/**
 * Deletes TikTok's own cookies, which are on the widest domain that TikTok could set, because after a reload its script
 * is not there to delete them.
 */
function forgetTikTok( { win: { document: doc, location } }: Browser ): void {
	const hosts = location.hostname.split( '.' ).map( ( _, level, parts ) => `;domain=${ parts.slice( level ).join( '.' ) }` );
	for ( const name of native( doc, 'cookie' ).match( /\b(_ttp|_tt_enable_cookie|ttcsid\w*)(?==)/g ) ?? [] ) {
		[ '', ...hosts ].forEach( ( host ) => writeCookie( doc, `${ name }=;path=/;max-age=0${ host }` ) );
	}
}

/** @param search the query of the page's address when the page began */
export function visitorOf( browser: Browser, search = browser.win.location.search ): Follower {
	const { order } = browser.page;
	// A newer click replaces a stored one. The ID is case-sensitive and is not changed.
	const click = /[?&]ttclid=([\w.~-]{1,512})(&|$)/.exec( search )?.[ 1 ] ?? session< string >( browser, CLICK );

	let now: Decision;
	// Its copy for consent tools that delete cookies is written when the page is left: nothing on this page needs it.
	let unsaved: string | undefined;
	on( browser.win, 'pagehide visibilitychange', () => {
		if ( unsaved ) {
			local( browser, VISITOR, unsaved );
			unsaved = undefined;
		}
	} );
	// Two quick answers reach the server in their order.
	let lastRequest: Promise< readonly boolean[] > = Promise.resolve( [] );

	return {
		follow( decision, said, ours ) {
			now = decision;
			session( browser, CLICK, decision === null ? click : null );
			const before = cookie( browser, VISITOR );
			// A consent tool may delete cookies before it reports the refusal, so the number is in localStorage, too.
			let [ , known = unsaved ?? ( decision === null || ( decision && isFirstPage( browser ) ) ? undefined : local< string >( browser, VISITOR ) ), letter ] = /^([0-9a-f]{32})\.(.)/.exec( before ) ?? [];
			const keep = ( value: string, seconds = MONTHS_13 ) => setCookie( browser, VISITOR, value, seconds );
			// A yes that arrives after a later no must not lift it: the server compares these times.
			const at = Date.now();
			const sendConsent = ( state: string, bodies: readonly ( object | undefined )[] ) =>
				( lastRequest = lastRequest.then( () => Promise.all( bodies.map( ( body ) => post( browser, 'consent', { state, at, ...body } ) ) ) ) );

			if ( decision ) {
				// Assumed consent is no consent: it ends with the setting, and the server never gets it as a yes.
				const mark = said ? 'g' : 'a';
				if ( click ) {
					setCookie( browser, CLICK, click, DAYS_30 );
				}
				// Only a refusal leaves something in localStorage to delete.
				if ( letter === 'd' || /d$/.test( before ) ) {
					local( browser, OWED, null );
				}
				// Sent only when it is given: loading a page again says nothing about a refusal meanwhile.
				if ( letter !== mark ) {
					keep( `${ known ??= hex() }.${ mark }` );
					unsaved = known;
					if ( said ) {
						void sendConsent( 'granted', [ order ] );
					}
				}
			} else if ( decision === false ) {
				setCookie( browser, CLICK );
				forgetTikTok( browser );
				// The letter alone, without a visitor number. A tool that asks first stores its refusal itself.
				const forget = () => {
					local( browser, OWED, null );
					unsaved = undefined;
					local( browser, VISITOR, null );
					keep( 'd', ours || browser.page.consent === 'assumed' ? MONTHS_13 : 0 );
				};
				const owed = { ...local< Record< string, object > >( browser, OWED ), ...( order && { [ order.key ]: order } ) };
				const bodies = Object.values( known ? { '': {}, ...owed } : owed );
				if ( bodies[ 0 ] ) {
					keep( known ? `${ known }.d` : 'd' );
					local( browser, OWED, owed );
					// The cookie names the visitor to the server, so the number stays until the server has stored the
					// withdrawal, on this
					// page or a later one. A visitor who has agreed again meanwhile keeps it.
					void sendConsent( 'denied', bodies ).then( ( stored ) => {
						if ( now === false && stored.every( Boolean ) ) {
							forget();
						}
					} );
				} else {
					forget();
				}
			}
		},
	};
}
