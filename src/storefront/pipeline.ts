/**
 * The straight line: event -> dataLayer, and event -> consent gate -> TikTok's channels. Channels never see each other,
 * and an error in one does not stop the others.
 */
import type { EventDraft, DuetEvent, UncheckedEvent } from '../events/event.ts';
import type { Channel } from './channels/channel.ts';
import { dataLayerOf } from './channels/data-layer.ts';
import { pixelOf } from './channels/pixel.ts';
import { relayOf } from './channels/relay.ts';
import { attempt, later, local, on, post, type Browser } from './browser/browser.ts';
import { switchesOf } from './browser/page-json.ts';
import { CHANGED } from './consent/ask.ts';
import { consentOf } from './consent/consent.ts';
import { gateOf } from './consent/gate.ts';
import { visitorOf } from './consent/visitor.ts';

/** How a trigger creates an event with a name of the catalogue. */
export type Track = ( draft: EventDraft ) => void;

/** The same for names and parameters from outside, which have not been checked. */
export type CreateEvent = ( wish: UncheckedEvent ) => void;

/** What happens with an event. */
export type Pass = ( event: DuetEvent ) => void;

/**
 * Passes an event to each of these channels whose switch is on. The server may print an event again, so this browser
 * stores which channels have had it. The server gets an acknowledgement once the last channel, the pixel if it is on,
 * has had it.
 */
const passTo =
	( browser: Browser, channels: readonly Channel[] ): Pass =>
	( event ) =>
		channels.forEach( ( { key, old, accept } ) =>
			attempt( () => {
				const { name, id, ack } = event;
				const switches = switchesOf( browser.page, name );
				const as = switches[ key ] ?? switches[ old ];
				const mark = `duet_${ old } ${ id }`;
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
	const { page, win } = browser;
	const pixel = pixelOf( browser );
	const relay = relayOf( browser );
	const layer = passTo( browser, [ dataLayerOf( browser ) ] );
	// Both may be gone when the page is idle.
	const { search } = win.location;
	let word: Event | undefined;
	on( win, CHANGED, ( event ) => {
		word = typeof ( event as CustomEvent< unknown > ).detail === 'boolean' ? event : word;
	} );
	const waiting: DuetEvent[] = [];
	let sendToTikTok: Pass = ( event ) => void waiting.push( event );
	later( browser, () => {
		const gate = gateOf( browser, passTo( browser, [ pixel, relay ] ) );
		// Nothing goes to TikTok before the merchant has chosen how consent works, nor for a visitor whose role is
		// excluded.
		const ask = page.consent && consentOf( browser, [ visitorOf( browser, search ), pixel, relay, gate ], word );
		sendToTikTok = ( event ) => {
			ask?.();
			gate.gate( event );
		};
		waiting.forEach( sendToTikTok );
	} );
	return ( event ) => {
		const switches = switchesOf( page, event.name );
		layer( event );
		// An event for the dataLayer only does not wait for consent, and an event that a refusal covers does not wait
		// for a later consent.
		if ( ! event.refused && ( switches.eventsApi || switches.relay || switches.pixel !== undefined ) ) {
			sendToTikTok( event );
		}
	};
}
