/**
 * Google Consent Mode v2: `gtag( 'consent', 'default' | 'update', {...} )`
 * leaves `arguments` objects in the dataLayer, whoever the consent tool is.
 * Advertising is allowed by ad_storage together with ad_user_data.
 */
import { answer, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface States {
	readonly [ name: string ]: unknown;
}

type Entry = { readonly 0?: unknown; readonly 1?: unknown; readonly 2?: unknown } | null;

const isConsent = ( entry: unknown ): boolean => ( entry as Entry )?.[ 0 ] === 'consent';

/** What the entries say, oldest first; pure. */
export function saidIn( entries: readonly unknown[] ): Answer {
	let defaults: States | undefined;
	let updates: States = {};
	for ( const entry of entries as readonly Entry[] ) {
		const states = entry?.[ 2 ];
		if ( isConsent( entry ) && states && typeof states === 'object' ) {
			if ( entry?.[ 1 ] === 'update' ) {
				updates = { ...updates, ...states };
			} else if ( entry?.[ 1 ] === 'default' ) {
				// One per region may stand there, and this file does not know the visitor's: what one denies is denied.
				const denied = Object.entries( defaults ?? {} ).filter( ( [ , state ] ) => state === 'denied' );
				defaults = { ...defaults, ...states, ...Object.fromEntries( denied ) };
			}
		}
	}
	const states = [ 'ad_storage', 'ad_user_data' ].flatMap( ( name ) => updates[ name ] ?? defaults?.[ name ] ?? [] );
	if ( states.length > 0 && states.every( ( state ) => state === 'granted' ) ) {
		return true;
	}
	// "Denied by default" is a tool that waits, not a visitor who refused.
	return [ updates[ 'ad_storage' ], updates[ 'ad_user_data' ] ].includes( 'denied' ) ? false : defaults ? null : undefined;
}

/**
 * The dataLayer of whoever made one: none is made here. Its push tells from the first look on; a frozen or foreign one is
 * only read.
 */
export function layerOf( win: ToolWindow, name: string, told: () => void ): () => Answer {
	let heard: unknown;
	return () => {
		const layer = ( win as unknown as Record< string, unknown > )[ name ];
		if ( ! Array.isArray( layer ) ) {
			return undefined;
		}
		if ( layer !== heard ) {
			heard = layer;
			try {
				const push = layer.push;
				layer.push = function ( ...entries: unknown[] ) {
					const length = push.apply( this, entries );
					if ( entries.some( isConsent ) ) {
						told();
					}
					return length;
				};
			} catch {}
		}
		return saidIn( Array.from( layer ) );
	};
}

const win = window as unknown as ToolWindow;
const name: unknown = JSON.parse( win.document.getElementById( 'duet-page' )?.textContent ?? '{}' ).dataLayer;
const tell = answer( win, RANK.googleConsentMode, 'load', layerOf( win, typeof name === 'string' ? name : 'dataLayer', () => tell() ) );
