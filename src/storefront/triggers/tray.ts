/**
 * Events born on the server: printed into a page that no cache keeps, or in a
 * cookie, which answers of the page's own requests may bring at any time.
 */
import { answered, cookie, setCookie, type Browser } from '../browser/browser.ts';
import type { TrayItem } from '../browser/page-json.ts';
import type { Tell } from '../pipeline.ts';

const TRAY = 'duet_tray';

/** The cookie's items: base64url of JSON without a character above ASCII. */
type Row = readonly [ name: string, id: string, time: number, params?: TrayItem[ 'params' ] ];

export function trayTrigger( browser: Browser, printed: readonly TrayItem[], tell: Tell ): void {
	const open = (): void => {
		const value = ! browser.page.apart && cookie( browser, TRAY );
		if ( value ) {
			// Before anything else can go wrong: what is read twice counts twice.
			setCookie( browser, TRAY );
			( JSON.parse( atob( value.replace( /-/g, '+' ).replace( /_/g, '/' ) ) ) as Row[] ).forEach( ( [ name, id, time, params = {} ] ) =>
				tell( { name, id, time, params, ack: true } )
			);
		}
	};

	printed.forEach( tell );
	answered( browser, open );
	open();
}
