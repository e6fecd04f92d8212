/**
 * Starts the script on a page. The composition root says what becomes of an event, and of what the server left for this page:
 * start( win, page, { channels, tray, shop } ), where channels( browser ) answers who gets it.
 */
import { freeze, type Params, type Wish } from '../events/event.ts';
import { fold } from '../events/names.ts';
import { cleanUrl } from '../events/personal.ts';
import type { Call, DuetApi, DuetWindow } from '../events/script-api.ts';
import { readJson, switchesOf, type PageJson, type TrayItem } from './browser/page-json.ts';
import { attempt, hex, log, type Browser } from './browser/browser.ts';
import { claim } from './browser/dom.ts';
import { CHANGED } from './consent/ask.ts';
import type { Pass, Tell } from './pipeline.ts';
import { happenOf } from './triggers/binding.ts';
import { elementTrigger } from './triggers/element.ts';
import { layerTrigger } from './triggers/layer.ts';
import { pageTrigger } from './triggers/page.ts';

export interface Parts {
	channels( browser: Browser ): Pass;
	tray( browser: Browser, printed: readonly TrayItem[], tell: Tell ): void;
	/** What a shop's pages have beside. */
	shop?: ( ( browser: Browser, tell: Tell ) => void ) | undefined;
	/** Hears which parameter, or name, keeps a wish from being an event. */
	refused?( name: string, params: Params, wrong: string ): void;
}

export type Page = Window & typeof globalThis & DuetWindow;

export function start( win: Page, page: PageJson, { channels, tray: open, shop, refused }: Parts ): void {
	// A bundle that an optimiser runs twice must not count twice.
	const duet = claim< DuetApi >( win, 'duet', {} );
	if ( duet.track ) {
		return;
	}
	const waiting = ( duet.q ?? [] ) as readonly Call[];
	const browser: Browser = { win, page };
	const { aliases } = page;
	const tray = attempt( () => readJson< TrayItem[] >( win.document, 'duet-tray' ) ) ?? [];
	const pass = channels( browser );
	const keys: Record< string, string > = { ...aliases };
	for ( const key in page.events ) {
		keys[ fold( key ) ] = key;
	}
	const ours = new Set< unknown >();

	const tell = ( { name, params = {}, time: since, person, ...rest }: Wish ): void => {
		const key = keys[ fold( name ) ] ?? name;
		const { own, server } = switchesOf( page, key );
		const event = freeze(
			{
				id: hex(),
				url: cleanUrl( page, win.location.href ),
				referrer: cleanUrl( page, `${ win.document.referrer }` ),
				// What was typed into the checkout, where matching.js is.
				person: person ?? attempt( () => duet.person?.( key ) ),
				...rest,
				time: since ? since * 1e3 : Date.now(),
				name: key,
				params,
			},
			page.numbers,
			own ? undefined : aliases,
			// What the server made is the shop's own.
			! rest.ack && page
		);
		if ( typeof event === 'string' || ( server && ! rest.ack ) ) {
			const wrong = server ? 'the server\'s' : `${ event }`;
			log( `${ key }: ${ wrong }` );
			refused?.( key, params, wrong );
		} else {
			ours.add( event.id );
			pass( event );
		}
	};

	const happen = happenOf( browser, tell );
	pageTrigger( page, tell );
	attempt( () => open( browser, tray, tell ) );
	attempt( () => elementTrigger( browser, happen ) );
	attempt( () => layerTrigger( browser, ours, happen ) );

	const take = ( args: Call ): void =>
		attempt( () => {
			const [ name, params, person ] = args;
			tell( { name, params: ( params ?? {} ) as Params, person } );
		} );
	// What side files left there stays: consent tools, matching.
	Object.assign( duet, {
		track: ( ...args: Call ) => take( args ),
		consent: ( detail: boolean ) => void win.dispatchEvent( new CustomEvent( CHANGED, { detail } ) ),
		q: { push: take },
	} );
	waiting.forEach( take );
	attempt( () => shop?.( browser, tell ) );
}
