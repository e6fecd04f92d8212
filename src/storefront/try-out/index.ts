/**
 * For an administrator who tries rules: the same triggers, with a panel in place of the channels. Nothing is sent,
 * nothing is pushed.
 */
import { readJson, type PageJson } from '../browser/page-json.ts';
import { attempt, on } from '../browser/browser.ts';
import { native } from '../browser/dom.ts';
import { start, type PageWindow } from '../start.ts';
import { watchForms } from '../triggers/acceptance/watch.ts';
import { shopTriggers } from '../triggers/shop.ts';
import { pageToTry, seenOf } from './copies.ts';
import type { TryJson } from './json.ts';
import { panelOf, type Panel } from './panel.ts';

const PARAM = 'duet_try';

/** The page's address with the try-out on, or off. */
function addressOf( href: string, tried: boolean ): string {
	const url = new URL( href );
	if ( tried ) {
		url.searchParams.set( PARAM, '1' );
	} else {
		url.searchParams.delete( PARAM );
	}
	return url.href;
}

const closest = ( target: EventTarget | null, selector: string ): Element | null =>
	target instanceof Element ? native( target, 'closest' )( selector ) : null;

/**
 * Links and forms would leave the page and close the panel. They are stopped after all other listeners have run, and
 * only if the browser would have left.
 */
function hold( win: PageWindow, panel: Panel ): void {
	const ours = ( target: EventTarget | null ) => target === panel.host || closest( target, '#wpadminbar' );
	on(
		win,
		'click',
		( event ) => {
			const { target, ctrlKey, metaKey, shiftKey } = event as MouseEvent;
			const link = closest( target, 'a[href]' ) as HTMLAnchorElement | null;
			if ( ! link || event.defaultPrevented || ctrlKey || metaKey || shiftKey || ours( target ) || /^#/.test( link.getAttribute( 'href' ) ?? '' ) ) {
				return;
			}
			event.preventDefault();
			panel.held( link.origin === win.location.origin ? addressOf( link.href, true ) : '' );
		},
		false
	);
	on(
		win,
		'submit',
		( event ) => {
			if ( ! event.defaultPrevented && ! ours( event.target ) ) {
				event.preventDefault();
				panel.held();
			}
		},
		false
	);
	// Some plugins stop the form, check it, and then submit it without an event.
	win.HTMLFormElement.prototype.submit = () => panel.held();
}

function begin( win: PageWindow ): void {
	const { document: doc } = win;
	const printed = readJson< PageJson >( doc, 'duet-page' );
	const tried = readJson< TryJson >( doc, 'duet-try' );
	if ( ! printed || ! tried ) {
		on( win, 'DOMContentLoaded', () => begin( win ) );
		return;
	}
	const page = pageToTry( printed, tried.rules );
	const panel = panelOf( doc, tried, addressOf( win.location.href, false ) );
	// What the server would send after it had accepted a form, which is not submitted here.
	on( win, 'duet-accepted', ( event ) => {
		if ( ( event as CustomEvent ).detail ) {
			event.stopImmediatePropagation();
			event.target?.dispatchEvent( new CustomEvent( 'duet-accepted', { bubbles: true } ) );
		}
	} );
	const seen = ( event: Parameters< typeof seenOf >[ 0 ] ) => seenOf( event, page, tried.rules, tried.signed );
	start( win, page, {
		channels: () => ( event ) => panel.show( seen( event ) ),
		// The cookie's events stay for the pages that send them.
		tray: ( _, left, createEvent ) => left.forEach( createEvent ),
		shop: shopTriggers,
		refused: ( name, params, wrong ) => panel.show( { ...seen( { name, params } ), wrong } ),
	} );
	watchForms( win, page );
	hold( win, panel );
	// Elements that scripts insert later count, too; one check for each frame is enough.
	let due = 0;
	new win.MutationObserver( () => {
		due ||= win.requestAnimationFrame( () => {
			due = 0;
			attempt( panel.look );
		} );
	} ).observe( native( doc, 'body' ), { childList: true, subtree: true, attributes: true } );
}

attempt( () => begin( window ) );
