/** The script on every page: composition root. */
import { withPage } from './config/page.ts';
import { pipelineOf } from './pipeline.ts';
import { start, type Page } from './start.ts';
import { trayTrigger } from './triggers/tray.ts';

export const boot = ( win: Page ): void => withPage( win, ( page ) => start( win, page, { channels: pipelineOf, tray: trayTrigger } ) );

boot( window );
