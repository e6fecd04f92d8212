/**
 * The edge: storage, cookies, ids, log and requests of one window. Each part
 * survives a browser that refuses it (blocked storage, insecure context).
 */
import type { PageJson } from '../config.ts';

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
	win.document.cookie.match( `(?:^|; )${ name }=([^;]*)` )?.[ 1 ] ?? '';

/** Without seconds the cookie is deleted. */
export function setCookie( { win, page }: Browser, name: string, value = '', seconds = 0 ): void {
	const secure = win.location.protocol === 'https:' ? ';secure' : '';
	win.document.cookie = `${ name }=${ value };path=${ page.cookiePath };max-age=${ seconds };samesite=lax${ secure }`;
}

/** The dataLayer; other tools have one although ours is off. */
export const layerOf = ( { win, page }: Browser ): unknown[] =>
	( ( win as unknown as Record< string, unknown[] > )[ page.dataLayer ?? 'dataLayer' ] ??= [] );

/**
 * Sends JSON, as text, to a route of ours; resolves when that is over, well or
 * not. It outlives the page, and nothing is sent twice: a busy server needs no retry storm.
 */
export const post = ( { win, page }: Browser, route: string, body: object ): Promise< unknown > =>
	win.fetch( page.rest + route, { method: 'POST', body: JSON.stringify( body ), keepalive: true } ).catch( log );

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
	win.document.readyState === 'complete' ? setTimeout( run ) : on( win, 'load', run );
