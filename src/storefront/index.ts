/** The script on every page: composition root. */
import type { DuetEvent, Params } from '../events/event.ts';
import { freeze } from '../events/event.ts';
import { dataLayerOf } from './channels/data-layer.ts';
import { pixelOf } from './channels/pixel.ts';
import { relayOf } from './channels/relay.ts';
import { readJson, type PageJson, type TrayItem } from './config.ts';
import { attempt, hex, log, on, type Browser } from './config/browser.ts';
import { consentOf } from './consent.ts';
import { gateOf } from './consent/held.ts';
import { visitorOf } from './consent/visitor.ts';
import { wpConsentApi } from './consent/wp-consent-api.ts';
import { handOf } from './pipeline.ts';
import { cartTrigger } from './triggers/cart.ts';
import { readerOf } from './triggers/cart/read.ts';
import { checkoutTrigger } from './triggers/checkout.ts';
import { pageTrigger } from './triggers/page.ts';

type Call = readonly [ name: string, params?: Params ];

/** `window.duet`: what comes before the script waits in the array `q`. */
interface Duet {
	readonly q?: readonly Call[];
	readonly track?: ( ...call: Call ) => void;
}

type Page = Window & typeof globalThis & { duet?: Duet };

function start( win: Page, page: PageJson ): void {
	// A bundle that an optimiser runs twice must not count twice.
	if ( win.duet?.track ) {
		return;
	}
	const waiting = win.duet?.q ?? [];
	const browser: Browser = { win, page };
	const { document: doc } = win;
	const { shop } = page;
	const tray = attempt( () => readJson< TrayItem[] >( doc, 'duet-tray' ) ) ?? [];

	const pixel = pixelOf( browser );
	const relay = relayOf( browser );
	const layer = handOf( browser, [ dataLayerOf( browser ) ] );
	const held = gateOf( browser, handOf( browser, [ pixel, relay ] ) );

	const track = ( draft: Pick< DuetEvent, 'name' | 'params' > & Partial< DuetEvent > ): void => {
		const event = freeze(
			{ id: hex(), time: Date.now(), url: win.location.href, referrer: doc.referrer, ...draft },
			page.numbers
		);
		if ( typeof event === 'string' ) {
			log( `${ draft.name }: ${ event }` );
		} else if ( page.events[ event.name ] ) {
			layer( event );
			held.gate( event );
		}
	};

	// Nothing goes to TikTok before the merchant has chosen how consent works, nor of an excluded role.
	if ( page.consent ) {
		consentOf( browser, wpConsentApi( browser ), [ visitorOf( browser, tray[ 0 ]?.ack ), pixel, relay, held ] );
	}
	pageTrigger( page, track );
	tray.forEach( track );
	if ( shop ) {
		const read = readerOf( browser, shop.cart );
		attempt( () => cartTrigger( browser, shop.cart, read, track ) );
		if ( page.page.checkout ) {
			attempt( () => checkoutTrigger( browser, read, track ) );
		}
	}
	const call = ( ...[ name, params = {} ]: Call ): void => attempt( () => track( { name, params } ) );
	win.duet = { track: call };
	waiting.forEach( ( args ) => attempt( () => call( ...args ) ) );
}

/** Starts once the page is there and somebody is looking at it. */
export function boot( win: Page ): void {
	const doc: Document & { prerendering?: boolean } = win.document;
	const page = doc.prerendering ? null : readJson< PageJson >( doc, 'duet-page' );
	if ( page ) {
		start( win, page );
	} else {
		on( win, 'DOMContentLoaded prerenderingchange', () => boot( win ) );
	}
}

boot( window );
