/** Axeptio asks per service, which it calls "vendor": the one with "tiktok" in its name, which the merchant adds. */
import { claim } from '../../browser/dom.ts';
import { jsonCookie, registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface Queue {
	push( run: ( sdk: { on( event: string, run: () => void ): void } ) => void ): unknown;
}

export function axeptio( win: ToolWindow, onChange: () => void = () => {} ): () => Answer {
	// Its queue accepts functions before and after its own script has loaded.
	claim< Queue >( win, '_axcb', [] ).push( ( sdk ) => sdk.on( 'cookies:complete', onChange ) );
	return () => {
		const said = jsonCookie< Readonly< Record< string, unknown > > >( win, /^axeptio_cookies$/ );
		const answers = Object.keys( said ).filter( ( name ) => /tiktok/i.test( name ) ).map( ( name ) => said[ name ] );
		if ( said[ '$$completed' ] !== true || answers.length === 0 || ! answers.every( ( one ) => typeof one === 'boolean' ) ) {
			return null;
		}
		return answers.every( Boolean );
	};
}

const win = window as unknown as ToolWindow;
const announceChange = registerSource( win, RANK.tool, 'load', axeptio( win, () => announceChange() ) );
