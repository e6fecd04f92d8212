/** Starts the script of a page whose JSON may still be on its way. */
import { native } from './browser/dom.ts';
import { withPage } from './browser/page.ts';
import { pipelineOf } from './pipeline.ts';
import { start, type Page, type Parts } from './start.ts';
import { trayTrigger } from './triggers/tray.ts';

/** Only the site's own constant may name another one, on the tag of this very script (Assets.php), which no author can write. */
const TIKTOK = 'https://analytics.tiktok.com/i18n/pixel/events.js';

/** @param shop what a page of a shop has beside */
export function boot( win: Page, shop?: Parts[ 'shop' ] ): void {
	const pixelScript = ( native( win.document, 'currentScript' ) as HTMLScriptElement | null )?.dataset.duetPixel ?? TIKTOK;
	withPage( win, ( page ) => start( win, { ...page, pixelScript }, { channels: pipelineOf, tray: trayTrigger, shop } ) );
}
