/** Usercentrics 2 and 3 ask per service: TikTok's own, else what Usercentrics passes to Google about advertising. */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

interface Service {
	readonly name?: unknown;
	readonly consent?: { readonly status?: unknown };
}

interface Api {
	readonly getServicesBaseInfo?: () => readonly Service[];
	readonly isConsentRequired?: () => unknown;
}

export const usercentrics = ( win: ToolWindow ) => (): Answer => {
	const api = globalOf< Api >( win, 'UC_UI' );
	const services = api?.getServicesBaseInfo?.() ?? [];
	const ours = services.find( ( { name } ) => /tiktok/i.test( `${ name }` ) );
	const stored = JSON.parse( win.localStorage.getItem( 'ucData' ) ?? '{}' ) as { gcm?: { adStorage?: unknown } };
	const said = ours ? ours.consent?.status : parseAnswer( stored.gcm?.adStorage );
	if ( said === true ) {
		return true;
	}
	// While it still requires an answer, "off" is none.
	return said === false && api?.isConsentRequired?.() === false ? false : null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'UC_UI_INITIALIZED UC_UI_CMP_EVENT UC_CONSENT', usercentrics( win ) );
