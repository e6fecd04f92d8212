/**
 * The straight line: event -> consent gate -> switches -> channels. Channels
 * never see each other, and one that fails takes nobody with it.
 */
import type { Draft, DuetEvent } from '../events/event.ts';
import type { Channel } from './channels/channel.ts';
import type { PageJson, Switches } from './config.ts';
import type { Browser } from './config/browser.ts';
import type { Gate } from './consent.ts';

/** How a trigger says what happened. */
export type Track = ( draft: Draft ) => void;

/** Called with the channel that took the event. */
export type Sent = ( channel: keyof Switches ) => void;

export type Push = ( event: DuetEvent, sent?: Sent ) => void;

/**
 * Hands an event to each of these channels whose switch is on. A server-born
 * event may be printed again, so this browser remembers what it has handed out.
 */
export const handOf =
	( { attempt, local }: Browser, events: PageJson[ 'events' ], channels: readonly Channel[] ): Push =>
	( event, sent ) =>
		channels.forEach( ( { key, accept } ) =>
			attempt( () => {
				const as = events[ event.name ]?.[ key ];
				const mark = event.tray && `duet_${ key } ${ event.id }`;
				if ( as && ! ( mark && local.get( mark ) ) ) {
					accept( event, as );
					if ( mark ) {
						local.set( mark, 1 );
					}
				}
				if ( as ) {
					sent?.( key );
				}
			} )
		);

/** @param tiktok hands to TikTok's channels, so it waits for consent; the dataLayer does not */
export const pipelineOf =
	( layer: Push, tiktok: Push, gate: Gate ): Push =>
	( event, sent ) => {
		layer( event, sent );
		gate( event, () => tiktok( event, sent ) );
	};
