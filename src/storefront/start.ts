/**
 * Starts the script on a page. The composition root passes what happens with an event, and with the events that the
 * server left for this page: start( win, page, { channels, tray, shop } ), where channels( browser ) returns the
 * function that every event is passed to.
 */
import { freeze, type Params, type UncheckedEvent } from '../events/event.ts';
import { fold } from '../events/names.ts';
import { cleanUrl } from '../events/personal.ts';
import type { Call, DuetApi, DuetWindow } from '../events/script-api.ts';
import { readJson, switchesOf, type PageJson, type TrayItem } from './browser/page-json.ts';
import { attempt, hex, log, settle, waitForIdle, type Browser } from './browser/browser.ts';
import { claim } from './browser/dom.ts';
import { CHANGED } from './consent/ask.ts';
import type { Pass, CreateEvent } from './pipeline.ts';
import { fireBindingOf } from './triggers/binding.ts';
import { elementTrigger } from './triggers/element.ts';
import { layerTrigger } from './triggers/layer.ts';
import { pageTrigger } from './triggers/page.ts';

export interface Parts {
	channels( browser: Browser ): Pass;
	tray( browser: Browser, printed: readonly TrayItem[], createEvent: CreateEvent ): void;
	/** The triggers that only a shop has. */
	shop?: ( ( browser: Browser, createEvent: CreateEvent ) => void ) | undefined;
	/** Gets the name, or the parameter, that keeps a draft from being an event. */
	refused?( name: string, params: Params, wrong: string ): void;
}

export type PageWindow = Window & typeof globalThis & DuetWindow;

export function start( win: PageWindow, page: PageJson, { channels, tray: open, shop, refused }: Parts ): void {
	// An optimizer may run the file twice, which must not count twice.
	const duet = claim< DuetApi >( win, 'duet', {} );
	if ( duet.track ) {
		return;
	}
	const waiting = ( duet.q ?? [] ) as readonly Call[];
	const browser: Browser = { win, page };
	waitForIdle( browser );
	const { aliases } = page;
	const tray = attempt( () => readJson< TrayItem[] >( win.document, 'duet-tray' ) ) ?? [];
	const pass = channels( browser );
	const keys: Record< string, string > = { ...aliases };
	for ( const key in page.events ) {
		keys[ fold( key ) ] = key;
	}
	const ours = new Set< unknown >();

	const createEvent = ( { name, params = {}, time: since, person, ...rest }: UncheckedEvent ): void => {
		const key = keys[ fold( name ) ] ?? name;
		const { own, server } = switchesOf( page, key );
		const event = freeze(
			{
				id: hex(),
				url: cleanUrl( page, win.location.href ),
				referrer: cleanUrl( page, `${ win.document.referrer }` ),
				// What was typed into the checkout, if matching.js is on the page.
				person: person ?? attempt( () => duet.person?.( key ) ),
				...rest,
				time: since ? since * 1e3 : Date.now(),
				name: key,
				params,
			},
			page.numbers,
			own ? undefined : aliases,
			// Events that the server created contain the shop's own data.
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

	const fireBinding = fireBindingOf( browser, createEvent );
	pageTrigger( page, createEvent );
	attempt( () => open( browser, tray, createEvent ) );
	attempt( () => elementTrigger( browser, fireBinding ) );
	attempt( () => layerTrigger( browser, ours, fireBinding ) );

	const take = ( args: Call ): void =>
		attempt( () => {
			const [ name, params, person ] = args;
			createEvent( { name, params: ( params ?? {} ) as Params, person } );
		} );
	// What consent tools and matching.js have left there stays.
	Object.assign( duet, {
		track: ( ...args: Call ) => take( args ),
		consent: ( detail: boolean ) => {
			settle( browser );
			win.dispatchEvent( new CustomEvent( CHANGED, { detail } ) );
		},
		q: { push: take },
	} );
	waiting.forEach( take );
	attempt( () => shop?.( browser, createEvent ) );
}
