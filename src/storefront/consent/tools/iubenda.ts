/** iubenda: purpose 5 is targeting and advertising. It has no event for others, only the site's own callback, which is kept. */
import { globalOf } from '../../browser/dom.ts';
import { answer, cookieOf, RANK, type Answer, type ToolWindow } from '../ask.ts';

const ADVERTISING = '5';

const PREFERENCE = /^_iub_cs-(s)?\d+$/;

interface Preference {
	readonly consent?: unknown;
	readonly purposes?: Readonly< Record< string, unknown > >;
}

interface Iubenda {
	readonly csConfiguration?: { callback?: Record< string, unknown > };
}

export function iubenda( win: ToolWindow, told: () => void = () => {} ): () => Answer {
	let needless = false;
	const callback = 'onPreferenceExpressedOrNotNeeded';
	const configuration = globalOf< Iubenda >( win, '_iub' )?.csConfiguration;
	if ( configuration && Object.isExtensible( configuration ) ) {
		const callbacks = ( configuration.callback ??= {} );
		const before = callbacks[ callback ];
		callbacks[ callback ] = function ( this: unknown, ...given: unknown[] ) {
			// Called without a preference where the law asks for none.
			needless = ! given[ 0 ];
			told();
			return typeof before === 'function' ? before.apply( this, given ) : undefined;
		};
	}
	return () => {
		const text = cookieOf( win, PREFERENCE );
		const { consent, purposes } = ( text ? JSON.parse( text ) : {} ) as Preference;
		const said = purposes?.[ ADVERTISING ] ?? consent;
		return typeof said === 'boolean' ? said : needless || null;
	};
}

const win = window as unknown as ToolWindow;
const tell = answer( win, RANK.tool, 'load', iubenda( win, () => tell() ), () => cookieOf( win, PREFERENCE ) !== '' );
// The cookie is written after the click that answers.
win.addEventListener( 'click', () => void setTimeout( tell, 500 ), true );
