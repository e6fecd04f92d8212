/**
 * The edge: storage, cookies, ids, log and requests of one window. Each part
 * survives a browser that refuses it (blocked storage, insecure context).
 */
export interface Store {
	get( key: string ): string | null | undefined;
	set( key: string, value: string | number ): void;
	drop( key: string ): void;
}

export interface Browser {
	readonly win: Window & typeof globalThis;
	readonly doc: Document;
	readonly local: Store;
	readonly session: Store;
	now(): number;
	/** 32 random hex characters. */
	hex(): string;
	/** The value, or '' */
	cookie( name: string ): string;
	/** Without seconds the cookie is deleted. */
	setCookie( name: string, value?: string, seconds?: number ): void;
	/** Sends JSON, as text, to a route of ours, once; resolves when that is over, well or not. */
	post( route: string, body: string, leaving?: boolean ): Promise< unknown >;
	/** Tells a developer, once a reason, and only one who asked (`localStorage.duet_debug`). */
	log( reason: unknown ): undefined;
	/** Runs it; nothing of ours may throw into the page. */
	attempt< T >( run: () => T ): T | undefined;
	/**
	 * Listens, before anybody on the way can stop the event.
	 *
	 * @param types separated by spaces
	 */
	on( target: EventTarget, types: string, run: ( event: Event ) => void ): void;
}

/**
 * @param rest URL of our routes; a route's name is appended to it
 */
export function browserOf( win: Window & typeof globalThis, cookiePath: string, rest: string ): Browser {
	const doc = win.document;
	const said = new Set< string >();

	const log: Browser[ 'log' ] = ( reason ) => {
		const text = `Duet: ${ reason }`;
		if ( ! said.has( text ) ) {
			said.add( text );
			if ( local.get( 'duet_debug' ) ) {
				win.console.warn( text );
			}
		}
		return undefined;
	};
	const attempt: Browser[ 'attempt' ] = ( run ) => {
		try {
			return run();
		} catch ( error ) {
			return log( error );
		}
	};
	/** What the real storage refuses (SecurityError, quota) is kept for this page alone. */
	const storeOf = ( name: 'localStorage' | 'sessionStorage' ): Store => {
		const kept: Record< string, string > = {};
		const store: Store = {
			get: ( key ) => kept[ key ] ?? attempt( () => win[ name ].getItem( key ) ),
			set( key, value ) {
				store.drop( key );
				kept[ key ] = `${ value }`;
				attempt( () => {
					win[ name ].setItem( key, `${ value }` );
					delete kept[ key ];
				} );
			},
			drop( key ) {
				delete kept[ key ];
				attempt( () => win[ name ].removeItem( key ) );
			},
		};
		return store;
	};
	const local = storeOf( 'localStorage' );

	return {
		win,
		doc,
		local,
		session: storeOf( 'sessionStorage' ),
		now: () => Date.now(),
		hex: () =>
			win.crypto
				.getRandomValues( new Uint8Array( 16 ) )
				.reduce( ( text, byte ) => text + ( byte + 256 ).toString( 16 ).slice( 1 ), '' ),
		cookie: ( name ) => attempt( () => doc.cookie.match( `(?:^|; )${ name }=([^;]*)` )?.[ 1 ] ) ?? '',
		setCookie: ( name, value = '', seconds = 0 ) =>
			attempt( () => {
				doc.cookie = `${ name }=${ value };path=${ cookiePath };max-age=${ seconds };samesite=lax${
					win.location.protocol === 'https:' ? ';secure' : ''
				}`;
			} ),
		post: async ( route, body, leaving ) =>
			// Firefox before 133 cancels a fetch when the page goes. Nothing is sent twice: a busy server needs no retry storm.
			leaving && ! ( 'keepalive' in win.Request.prototype )
				? win.navigator.sendBeacon( rest + route, body )
				: win.fetch( rest + route, { method: 'POST', body, keepalive: true } ).catch( log ),
		log,
		attempt,
		on: ( target, types, run ) =>
			types
				.split( ' ' )
				.forEach( ( type ) => target.addEventListener( type, ( event ) => attempt( () => run( event ) ), true ) ),
	};
}
