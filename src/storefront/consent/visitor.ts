/**
 * What a decision means for our own cookies: the click id and the visitor's
 * number exist only after consent, and a refusal leaves nothing behind. The
 * letter tells the server what it cannot hear itself: g(ranted), a(ssumed),
 * d(enied), u(ndecided).
 */
import { cookie, hex, post, session, setCookie, type Browser } from '../config/browser.ts';
import type { TrayItem } from '../config.ts';
import type { Decision, Follower } from '../consent.ts';
import { COUNTRY } from './ask.ts';

const CLICK = 'ttclid';
const VISITOR = 'duet_visitor';

/** TikTok's attribution window is at most 28 days; its own templates keep the id for 30. */
const DAYS_30 = 2592e3;
const MONTHS_13 = 34128e3;
const DAY = 86400;

/** Milliseconds a consent tool may need to read its own cookie. */
const SLOW = 5e3;

/** TikTok's own cookies, which stand on the widest domain it could set: after a reload its script is not there to take them back. */
function forgetTikTok( { win: { document: doc, location } }: Browser ): void {
	const hosts = location.hostname.split( '.' ).map( ( _, level, parts ) => `;domain=${ parts.slice( level ).join( '.' ) }` );
	for ( const name of doc.cookie.match( /\b(_ttp|_tt_enable_cookie|ttcsid\w*)(?==)/g ) ?? [] ) {
		[ '', ...hosts ].forEach( ( host ) => ( doc.cookie = `${ name }=;path=/;max-age=0${ host }` ) );
	}
}

/**
 * @param order the order shown on this page, whose snapshot the answer changes
 */
export function visitorOf(
	browser: Browser,
	order: TrayItem[ 'ack' ] | undefined
): Follower {
	// A newer click beats every stored one. The id is case-sensitive and goes on unchanged.
	const click = /[?&]ttclid=([\w.~-]{1,512})(&|$)/.exec( browser.win.location.search )?.[ 1 ] ?? session< string >( browser, CLICK );

	let now: Decision;
	// Two answers in a hurry reach the server in their order.
	let told: Promise< unknown > = Promise.resolve();

	return {
		follow( decision, said ) {
			now = decision;
			session( browser, CLICK, decision === null ? click : null );
			const state = decision ? 'granted' : 'denied';
			const stored = cookie( browser, VISITOR );
			const [ , known, letter ] = /^([0-9a-f]{32})\.(.)/.exec( stored ) ?? [];
			const answer = async ( seconds: number ) => {
				if ( decision || known ) {
					// What the setting assumes is no consent: it ends with the setting.
					setCookie( browser, VISITOR, `${ known ?? hex() }.${ said ? state[ 0 ] : 'a' }`, seconds );
				}
				// Of what the setting assumes the server knows already.
				await ( told = told.then( () => ( said || order ) && post( browser, 'consent', { state, ...order } ) ) );
			};

			if ( decision ) {
				if ( click ) {
					setCookie( browser, CLICK, click, DAYS_30 );
				}
				if ( order || letter !== 'g' ) {
					void answer( MONTHS_13 );
				}
			} else if ( decision === false ) {
				setCookie( browser, CLICK );
				forgetTikTok( browser );
				// The letter alone is no visitor's number. Who has agreed again meanwhile keeps his.
				const forget = () => now === false && ( browser.page.deaf ? setCookie( browser, VISITOR, 'd', MONTHS_13 ) : setCookie( browser, VISITOR ) );
				// The server knows the visitor by this cookie, so it goes only after the answer.
				void ( known || order ? answer( 60 ).then( forget ) : forget() );
			} else {
				// Nobody has answered, perhaps no more: what the cookie says is not so, nor what the setting assumes. Another tab may know better.
				setTimeout( () => {
					// Without a number only the server that would assume consent has to know, and it assumes none where the country asks first.
					const wanted = known ? letter !== 'u' : browser.page.deaf && stored !== 'd' && ! session( browser, COUNTRY );
					if ( wanted && now === null && stored === cookie( browser, VISITOR ) ) {
						setCookie( browser, VISITOR, known ? `${ known }.u` : 'u', known ? MONTHS_13 : DAY );
					}
				}, SLOW );
			}
		},
	};
}
