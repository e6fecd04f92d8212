/**
 * The edge: storage, cookies, ids, log and requests of one window. Each part
 * survives a browser that refuses it (blocked storage, insecure context).
 */
import type { PageJson } from './page-json.ts';
import { claim, native, writeCookie } from './dom.ts';

/** A window and what PHP told it. */
export interface Browser {
	readonly win: Window & typeof globalThis;
	readonly page: PageJson;
}

/** Tells a developer who shows the console's verbose level. */
export const log = ( reason: unknown ): undefined => void console.debug( 'Duet', reason );

/** Runs it; nothing of ours may throw into the page. */
export function attempt< T >( run: () => T, otherwise?: T ): T | undefined {
	try {
		return run();
	} catch ( error ) {
		log( error );
		return otherwise;
	}
}

const storeOf =
	( name: 'localStorage' | 'sessionStorage' ) =>
	/** Keeps a value as JSON under a key; null forgets it; without a value the call reads. */
	< T >( { win }: Browser, key: string, value?: T | null ): T | null | undefined =>
		attempt( () => {
			const store = win[ name ];
			if ( value === undefined ) {
				return JSON.parse( `${ store.getItem( key ) }` );
			}
			if ( value === null ) {
				store.removeItem( key );
			} else {
				store.setItem( key, JSON.stringify( value ) );
			}
		} );
export const local = storeOf( 'localStorage' );
export const session = storeOf( 'sessionStorage' );

/** 32 random hex characters. */
export const hex = (): string =>
	[ ...crypto.getRandomValues( new Uint8Array( 32 ) ) ].map( ( byte ) => ( byte % 16 ).toString( 16 ) ).join( '' );

/** The value, or '' */
export const cookie = ( { win }: Browser, name: string ): string =>
	native( win.document, 'cookie' ).match( `(?:^|; )${ name }=([^;]*)` )?.[ 1 ] ?? '';

/** Without seconds the cookie is deleted. */
export function setCookie( { win, page }: Browser, name: string, value = '', seconds = 0 ): void {
	const secure = win.location.protocol === 'https:' ? ';secure' : '';
	writeCookie( win.document, `${ name }=${ value };path=${ page.cookiePath };max-age=${ seconds };samesite=lax${ secure }` );
}

/** The dataLayer; other tools have one although ours is off. */
export const layerOf = ( { win, page }: Browser ): unknown[] => claim( win, page.dataLayer ?? 'dataLayer', [] );

/** For the session which door answered last: 1 is the front door, 0 is REST; absent before the first answer. */
export const DOOR = 'duet_door';

/**
 * Sends JSON, as text, to a route of ours. It outlives the page. Where a plugin or a firewall has closed REST to visitors,
 * the front door takes it, and for the rest of the session everything else. A page that is left before the first answer
 * knocks at both doors: what comes twice has one id or one time.
 *
 * @param busy is called when too many requests came (429); nothing else is worth another try
 * @param door which of the two is tried first
 * @param last whether the other one has been tried
 * @return whether the server has processed it: status 200 with the body `{}`. A cache, a firewall or a log-in page may
 * answer 200 as well, but with another body.
 */
export const post = async (
	browser: Browser,
	route: string,
	body: object,
	busy?: () => void,
	door = session< number >( browser, DOOR ),
	last?: true
): Promise< boolean > => {
	try {
		const { win, page } = browser;
		const other = door ? 0 : 1;
		const unknown = ! last && door !== 0 && door !== 1;
		let waiting = unknown;
		if ( unknown ) {
			on( win, 'pagehide visibilitychange', () => {
				if ( waiting ) {
					waiting = false;
					void post( browser, route, body, busy, other, true );
				}
			} );
		}
		const reply = await win.fetch( page[ door ? 'door' : 'rest' ] + route, { method: 'POST', body: JSON.stringify( body ), keepalive: true } );
		const { status } = reply;
		const ours = /{}\s*$/.test( await reply.text() );
		waiting = false;
		if ( status === 429 ) {
			busy?.();
		}
		// A server that is too busy or fails is no closed door.
		if ( ours || last || status > 428 ) {
			if ( ours && unknown ) {
				session( browser, DOOR, 0 );
			}
			return ours && status === 200;
		}
		// Remembered at once: the page may be left before the other door answers.
		session( browser, DOOR, other );
		return post( browser, route, body, busy, other, true );
	} catch ( error ) {
		return !! log( error );
	}
};

/**
 * Listens, first of all, so that nobody on the way can stop the event.
 *
 * @param types separated by spaces
 * @param first false: last of all
 */
export const on = ( win: Window, types: string, run: ( event: Event ) => void, first = true ): void =>
	types.split( ' ' ).forEach( ( type ) => win.addEventListener( type, ( event ) => attempt( () => run( event ) ), first ) );

/** Tells the address of each answer this page's scripts got from their own site, those before us included. */
export const answered = ( { win }: Browser, run: ( url: string ) => void ): void =>
	new win.PerformanceObserver( ( list ) =>
		( list.getEntries() as PerformanceResourceTiming[] ).forEach( ( { name, initiatorType } ) => {
			if ( /^(fetch|xml)/.test( initiatorType ) && name.startsWith( win.location.origin ) ) {
				attempt( () => run( name ) );
			}
		} )
	).observe( { type: 'resource', buffered: true } );

/** Runs it when the page has loaded. */
export const atRest = ( win: Window, run: () => void ): unknown =>
	/in/.test( win.document.readyState ) ? on( win, 'load', run ) : setTimeout( run );
