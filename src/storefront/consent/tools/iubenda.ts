/**
 * iubenda: purpose 5 is targeting and advertising. It dispatches no event; its only signal is a callback of the site,
 * which is kept.
 */
import { globalOf } from '../../browser/dom.ts';
import { afterClick, jsonCookie, registerSource, cookieOf, RANK, type Answer, type ToolWindow } from '../ask.ts';

const ADVERTISING = '5';

const PREFERENCE = /^_iub_cs-(s)?\d+$/;

interface Preference {
	readonly consent?: unknown;
	readonly purposes?: Readonly< Record< string, unknown > >;
}

interface Iubenda {
	readonly csConfiguration?: { callback?: Record< string, unknown > };
}

export function iubenda( win: ToolWindow, onChange: () => void = () => {} ): () => Answer {
	let needless = false;
	const callback = 'onPreferenceExpressedOrNotNeeded';
	const configuration = globalOf< Iubenda >( win, '_iub' )?.csConfiguration;
	if ( configuration && Object.isExtensible( configuration ) ) {
		const callbacks = ( configuration.callback ??= {} );
		const before = callbacks[ callback ];
		callbacks[ callback ] = function ( this: unknown, ...given: unknown[] ) {
			// Called without a preference where the law requires none.
			needless = ! given[ 0 ];
			onChange();
			return typeof before === 'function' ? before.apply( this, given ) : undefined;
		};
	}
	return () => {
		const { consent, purposes } = jsonCookie< Preference >( win, PREFERENCE );
		const said = purposes?.[ ADVERTISING ] ?? consent;
		return typeof said === 'boolean' ? said : needless || null;
	};
}

const win = window as unknown as ToolWindow;
const announceChange = registerSource( win, RANK.tool, 'load', iubenda( win, () => announceChange() ), () => cookieOf( win, PREFERENCE ) !== '' );
afterClick( win, announceChange );
