/** Starts once the page is there and visible to the visitor. */
import { readJson, type PageJson } from './page-json.ts';
import { on } from './browser.ts';

export function withPage( win: Window & typeof globalThis, begin: ( page: PageJson ) => void ): void {
	const doc: Document & { prerendering?: boolean } = win.document;
	const page = doc.prerendering === true ? null : readJson< PageJson >( doc, 'duet-page' );
	if ( page ) {
		begin( page );
	} else {
		on( win, 'DOMContentLoaded prerenderingchange', () => withPage( win, begin ) );
	}
}
