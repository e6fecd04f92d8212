/**
 * Manual advanced matching in the browser: passes the visitor's hashed identifiers to the pixel, before the events that
 * may carry them. Only on pages with an identity (which no cache stores) or a form. `identify` lasts for the whole
 * page, so an identifier that is switched off for any event that can still happen on this page is left to our server.
 */
import type { DuetEvent } from '../../events/event.ts';
import type { DuetApi, DuetWindow } from '../../events/script-api.ts';
import { readJson } from '../browser/page-json.ts';
import { claim, native } from '../browser/dom.ts';
import { hashed, type Identifier, type Person } from './normal.ts';
import { typedPerson } from './typed.ts';

/** The JSON block `duet-matching`, the same for every visitor. */
interface Table {
	/** Per event of the pixel the identifiers that may go with it. */
	readonly events: Readonly< Record< string, readonly Identifier[] > >;
	/** For any other name. */
	readonly custom: readonly Identifier[];
	/** Events that only show a page: they are over before the visitor does anything. */
	readonly pages: readonly string[];
	/** Events of orders: they happen only on a page for which the server printed an order. */
	readonly orders: readonly string[];
	/** Events of the checkout page. */
	readonly checkout: readonly string[];
	/** Name of the dataLayer that gets user_data. */
	readonly dataLayer?: string;
	/** Its name on a page of version 0.1 that a cache still serves. */
	readonly layer?: string;
}

type Page = Window & DuetWindow & { ttq?: { identify?( person: object ): void }; [ global: string ]: unknown };

const only = ( person: Person, names: readonly Identifier[] ): Person =>
	Object.fromEntries( Object.entries( person ).filter( ( [ name ] ) => names.includes( name as Identifier ) ) );

/** Identifiers that every event which can still happen on this page may carry; pure. */
export function lasting( table: Table, page: { readonly tray: boolean; readonly checkout: boolean; readonly bound: readonly string[] } ): readonly Identifier[] {
	const possible = Object.keys( table.events ).filter(
		( name ) =>
			page.bound.includes( name ) ||
			! ( table.pages.includes( name ) || ( table.orders.includes( name ) && ! page.tray ) || ( table.checkout.includes( name ) && ! page.checkout ) )
	);
	return table.custom.filter( ( identifier ) => possible.every( ( name ) => table.events[ name ]?.includes( identifier ) ) );
}

/** What Tag Manager's user-provided data accepts (Google: user_data, hashed). A hashed postcode is not part of it. */
export const userData = ( { email, phone, first_name, last_name, city, state, country }: Person ): object => ( {
	sha256_email_address: email,
	sha256_phone_number: phone,
	address: { sha256_first_name: first_name, sha256_last_name: last_name, city, region: state, country },
} );

export function matching( win: Page, table: Table ): void {
	const doc = win.document;
	const page = readJson< { page?: { checkout?: true; bindings?: readonly { name: string }[] } } >( doc, 'duet-page' )?.page;
	const printed = readJson< Person >( doc, 'duet-identity' );
	const order = readJson< readonly { name: string }[] >( doc, 'duet-tray' ) ?? [];
	const names = lasting( table, {
		tray: order.some( ( { name } ) => table.orders.includes( name ) ),
		checkout: page?.checkout === true,
		bound: ( page?.bindings ?? [] ).map( ( { name } ) => name ),
	} );

	let typed: Person = {};
	let identified = '';
	/** @param now identifiers that all events of this moment may carry */
	const identify = ( now: readonly Identifier[] ): void => {
		// A guest's external ID is the number in their cookie, a logged-in visitor's is the account's. The server sends
		// no other.
		const guest = printed && /(?:^|; )duet_visitor=([0-9a-f]{32})\./.exec( native( doc, 'cookie' ) )?.[ 1 ];
		const known = { ...typed, ...hashed( guest ? { external_id: guest } : {} ), ...printed };
		const { phone, ...rest } = only( only( known, names ), now );
		const person = { ...rest, ...( phone && { phone_number: phone } ) };
		const text = JSON.stringify( person );
		if ( text !== '{}' && text !== identified ) {
			identified = text;
			win.ttq?.identify?.( person );
		}
	};

	let waiting: { readonly event: Pick< DuetEvent, 'name' | 'person' >; readonly send: ( inOrder: true ) => void }[] = [];
	const flush = (): void => {
		const now = waiting;
		waiting = [];
		// Events that must not carry everything go first, because the pixel keeps an identifier once it has it.
		const shows = now.filter( ( { event } ) => table.pages.includes( event.name ) );
		const acts = now.filter( ( one ) => ! shows.includes( one ) );
		const send = ( group: typeof now ) => {
			const allowed = group.map( ( { event } ) => table.events[ event.name ] ?? table.custom );
			identify( names.filter( ( identifier ) => allowed.every( ( ticked ) => ticked.includes( identifier ) ) ) );
			group.forEach( ( { send: sendEvent } ) => sendEvent( true ) );
		};
		[ shows, acts ].filter( ( group ) => group.length > 0 ).forEach( send );
	};

	const duet = claim< DuetApi >( win, 'duet', { q: [] } );
	duet.match = ( event, send ) => {
		// If the page does not contain the account, only the server can compare it with what was typed.
		if ( printed || ! native( doc, 'body' ).classList.contains( 'logged-in' ) ) {
			typed = { ...typed, ...hashed( { ...event.person, external_id: '' } ) };
		}
		if ( waiting.push( { event, send } ) === 1 ) {
			queueMicrotask( flush );
		}
	};
	duet.person = ( name ) => ( name === 'AddPaymentInfo' ? typedPerson( doc ) : undefined );

	const dataLayer = table.dataLayer ?? table.layer;
	if ( dataLayer && printed && Object.keys( printed ).length > 0 ) {
		claim< unknown[] >( win, dataLayer, [] ).push( { event: 'duet_user_data', user_data: userData( only( printed, names ) ) } );
	}
}

const table = readJson< Table >( document, 'duet-matching' );
if ( table ) {
	matching( window as unknown as Page, table );
}
