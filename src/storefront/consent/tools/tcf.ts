/**
 * IAB TCF 2.2, which many consent tools speak. TikTok's pixel is none of its vendors, so the purposes decide: storing on the
 * device (1), profiles for ads (3), chosen ads (4) and their measurement (7).
 */
import { globalOf } from '../../browser/dom.ts';
import { answer, RANK, type Answer, type ToolWindow } from '../ask.ts';

const PURPOSES = [ 1, 3, 4, 7 ];

interface TcData {
	readonly eventStatus?: unknown;
	readonly gdprApplies?: unknown;
	readonly purpose?: { readonly consents?: Readonly< Record< number, unknown > > };
}

/** @param unasked hears that the framework does not apply where the visitor is */
export function tcf( win: ToolWindow, told: () => void = () => {}, unasked: () => void = () => {} ): () => Answer {
	let heard: unknown;
	let data: TcData | undefined;
	return () => {
		const api = globalOf< unknown >( win, '__tcfapi' );
		if ( typeof api === 'function' && api !== heard ) {
			heard = api;
			api( 'addEventListener', 2, ( next: TcData | null, ok: unknown ) => {
				if ( ok === true && next ) {
					data = next;
					told();
				}
			} );
		}
		if ( data?.gdprApplies === false ) {
			unasked();
			return true;
		}
		// "cmpuishown" is the question, not the answer.
		return [ 'tcloaded', 'useractioncomplete' ].includes( data?.eventStatus as string ) ? PURPOSES.every( ( purpose ) => data?.purpose?.consents?.[ purpose ] === true ) : null;
	};
}

const win = window as unknown as ToolWindow;
let asked = true;
const source = tcf( win, () => tell(), () => ( asked = false ) );
const tell = answer( win, RANK.tool, 'load', source, () => asked );
