/** Termly: category "advertising". Off is a refusal only once it says that the visitor answered; until then it is the default. */
import { globalOf } from '../../browser/dom.ts';
import { answer, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface Termly {
	readonly getConsentState?: () => { readonly advertising?: unknown } | null | undefined;
	readonly on?: ( event: string, run: () => void ) => unknown;
}

export function termly( win: ToolWindow, told: () => void = () => {} ): () => Answer {
	let heard: unknown;
	let answered = false;
	return () => {
		const api = globalOf< Termly >( win, 'Termly' );
		if ( api && api !== heard && api.on ) {
			heard = api;
			api.on( 'initialized', told );
			api.on( 'consent', () => {
				answered = true;
				told();
			} );
		}
		const said = api?.getConsentState?.()?.advertising;
		return said === true || ( said === false && answered ? false : null );
	};
}

const win = window as unknown as ToolWindow;
const tell = answer( win, RANK.tool, 'load termlyConsent', termly( win, () => tell() ) );
