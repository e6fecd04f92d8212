/**
 * The straight line: event -> dataLayer, and event -> consent gate -> TikTok's
 * channels. Channels never see each other, and one that fails takes nobody with it.
 */
import type { Draft, DuetEvent } from '../events/event.ts';
import type { Channel } from './channels/channel.ts';
import { attempt, local, post, type Browser } from './config/browser.ts';

/** How a trigger says what happened. */
export type Track = ( draft: Draft ) => void;

/**
 * Hands an event to each of these channels whose switch is on. A server-born
 * event may be printed again, so this browser remembers what it has handed
 * out; the server hears of it when the last channel, the pixel if it is on, has it.
 */
export const handOf =
	( browser: Browser, channels: readonly Channel[] ) =>
	( event: DuetEvent ): void =>
		channels.forEach( ( { key, accept } ) =>
			attempt( () => {
				const { name, id, ack } = event;
				const switches = browser.page.events[ name ];
				const as = switches?.[ key ];
				const mark = `duet_${ key } ${ id }`;
				if ( as && ! ( ack && local( browser, mark ) ) ) {
					accept( event, as );
				}
				if ( as && ack ) {
					local( browser, mark, 1 );
					if ( key === 'pixel' || ! switches?.pixel ) {
						void post( browser, 'ack', { ...ack, id } );
					}
				}
			} )
		);
