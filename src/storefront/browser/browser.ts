/**
 * The edge: storage, cookies, IDs, log and requests of one window. Each part works in a browser that refuses it
 * (blocked storage, insecure context).
 */
import type { PageJson } from './page-json.ts';
import { claim, native, writeCookie } from './dom.ts';

/** A window and the page JSON. */
export interface Browser {
	readonly win: Window & typeof globalThis;
	readonly page: PageJson;
}

/** A message for developers, at the console's verbose level. */
export const log = ( reason: unknown ): undefined => void console.debug( 'Duet', reason );

/** Runs it. Our errors must not stop the page's code. */
export function attempt< T >( run: () => T, otherwise?: T ): T | undefined {
	try {
		return run();
	} catch ( error ) {
		log( error );
		return otherwise;
	}
}

/** Work that waits until a window's page is idle; null once it is. */
const tasks = new WeakMap< Window, ( () => void )[] | null >();

/** Does what waits. Also when the page is left, so that no event is lost, and before the visitor's first act. */
export function settle( { win }: Pick< Browser, 'win' > ): void {
	const waiting = tasks.get( win );
	tasks.set( win, null );
	waiting?.forEach( ( run ) => attempt( run ) );
}

/** Makes `later` wait on a page that has not loaded. Called before anything else listens for the page being left. */
export function waitForIdle( browser: Pick< Browser, 'win' > ): void {
	const { win } = browser;
	if ( /in/.test( win.document.readyState ) ) {
		const begin = () => settle( browser );
		tasks.set( win, [] );
		on( win, 'load', () => ( win.requestIdleCallback ?? setTimeout )( begin ) );
		on( win, 'pagehide visibilitychange pointerdown keydown submit', begin );
	}
}

/**
 * Runs it when the page has loaded and is idle, or at once if it is. The first touch of a storage blocks the page for many
 * milliseconds, so whatever touches one waits.
 */
export function later( { win }: Browser, run: () => void ): void {
	const waiting = tasks.get( win );
	if ( waiting ) {
		waiting.push( run );
	} else {
		attempt( run );
	}
}

/**
 * Whether the visitor has just come to this site, so that nothing of an earlier page waits in this tab: the page was opened,
 * not loaded again, from another site, or as the first one of its tab. If the visitor has been here before, the next page
 * finds what waits.
 */
export const isFirstPage = ( { win }: Pick< Browser, 'win' > ): boolean => {
	const { history, performance, document: { referrer }, location, opener } = win;
	const { type } = ( performance.getEntriesByType?.( 'navigation' )[ 0 ] ?? {} ) as Partial< PerformanceNavigationTiming >;
	return ! opener && type === 'navigate' && ( referrer ? ! referrer.startsWith( location.origin ) : history.length < 2 );
};

/** Windows whose sessionStorage is in use. */
const used = new WeakSet< Window >();

/** Before something is written that depends on what is there. */
export const openSession = ( { win }: Browser ): unknown => used.add( win );

const storeOf =
	( name: 'localStorage' | 'sessionStorage' ) =>
	/** Stores a value as JSON under a key; null deletes it; without a value the call reads it. */
	< T >( { win }: Browser, key: string, value?: T | null ): T | null | undefined =>
		attempt( () => {
			if ( name === 'sessionStorage' && ! used.has( win ) ) {
				if ( ( value ?? null ) === null && isFirstPage( { win } ) ) {
					return null;
				}
				used.add( win );
			}
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

/** The dataLayer. It may exist for other tools although ours is off. */
export const layerOf = ( { win, page }: Browser ): unknown[] => claim( win, page.dataLayer ?? 'dataLayer', [] );

/**
 * The key under which the session stores which door answered last: 1 is the front door, 0 is REST; absent before the
 * first answer.
 */
export const DOOR = 'duet_door';

/**
 * Sends JSON, as text, to a route of ours. The request outlives the page. If a plugin or a firewall has closed REST to
 * visitors, the front door accepts it, and everything else for the rest of the session. If a page is left before the
 * first answer, the request is sent to both doors: both copies have the same ID or time, so the server counts one.
 *
 * @param busy is called if there were too many requests (429), the only answer after which another attempt helps
 * @param door which of the two doors is tried first
 * @param last whether the other door has been tried
 * @return whether the server has processed it: status 200 with the body `{}`. A cache, a firewall or a log-in page may
 *         answer 200 as well, but with another body.
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
		// A server that is too busy or fails does not mean that the door is closed.
		if ( ours || last || status > 428 ) {
			if ( ours && unknown ) {
				session( browser, DOOR, 0 );
			}
			return ours && status === 200;
		}
		// Stored at once, because the page may be left before the other door answers.
		session( browser, DOOR, other );
		return post( browser, route, body, busy, other, true );
	} catch ( error ) {
		return !! log( error );
	}
};

/**
 * Listens in the capture phase, so that no other listener can stop the event before.
 *
 * @param types separated by spaces
 * @param first false: in the bubbling phase, after other listeners
 */
export const on = ( win: Window, types: string, run: ( event: Event ) => void, first = true ): void =>
	types.split( ' ' ).forEach( ( type ) => win.addEventListener( type, ( event ) => attempt( () => run( event ) ), first ) );

/**
 * Passes on the address of each answer that this page's scripts got from their own site, also of those before this
 * script ran.
 */
export const answered = ( { win }: Browser, run: ( url: string ) => void ): void =>
	new win.PerformanceObserver( ( list ) =>
		( list.getEntries() as PerformanceResourceTiming[] ).forEach( ( { name, initiatorType } ) => {
			if ( /^(fetch|xml)/.test( initiatorType ) && name.startsWith( win.location.origin ) ) {
				attempt( () => run( name ) );
			}
		} )
	).observe( { type: 'resource', buffered: true } );

/** Runs it once the page has loaded. */
export const onceLoaded = ( win: Window, run: () => void ): unknown =>
	/in/.test( win.document.readyState ) ? on( win, 'load', run ) : setTimeout( run );
