/**
 * Server-born events that this page hands to the browser's channels, each at
 * most once per channel and browser, and acknowledges them so that the server
 * prints them no more.
 */
import type { DuetEvent } from '../../events/event.ts';
import type { Browser } from '../config/browser.ts';
import type { PageJson, TrayItem } from '../config.ts';
import type { Push } from '../pipeline.ts';

export function trayTrigger(
	{ post }: Browser,
	{ events }: PageJson,
	items: readonly TrayItem[],
	make: ( draft: Pick< DuetEvent, 'name' | 'id' | 'params' | 'tray' > ) => DuetEvent | undefined,
	push: Push
): void {
	items.forEach( ( { name, id, params, ack } ) => {
		const last = events[ name ]?.pixel ? 'pixel' : 'layer';
		const event = make( { name, id, params, tray: true } );
		if ( event ) {
			push( event, ( channel ) => {
				if ( channel === last ) {
					void post( 'ack', JSON.stringify( { ...ack, id } ) );
				}
			} );
		}
	} );
}
