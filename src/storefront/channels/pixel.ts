/**
 * TikTok's pixel. Nothing of it exists before consent; then its queue takes
 * the calls at once, and the script itself comes when the page is at rest.
 * Contract of the queue: TikTok's base code.
 */
import type { Content } from '../../events/catalogue.ts';
import type { Params } from '../../events/event.ts';
import type { Browser } from '../config/browser.ts';
import type { PageJson } from '../config.ts';
import type { Follower } from '../consent.ts';
import type { Channel } from './channel.ts';

type Call = ( ...args: unknown[] ) => void;

/** An array of [method, ...args] with a function for each method. */
interface Queue {
	[ method: string ]: Call;
}

interface Ttq {
	/** The queue of each pixel that somebody has loaded. */
	_i?: Record< string, Queue >;
	load( code: string, options: object ): void;
	instance( code: string ): Queue | undefined;
	grantConsent?(): void;
	revokeConsent?(): void;
	enableCookie?(): void;
	disableCookie?(): void;
}

const METHODS =
	'page track identify instances debug on off once ready alias group enableCookie disableCookie holdConsent revokeConsent grantConsent';

/** What only the dataLayer gets; a test holds it against the catalogue. */
const LAYER_ONLY = /^(transaction_id|tax|shipping|coupon|payment_type|method|new_customer|(item_list|form|link|file)_.+)$/;

/** What TikTok gets of the parameters: no dataLayer words, no signatures; pure. */
export function propertiesOf( params: Params ): Record< string, unknown > {
	const properties: Record< string, unknown > = {};
	for ( const name in params ) {
		if ( ! LAYER_ONLY.test( name ) ) {
			properties[ name ] =
				name === 'contents'
					? ( params[ name ] as readonly Content[] ).map(
							( { variant, group_id, currency, tax, sig, ...row } ) => row
					  )
					: params[ name ];
		}
	}
	return properties;
}

/** @param insert brings TikTok's script for one pixel */
function stubOf( script: string, insert: ( code: string ) => void ): Ttq {
	const methods = METHODS.split( ' ' );
	const setAndDefer = ( target: unknown[], method: string ) =>
		Object.assign( target, { [ method ]: ( ...args: unknown[] ) => target.push( [ method, ...args ] ) } );
	const queueOf = ( add: object ): unknown => methods.reduce( setAndDefer, Object.assign( [], add ) );
	const _i: Record< string, Queue > = {};
	const _t: Record< string, number > = {};
	const _o: Record< string, object > = {};
	return queueOf( {
		methods,
		setAndDefer,
		_i,
		_t,
		_o,
		instance: ( code: string ) => _i[ code ],
		load( code: string, options: object ) {
			_i[ code ] = queueOf( { _u: script } ) as Queue;
			_t[ code ] = Date.now();
			_o[ code ] = options;
			insert( code );
		},
	} ) as Ttq;
}

export function pixelOf( { win, doc, on }: Browser, { pixels, pixelScript }: PageJson ): Channel & Follower {
	const page = win as { ttq?: Ttq; TiktokAnalyticsObject?: string };
	let closed = false;

	const insert = ( code: string ): void => {
		const run = () => {
			// Consent was withdrawn meanwhile: the queue goes with it.
			if ( closed ) {
				delete page.ttq?._i?.[ code ];
				return;
			}
			const tag = doc.createElement( 'script' );
			tag.async = true;
			tag.src = `${ pixelScript }?sdkid=${ code }&lib=ttq`;
			doc.head.append( tag );
		};
		const rest = () => ( win.requestIdleCallback ?? setTimeout )( run );
		if ( doc.readyState === 'complete' ) {
			rest();
		} else {
			on( win, 'load', rest );
		}
	};

	return {
		key: 'pixel',
		accept: ( { id, params }, as ) =>
			pixels.forEach( ( code ) =>
				page.ttq?.instance( code )?.track?.( as, propertiesOf( params ), { event_id: id } )
			),
		granted() {
			if ( pixels[ 0 ] && ! page.ttq ) {
				page.TiktokAnalyticsObject = 'ttq';
				page.ttq = stubOf( pixelScript, insert );
			}
			// Another tool's pixel is shared, never replaced: its queue may hold calls.
			const { ttq } = page;
			if ( closed ) {
				closed = false;
				ttq?.grantConsent?.();
				ttq?.enableCookie?.();
			}
			pixels.forEach( ( code ) => {
				// Without this option the script adds page views of its own, without our ids.
				if ( ! ttq?._i?.[ code ] ) {
					ttq?.load( code, { historyObserver: false } );
				}
			} );
		},
		denied() {
			closed = true;
			page.ttq?.revokeConsent?.();
			page.ttq?.disableCookie?.();
		},
	};
}
