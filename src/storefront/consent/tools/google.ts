/**
 * Google Consent Mode v2: `gtag( 'consent', 'default' | 'update', {...} )` leaves `arguments` objects in the dataLayer,
 * for every consent tool that supports it. ad_storage together with ad_user_data allows advertising.
 */
import { globalOf } from '../../browser/dom.ts';
import { readJson } from '../../browser/page-json.ts';
import { registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface States {
	readonly [ name: string ]: unknown;
}

type Entry = { readonly 0?: unknown; readonly 1?: unknown; readonly 2?: unknown } | null;

const isConsent = ( entry: unknown ): boolean => ( entry as Entry )?.[ 0 ] === 'consent';

/** The answer in the entries, oldest first; pure. */
export function answerIn( entries: readonly unknown[] ): Answer {
	let defaults: States | undefined;
	let updates: States = {};
	for ( const entry of entries as readonly Entry[] ) {
		const states = entry?.[ 2 ];
		if ( isConsent( entry ) && states && typeof states === 'object' ) {
			if ( entry?.[ 1 ] === 'update' ) {
				updates = { ...updates, ...states };
			} else if ( entry?.[ 1 ] === 'default' ) {
				// There may be one default per region, and this file does not have the visitor's region: what one of them
				// denies is denied.
				const denied = Object.entries( defaults ?? {} ).filter( ( [ , state ] ) => state === 'denied' );
				defaults = { ...defaults, ...states, ...Object.fromEntries( denied ) };
			}
		}
	}
	const states = [ 'ad_storage', 'ad_user_data' ].flatMap( ( name ) => updates[ name ] ?? defaults?.[ name ] ?? [] );
	if ( states.length > 0 && states.every( ( state ) => state === 'granted' ) ) {
		return true;
	}
	// "Denied by default" means that a tool waits, not that the visitor refused.
	return [ updates[ 'ad_storage' ], updates[ 'ad_user_data' ] ].includes( 'denied' ) ? false : defaults ? null : undefined;
}

/**
 * Milliseconds in which the tool may correct what it grants by default; 0 once it has answered, or if it did not ask
 * for time. Pure.
 */
export function waitIn( entries: readonly unknown[] ): number {
	const said = ( entries as readonly Entry[] ).filter( isConsent );
	const waits = said.map( ( entry ) => ( entry?.[ 2 ] as States | null | undefined )?.[ 'wait_for_update' ] ).filter( ( wait ) => typeof wait === 'number' );
	return said.some( ( entry ) => entry?.[ 1 ] === 'update' ) ? 0 : Math.max( 0, ...waits );
}

/**
 * The answer in an existing dataLayer; none is made here. Its push is wrapped at the first look; a frozen or foreign
 * one is only read.
 */
export function layerOf( win: ToolWindow, name: string, onChange: () => void ): () => Answer {
	let wrappedLayer: unknown;
	let until: number | undefined;
	return () => {
		const layer = globalOf< unknown >( win, name );
		if ( ! Array.isArray( layer ) ) {
			return undefined;
		}
		if ( layer !== wrappedLayer ) {
			wrappedLayer = layer;
			try {
				const push = layer.push;
				layer.push = function ( ...entries: unknown[] ) {
					const length = push.apply( this, entries );
					if ( entries.some( isConsent ) ) {
						onChange();
					}
					return length;
				};
			} catch {}
		}
		const entries: unknown[] = Array.from( layer );
		const wait = waitIn( entries );
		if ( wait && until === undefined ) {
			until = Date.now() + wait;
			setTimeout( onChange, wait );
		}
		return wait && Date.now() < ( until ?? 0 ) ? null : answerIn( entries );
	};
}

/** Google's tags use `dataLayer` by default, and ours may have another name: of two answers the stricter one counts. */
export function google( win: ToolWindow, onChange: () => void, name = 'dataLayer' ): () => Answer {
	const sources = [ ...new Set( [ name, 'dataLayer' ] ) ].map( ( each ) => layerOf( win, each, onChange ) );
	return () => {
		const said = sources.map( ( source ) => source() );
		return [ false, null, true ].find( ( one ) => said.includes( one ) );
	};
}

/** Whether a yes is more than a default: a tool has passed the visitor's answer to Google. */
export const isUpdated = ( win: ToolWindow, name: string ): boolean =>
	[ name, 'dataLayer' ].some( ( each ) => {
		const layer = globalOf< unknown >( win, each );
		return Array.isArray( layer ) && layer.some( ( entry ) => isConsent( entry ) && ( entry as Entry )?.[ 1 ] === 'update' );
	} );

const win = window as unknown as ToolWindow;
const name = readJson< { readonly dataLayer?: unknown } >( win.document, 'duet-page' )?.dataLayer;
const layer = typeof name === 'string' ? name : 'dataLayer';
const announceChange = registerSource( win, RANK.googleConsentMode, 'load', google( win, () => announceChange(), layer ), () => isUpdated( win, layer ) );
