/**
 * TikTok's pixel. Nothing of it exists before consent. Then its queue accepts calls at once, and the script itself is
 * loaded after the page. Contract of the queue: TikTok's base code.
 */
import type { DuetWindow } from '../../events/script-api.ts';
import { propertiesOf } from '../../events/shapes.ts';
import { onceLoaded, type Browser } from '../browser/browser.ts';
import { claim, native } from '../browser/dom.ts';
import { limitsDataUse, type Decision, type Follower } from '../consent/consent.ts';
import type { Channel } from './channel.ts';

type Call = ( ...args: unknown[] ) => void;

/** An array of [method, ...args] with a function for each method. */
interface Queue {
	[ method: string ]: Call;
}

interface Ttq {
	/** The queue of each pixel that has been loaded, by any code. */
	_i?: Record< string, Queue >;
	load( code: string, options: object ): void;
	instance( code: string ): Queue | undefined;
	track?: Call;
	grantConsent?(): void;
	revokeConsent?(): void;
	enableCookie?(): void;
	disableCookie?(): void;
}

const METHODS =
	'page track identify instances debug on off once ready alias group enableCookie disableCookie holdConsent revokeConsent grantConsent';

/** @param insert adds TikTok's script for one pixel */
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

export function pixelOf( browser: Browser ): Channel & Follower {
	const { pixels, pixelScript, only } = browser.page;
	const win = browser.win as Browser[ 'win' ] & DuetWindow & { ttq?: Ttq };
	let open: Decision = null;
	const limited = limitsDataUse( browser ) ? { limited_data_use: true } : {};

	const insert = ( code: string ) =>
		onceLoaded( win, () => {
			if ( ! open ) {
				// Consent was withdrawn meanwhile, so the queue is removed.
				delete win.ttq?._i?.[ code ];
			} else {
				const { document: doc } = win;
				const tag = native( doc, 'createElement' )( 'script' ) as HTMLScriptElement;
				tag.src = `${ pixelScript }?sdkid=${ code }&lib=ttq`;
				native( doc, 'head' ).append( tag );
			}
		} );

	return {
		key: 'pixel',
		old: 'pixel',
		accept( event, as ) {
			const { id, params } = event;
			const send = ( inOrder?: true ): void =>
				pixels.forEach( ( code ) =>
					( inOrder ? win.ttq : win.ttq?.instance( code ) )?.track?.(
						as,
						{ ...propertiesOf( params, only ), ...limited },
						{ event_id: id, ...( inOrder && { pixel_code: code } ) }
					)
				);
			const match = win.duet?.match;
			if ( match ) {
				match( event, send );
			} else {
				send();
			}
		},
		follow( decision ) {
			const before = open;
			open = decision;
			if ( decision === false ) {
				win.ttq?.revokeConsent?.();
				win.ttq?.disableCookie?.();
			}
			if ( decision && pixels[ 0 ] ) {
				// The pixel of another tool is shared, never replaced, because its queue may contain calls.
				const ttq = claim( win, 'ttq', stubOf( pixelScript, insert ) );
				claim( win, 'TiktokAnalyticsObject', 'ttq' );
				if ( before === false ) {
					ttq.grantConsent?.();
					ttq.enableCookie?.();
				}
				pixels.forEach( ( code ) => {
					// Without this option the script adds page views of its own, without our event IDs.
					if ( ! ttq._i?.[ code ] ) {
						ttq.load( code, { historyObserver: false, ...limited } );
					}
				} );
			}
		},
	};
}
