/**
 * IAB TCF 2.2, which many consent tools support. TikTok's pixel is no vendor there, so the purposes decide: storing on
 * the device (1), profiles for ads (3), chosen ads (4) and their measurement (7).
 */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

const PURPOSES = [ 1, 3, 4, 7 ];

interface TcData {
	readonly eventStatus?: unknown;
	readonly gdprApplies?: unknown;
	readonly purpose?: { readonly consents?: Readonly< Record< number, unknown > > };
}

/** @param unasked is called if the framework does not apply where the visitor is */
export function tcf( win: ToolWindow, onChange: () => void = () => {}, unasked: () => void = () => {} ): () => Answer {
	let listenedApi: unknown;
	let data: TcData | undefined;
	return () => {
		const api = globalOf< unknown >( win, '__tcfapi' );
		if ( typeof api === 'function' && api !== listenedApi ) {
			listenedApi = api;
			api( 'addEventListener', 2, ( next: TcData | null, ok: unknown ) => {
				if ( ok === true && next ) {
					data = next;
					onChange();
				}
			} );
		}
		if ( data?.gdprApplies === false ) {
			unasked();
			return true;
		}
		// "cmpuishown" means that the question is shown, not that it is answered.
		return [ 'tcloaded', 'useractioncomplete' ].includes( data?.eventStatus as string ) ? PURPOSES.every( ( purpose ) => data?.purpose?.consents?.[ purpose ] === true ) : null;
	};
}

const win = window as unknown as ToolWindow;
let asked = true;
const source = tcf( win, () => announceChange(), () => ( asked = false ) );
const announceChange = registerSource( win, RANK.tool, 'load', source, () => asked );
