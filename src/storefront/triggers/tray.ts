/**
 * Events that the server created: printed on a page that no cache stores, or in a cookie, which answers to the page's
 * own requests may set at any time.
 */
import { answered, cookie, later, setCookie, type Browser } from '../browser/browser.ts';
import type { TrayItem } from '../browser/page-json.ts';
import type { CreateEvent } from '../pipeline.ts';

const TRAY = 'duet_tray';

/** The cookie's items: base64url of JSON that contains ASCII characters only. */
type Row = readonly [ name: string, id: string, time: number, params?: TrayItem[ 'params' ] ];

export function trayTrigger( browser: Browser, printed: readonly TrayItem[], createEvent: CreateEvent ): void {
	const open = (): void => {
		const value = ! browser.page.apart && cookie( browser, TRAY );
		if ( value ) {
			// Deleted before anything else can fail, because a cookie that is read twice counts twice.
			setCookie( browser, TRAY );
			( JSON.parse( atob( value.replace( /-/g, '+' ).replace( /_/g, '/' ) ) ) as Row[] ).forEach( ( [ name, id, time, params = {} ] ) =>
				createEvent( { name, id, time, params, ack: true } )
			);
		}
	};

	printed.forEach( createEvent );
	later( browser, () => answered( browser, open ) );
	open();
}
