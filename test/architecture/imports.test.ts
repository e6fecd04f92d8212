import { describe, expect, it } from 'vitest';
import { dirname, join, normalize } from 'node:path';
import { files, read } from './files';

/**
 * What each room may see, besides itself and Support. From bottom to top: no room sees one that stands below it in this list.
 * Plugin and Wiring see all.
 */
const php: Record< string, string[] > = {
	Support: [],
	Admin: [],
	Cli: [],
	Event: [],
	Channel: [ 'Event' ],
	Hashing: [ 'Event' ],
	Outbox: [ 'Event' ],
	Settings: [ 'Event' ],
	EventsApi: [ 'Event', 'Channel', 'Hashing', 'Outbox', 'Settings' ],
	Drain: [ 'Cli', 'Outbox', 'Settings', 'EventsApi' ],
	Deliveries: [ 'Admin', 'Cli', 'Event', 'Outbox', 'Settings', 'EventsApi', 'Drain' ],
	Product: [ 'Admin', 'Event', 'Settings' ],
	PublicRoutes: [],
	Visitor: [ 'Event', 'Settings', 'PublicRoutes' ],
	Snapshot: [ 'Event', 'Outbox', 'Visitor' ],
	Relay: [ 'Event', 'Settings', 'PublicRoutes', 'Visitor' ],
	Tray: [ 'Event', 'Settings', 'Visitor', 'Relay' ],
	Order: [ 'Event', 'Outbox', 'Settings', 'Product', 'PublicRoutes', 'Visitor', 'Snapshot', 'Tray' ],
	Policy: [ 'Event', 'Settings' ],
	Sweep: [ 'Event', 'Outbox', 'Settings', 'Snapshot', 'Order', 'Policy' ],
	Accuracy: [ 'Admin', 'Cli', 'Event', 'Outbox', 'Settings', 'Deliveries', 'Snapshot', 'Order', 'Policy', 'Sweep' ],
	Address: [ 'Admin', 'Cli' ],
	Cart: [ 'Product' ],
	Consent: [ 'Settings', 'PublicRoutes' ],
	Elements: [ 'Event', 'Settings' ],
	Forms: [ 'Event', 'Settings', 'Visitor', 'Relay', 'Tray' ],
	Installation: [ 'Outbox', 'Settings', 'Address' ],
	Page: [ 'Event', 'Settings', 'Product', 'PublicRoutes', 'Visitor', 'Tray', 'Cart' ],
	Matching: [ 'Event', 'Hashing', 'Settings', 'Visitor', 'Page' ],
	Offline: [ 'Admin', 'Cli', 'Event', 'Hashing', 'Outbox', 'Settings' ],
	Pipeline: [ 'Event', 'Channel', 'Policy' ],
	Withdrawal: [ 'Event', 'Outbox', 'PublicRoutes', 'Visitor', 'Snapshot', 'Order' ],
	Privacy: [ 'Event', 'Hashing', 'Outbox', 'Settings', 'Snapshot', 'Tray', 'Withdrawal' ],
	Registration: [ 'Event', 'PublicRoutes', 'Visitor', 'Relay', 'Tray' ],
	Report: [ 'Admin', 'Cli', 'Event', 'Outbox', 'Settings', 'EventsApi', 'Deliveries', 'Address' ],
	Rules: [ 'Event', 'Settings' ],
	SettingsScreen: [ 'Admin', 'Event', 'Settings', 'Product', 'Consent' ],
	SiteHealth: [ 'Admin' ],
	TagManager: [ 'Admin', 'Event', 'Settings' ],
	TestEvent: [ 'Admin', 'Event', 'Settings', 'EventsApi', 'Drain' ],
	Track: [ 'Event', 'Visitor', 'Snapshot', 'Tray', 'Order' ],
	Verification: [ 'Settings' ],
	Wishlist: [ 'Page' ],
};

/** `events, settings <- consent, matching, channels <- pipeline <- triggers <- index`; admin and blocks see events and settings. */
const ts: Record< string, string[] > = {
	events: [],
	settings: [ 'events' ],
	'storefront/browser': [ 'events', 'settings' ],
	'storefront/consent': [ 'events', 'settings', 'storefront/browser' ],
	'storefront/matching': [ 'events', 'settings', 'storefront/browser' ],
	'storefront/channels': [ 'events', 'settings', 'storefront/browser', 'storefront/consent', 'storefront/matching' ],
	'storefront/pipeline': [ 'events', 'settings', 'storefront/browser', 'storefront/consent', 'storefront/matching', 'storefront/channels' ],
	'storefront/triggers': [ 'events', 'settings', 'storefront/browser', 'storefront/consent', 'storefront/pipeline' ],
	// For somebody who tries a rule: shows what the channels would get.
	'storefront/try-out': [ 'events', 'settings', 'storefront/browser', 'storefront/channels', 'storefront/start', 'storefront/triggers' ],
	'storefront/start': [ 'events', 'settings', 'storefront/browser', 'storefront/consent', 'storefront/pipeline', 'storefront/triggers' ],
	'storefront/boot': [ 'storefront/browser', 'storefront/pipeline', 'storefront/start', 'storefront/triggers' ],
	admin: [ 'events', 'settings' ],
	blocks: [ 'events', 'settings' ],
};

describe( 'PHP imports point one way', () => {
	const seen = files( 'includes', '.php' ).filter( ( file ) => ! /^includes\/(Plugin\.php|Wiring\/)/.test( file ) );
	it.each( seen )( '%s', ( file ) => {
		const room = file.replace( 'includes/', '' ).replace( /[/.].*$/, '' );
		expect( Object.keys( php ), `${ file } stands in no known room` ).toContain( room );
		// Every qualified mention counts, whether imported by `use` or written out in full.
		for ( const [ , other ] of read( file ).matchAll( /\bDuet\\([A-Z]\w+)/g ) ) {
			if ( other && other !== room && other !== 'Vendor' ) {
				expect( [ 'Support', ...( php[ room ] ?? [] ) ], `${ file } sees ${ other }` ).toContain( other );
			}
		}
	} );

	it( 'and the list itself goes from bottom to top, without a circle', () => {
		const rooms = Object.keys( php );
		for ( const [ room, others ] of Object.entries( php ) ) {
			expect( others.filter( ( other ) => rooms.indexOf( other ) >= rooms.indexOf( room ) ), room ).toEqual( [] );
		}
	} );

	it( 'covers every file there is', () => {
		expect( seen.length ).toBeGreaterThan( 40 );
	} );
} );

describe( 'TypeScript imports point one way', () => {
	const room = ( file: string ) => {
		const path = file.replace( /^src\//, '' ).replace( /\.\w+$/, '' );
		return Object.keys( ts ).find( ( name ) => path === name || path.startsWith( name + '/' ) );
	};
	const seen = files( 'src', '.ts', '.tsx' ).filter( ( file ) => ! /^src\/storefront\/(index|shop)\.ts$/.test( file ) );
	it.each( seen )( '%s', ( file ) => {
		const own = room( file );
		if ( own === undefined ) {
			throw new Error( `${ file } stands in no known room` );
		}
		for ( const [ , target ] of read( file ).matchAll( /from '(\.[^']+)'/g ) ) {
			const other = room( normalize( join( dirname( file ), target ?? '' ) ) );
			if ( other !== undefined && other !== own ) {
				expect( ts[ own ], `${ file } imports ${ target }` ).toContain( other );
			}
		}
	} );

	it( 'covers every file there is', () => {
		expect( seen.length ).toBeGreaterThan( 20 );
	} );
} );
