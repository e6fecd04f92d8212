/**
 * The straight line: event -> dataLayer, and event -> consent gate -> TikTok's
 * channels. Channels never see each other, and one that fails takes nobody with it.
 */
import type { Draft, DuetEvent, Wish } from '../events/event.ts';
import type { Channel } from './channels/channel.ts';
import { dataLayerOf } from './channels/data-layer.ts';
import { pixelOf } from './channels/pixel.ts';
import { relayOf } from './channels/relay.ts';
import { attempt, local, post, type Browser } from './browser/browser.ts';
import { switchesOf } from './browser/page-json.ts';
import { consentOf } from './consent/consent.ts';
import { gateOf } from './consent/held.ts';
import { visitorOf } from './consent/visitor.ts';

/** How a trigger says what happened, under a name of the catalogue. */
export type Track = ( draft: Draft ) => void;

/** The same for names and parameters that come from elsewhere. */
export type Tell = ( wish: Wish ) => void;

/** What becomes of an event. */
export type Pass = ( event: DuetEvent ) => void;

/**
 * Hands an event to each of these channels whose switch is on. A server-born
 * event may be printed again, so this browser remembers what it has handed
 * out; the server hears of it when the last channel, the pixel if it is on, has it.
 */
const handOf =
	( browser: Browser, channels: readonly Channel[] ): Pass =>
	( event ) =>
		channels.forEach( ( { key, mark: channelMark, accept } ) =>
			attempt( () => {
				const { name, id, ack } = event;
				const switches = switchesOf( browser.page, name );
				const as = switches[ key ];
				const mark = `${ channelMark } ${ id }`;
				if ( as !== undefined ) {
					if ( ! ( ack && local( browser, mark ) ) ) {
						accept( event, as || name );
					}
					if ( ack ) {
						local( browser, mark, 1 );
						if ( ack !== true && ( key === 'pixel' || switches.pixel === undefined ) ) {
							void post( browser, 'ack', { ...ack, id } );
						}
					}
				}
			} )
		);

export function pipelineOf( browser: Browser ): Pass {
	const { page } = browser;
	const pixel = pixelOf( browser );
	const relay = relayOf( browser );
	const layer = handOf( browser, [ dataLayerOf( browser ) ] );
	const held = gateOf( browser, handOf( browser, [ pixel, relay ] ) );

	// Nothing goes to TikTok before the merchant has chosen how consent works, nor of an excluded role.
	const ask = page.consent && consentOf( browser, [ visitorOf( browser ), pixel, relay, held ] );
	return ( event ) => {
		const switches = switchesOf( page, event.name );
		layer( event );
		// What is for the dataLayer alone takes nobody's place in the waiting room; what a refusal covers waits for no later yes.
		if ( ! event.refused && ( switches.eventsApi || switches.pixel !== undefined ) ) {
			ask?.();
			held.gate( event );
		}
	};
}
