/** Starts the script as soon as the page's JSON is there. */
import { native } from './browser/dom.ts';
import { withPage } from './browser/page.ts';
import { pipelineOf } from './pipeline.ts';
import { start, type PageWindow, type Parts } from './start.ts';
import { trayTrigger } from './triggers/tray.ts';

/**
 * Only the site's own constant may set another address, as an attribute of this script's own tag (Assets.php), which no
 * author can write.
 */
const TIKTOK = 'https://analytics.tiktok.com/i18n/pixel/events.js';

/** @param shop the triggers that only a shop has */
export function boot( win: PageWindow, shop?: Parts[ 'shop' ] ): void {
	const pixelScript = ( native( win.document, 'currentScript' ) as HTMLScriptElement | null )?.dataset.duetPixel ?? TIKTOK;
	withPage( win, ( page ) => start( win, { ...page, pixelScript }, { channels: pipelineOf, tray: trayTrigger, shop } ) );
}
