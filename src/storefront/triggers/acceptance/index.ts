/** The file that watches forms of any kind: composition root. */
import { attempt, on } from '../../browser/browser.ts';
import { claim } from '../../browser/dom.ts';
import { readJson, type PageJson } from '../../browser/page-json.ts';
import { watchForms } from './watch.ts';

function begin( win: Window & typeof globalThis ): void {
	const page = readJson< PageJson >( win.document, 'duet-page' );
	const known = claim< Record< string, true > >( win, 'duetForms', {} );
	// An optimiser may run the file before the page's JSON is there, or twice.
	if ( ! page ) {
		on( win, 'DOMContentLoaded', () => begin( win ) );
	} else if ( ! known[ 'any' ] ) {
		known[ 'any' ] = true;
		watchForms( win, page );
	}
}

attempt( () => begin( window ) );
