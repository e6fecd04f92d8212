/**
 * What a decision means for our own cookies: the click ID and the visitor number exist only after consent, and of a
 * refusal only its letter is stored. The letter is for the server, which cannot read every tool itself: g(ranted),
 * a(ssumed), d(enied), u(ndecided).
 */
import { cookie, hex, local, post, session, setCookie, type Browser } from '../browser/browser.ts';
import { native, writeCookie } from '../browser/dom.ts';
import type { Decision, Follower } from './consent.ts';
import { VISITOR } from './ask.ts';

const CLICK = 'ttclid';

/** Orders, by their key, whose withdrawal the server has not confirmed. */
const OWED = 'duet_refused';

/** A yes that the server has not answered: when it was given, and the order on whose page. */
const AGREED = 'duet_g';

/** TikTok's attribution window is at most 28 days; its own templates keep the ID for 30. */
const DAYS_30 = 2592e3;
const MONTHS_13 = 34128e3;

/**
 * Deletes TikTok's own cookies, which are on the widest domain that TikTok could set, because after a reload its script
 * is not there to delete them.
 */
function forgetTikTok( { win: { document: doc, location } }: Browser ): void {
	const hosts = location.hostname.split( '.' ).map( ( _, level, parts ) => `;domain=${ parts.slice( level ).join( '.' ) }` );
	for ( const name of native( doc, 'cookie' ).match( /\b(_ttp|_tt_\w+|ttcsid\w*)(?==)/g ) ?? [] ) {
		[ '', ...hosts ].forEach( ( host ) => writeCookie( doc, `${ name }=;path=/;max-age=0${ host }` ) );
	}
}

export function visitorOf( browser: Browser ): Follower {
	const { order } = browser.page;
	// A newer click replaces a stored one. The ID is case-sensitive and is not changed.
	const click = /[?&]ttclid=([\w.~-]{1,512})(&|$)/.exec( browser.win.location.search )?.[ 1 ] ?? session< string >( browser, CLICK );

	let now: Decision;
	// Two quick answers reach the server in their order.
	let lastRequest: Promise< readonly ( number | false | undefined )[] > = Promise.resolve( [] );

	return {
		follow( decision, said, ours ) {
			now = decision;
			session( browser, CLICK, decision === null ? click : null );
			// A consent tool may delete cookies before it reports the refusal, so the number is in localStorage, too.
			let [ , known = local< string >( browser, VISITOR ), letter ] = /^([\da-f]{32})\.(.)/.exec( cookie( browser, VISITOR ) ) ?? [];
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
				local( browser, OWED, null );
				// Sent when it is given, and until the server has answered. Loading a page again says nothing about a
				// refusal meanwhile, so a repeated yes has the time at which it was given.
				let agreed = local< { at: number } >( browser, AGREED );
				if ( letter !== mark ) {
					keep( `${ known ??= hex() }.${ mark }` );
					agreed = { at, ...order };
				}
				// Visitors who agreed before version 0.2 have their number in the cookie only.
				local( browser, VISITOR, known );
				if ( said && agreed ) {
					local( browser, AGREED, agreed );
					void sendConsent( 'granted', [ { ...agreed, age: at - agreed.at } ] ).then(
						( [ status ] ) => status && local( browser, AGREED, null )
					);
				}
			} else if ( decision === false ) {
				setCookie( browser, CLICK );
				forgetTikTok( browser );
				const owed = { ...local< Record< string, object > >( browser, OWED ), ...( order && { [ order.key ]: order } ) };
				const bodies = Object.values( known ? { _: {}, ...owed } : owed );
				keep( known ? `${ known }.d` : 'd' );
				local( browser, OWED, owed );
				local( browser, AGREED, null );
				// The cookie names the visitor to the server, so the number stays until the server has stored the
				// withdrawal, on this page or a later one. A visitor who has agreed again meanwhile keeps it.
				void sendConsent( 'denied', bodies ).then( ( stored ) => {
					if ( now === decision && stored.every( ( status ) => status === 200 ) ) {
						local( browser, OWED, null );
						local( browser, VISITOR, null );
						// The letter alone, without a visitor number. A tool that asks first stores its refusal itself.
						keep( 'd', ours || browser.page.consent === 'assumed' ? MONTHS_13 : 0 );
					}
				} );
			}
		},
	};
}
