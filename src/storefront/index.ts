/** The script on every page: composition root. */
import { native } from './config/dom.ts';
import { withPage } from './config/page.ts';
import { pipelineOf } from './pipeline.ts';
import { start, type Page } from './start.ts';
import { trayTrigger } from './triggers/tray.ts';

/** Only the site's own constant may name another one, on the tag of this very script (Assets.php), which no author can write. */
const TIKTOK = 'https://analytics.tiktok.com/i18n/pixel/events.js';

export function boot( win: Page ): void {
	const pixelScript = ( native( win.document, 'currentScript' ) as HTMLScriptElement | null )?.dataset.duetPixel ?? TIKTOK;
	withPage( win, ( page ) => start( win, { ...page, pixelScript }, { channels: pipelineOf, tray: trayTrigger } ) );
}

boot( window );
