/**
 * Termly: category "advertising". Off is a refusal only once Termly reports that the visitor has answered; until then
 * it is the default.
 */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface Termly {
	readonly getConsentState?: () => { readonly advertising?: unknown } | null | undefined;
	readonly on?: ( event: string, run: () => void ) => unknown;
}

export function termly( win: ToolWindow, onChange: () => void = () => {} ): () => Answer {
	let listenedApi: unknown;
	let answered = false;
	return () => {
		const api = globalOf< Termly >( win, 'Termly' );
		if ( api && api !== listenedApi && api.on ) {
			listenedApi = api;
			api.on( 'initialized', onChange );
			api.on( 'consent', () => {
				answered = true;
				onChange();
			} );
		}
		const said = api?.getConsentState?.()?.advertising;
		return said === true || ( said === false && answered ? false : null );
	};
}

const win = window as unknown as ToolWindow;
const announceChange = registerSource( win, RANK.tool, 'load termlyConsent', termly( win, () => announceChange() ) );
