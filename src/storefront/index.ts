/** The script on every page: composition root. */
import type { DuetEvent, Params } from '../events/event.ts';
import { freeze } from '../events/event.ts';
import { dataLayerOf } from './channels/data-layer.ts';
import { pixelOf } from './channels/pixel.ts';
import { relayOf } from './channels/relay.ts';
import { readJson, type PageJson, type TrayItem } from './config.ts';
import { browserOf } from './config/browser.ts';
import { consentOf } from './consent.ts';
import { heldOf } from './consent/held.ts';
import { visitorOf } from './consent/visitor.ts';
import { wpConsentApi } from './consent/wp-consent-api.ts';
import { handOf, pipelineOf } from './pipeline.ts';
import { cartTrigger } from './triggers/cart.ts';
import { readerOf } from './triggers/cart/read.ts';
import { checkoutTrigger, forgetCheckout } from './triggers/checkout.ts';
import { pageTrigger } from './triggers/page.ts';
import { trayTrigger } from './triggers/tray.ts';

type Call = readonly [ name: string, params?: Params ];

/** `window.duet`: what comes before the script waits in the array `q`. */
interface Duet {
	q?: Call[] | { push( call: Call ): void };
	track?( name: string, params?: Params ): void;
}

type Page = Window & typeof globalThis & { duet?: Duet };

function start( win: Page ): void {
	const doc = win.document;
	const page = readJson< PageJson >( doc, 'duet-page' );
	const queue = win.duet?.q ?? [];
	// A bundle that an optimiser runs twice must not count twice.
	if ( ! page || ! Array.isArray( queue ) ) {
		return;
	}
	const browser = browserOf( win, page.cookiePath, page.rest );
	const { attempt, log, now, hex } = browser;
	const items = readJson< TrayItem[] >( doc, 'duet-tray' ) ?? [];

	const make = ( draft: Pick< DuetEvent, 'name' | 'params' > & Partial< DuetEvent > ): DuetEvent | undefined => {
		const event = freeze( {
			// Absent outside secure contexts.
			id: win.crypto.randomUUID?.() ?? hex(),
			time: now(),
			url: win.location.href,
			...draft,
		} );
		return typeof event === 'string' ? log( `${ draft.name }: ${ event }` ) : event;
	};

	const pixel = pixelOf( browser, page );
	const relay = relayOf( browser );
	const tiktok = handOf( browser, page.events, [ pixel, relay ] );
	const held = heldOf( browser, tiktok );
	const consent = consentOf(
		browser,
		// Nothing goes to TikTok before the merchant has chosen how consent works.
		page.page.excluded ? 'unset' : page.consent.mode,
		[ wpConsentApi ],
		[ visitorOf( browser, items[ 0 ]?.ack ), pixel, relay ],
		held
	);
	const push = pipelineOf(
		handOf( browser, page.events, page.dataLayer ? [ dataLayerOf( browser, page.dataLayer ) ] : [] ),
		tiktok,
		consent.gate
	);
	const track = ( draft: Pick< DuetEvent, 'name' | 'params' > ): void => {
		const event = page.events[ draft.name ] && make( draft );
		if ( event ) {
			push( event );
		}
	};

	consent.update();
	const { shop } = page;
	[
		() => pageTrigger( page, track ),
		() => trayTrigger( browser, page, items, make, push ),
		() => {
			if ( shop ) {
				const read = readerOf( browser, shop.cart );
				if ( ! cartTrigger( browser, shop.cart, read, track ) ) {
					forgetCheckout( browser );
				}
				if ( page.page.checkout ) {
					checkoutTrigger( browser, read, track );
				}
			}
		},
	].forEach( attempt );

	const call = ( ...[ name, params = {} ]: Call ): void => attempt( () => track( { name, params } ) );
	const take = ( waiting: Call ): void => attempt( () => call( ...waiting ) );
	win.duet = { track: call, q: { push: take } };
	queue.forEach( take );
}

/** Starts once the page is there and somebody is looking at it. */
export function boot( win: Page ): void {
	const { document: doc } = win;
	const wait = ( event: string ) => doc.addEventListener( event, () => boot( win ), { once: true } );
	if ( ( doc as { prerendering?: boolean } ).prerendering ) {
		wait( 'prerenderingchange' );
	} else if ( doc.readyState === 'loading' && ! doc.getElementById( 'duet-page' ) ) {
		wait( 'DOMContentLoaded' );
	} else {
		start( win );
	}
}

boot( window );
