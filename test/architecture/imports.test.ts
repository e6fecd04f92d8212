import { describe, expect, it } from 'vitest';
import { dirname, join, normalize } from 'node:path';
import { files, read } from './files';

/**
 * What each room may see, besides itself and Support. From bottom to top: no room sees one that stands below it in this list.
 * Plugin and Wiring see all; a room's module sees the services that all share.
 */
const php: Record< string, string[] > = {
	Support: [],
	Admin: [],
	Cli: [],
	Address: [ 'Admin', 'Cli' ],
	Event: [],
	Channel: [ 'Event' ],
	Settings: [ 'Event' ],
	Hashing: [ 'Event', 'Settings' ],
	Outbox: [ 'Event' ],
	EventsApi: [ 'Event', 'Channel', 'Hashing', 'Outbox', 'Settings' ],
	PublicRoutes: [],
	Optimisers: [],
	Consent: [ 'Settings', 'PublicRoutes' ],
	Visitor: [ 'Event', 'Settings', 'PublicRoutes', 'Consent' ],
	Snapshot: [ 'Event', 'Outbox', 'Visitor' ],
	Drain: [ 'Cli', 'Address', 'Outbox', 'Settings', 'EventsApi', 'PublicRoutes', 'Snapshot' ],
	Policy: [ 'Event', 'Channel', 'Settings', 'Outbox', 'EventsApi' ],
	Pipeline: [ 'Event', 'Channel', 'Outbox', 'EventsApi', 'Policy' ],
	Product: [ 'Admin', 'Event', 'Settings' ],
	Relay: [ 'Event', 'Channel', 'Settings', 'Outbox', 'PublicRoutes', 'Visitor', 'Drain', 'Pipeline' ],
	Tray: [ 'Event', 'Channel', 'Settings', 'Outbox', 'Visitor', 'Snapshot', 'Pipeline', 'Relay' ],
	Order: [ 'Event', 'Channel', 'Settings', 'Outbox', 'PublicRoutes', 'Visitor', 'Snapshot', 'Drain', 'Pipeline', 'Product', 'Tray' ],
	Sweep: [ 'Event', 'Channel', 'Settings', 'Outbox', 'Snapshot', 'Policy', 'Pipeline', 'Order' ],
	Deliveries: [ 'Admin', 'Cli', 'Event', 'Settings', 'Outbox', 'EventsApi', 'Drain', 'Order', 'Sweep' ],
	Accuracy: [ 'Admin', 'Cli', 'Event', 'Channel', 'Settings', 'Outbox', 'Snapshot', 'Policy', 'Pipeline', 'Order', 'Sweep', 'Deliveries' ],
	Cart: [ 'Event', 'Settings', 'PublicRoutes', 'Product' ],
	Page: [ 'Address', 'Event', 'Settings', 'PublicRoutes', 'Consent', 'Visitor', 'Product', 'Tray', 'Cart' ],
	Rules: [ 'Admin', 'Event', 'Settings', 'Page' ],
	Elements: [ 'Event', 'Settings', 'Page', 'Rules' ],
	Forms: [ 'Admin', 'Event', 'Settings', 'Visitor', 'Relay', 'Tray', 'Page', 'Rules' ],
	Clocks: [],
	Matching: [ 'Event', 'Hashing', 'Settings', 'Visitor', 'Tray', 'Order', 'Page' ],
	Offline: [ 'Admin', 'Cli', 'Event', 'Channel', 'Settings', 'Hashing', 'Outbox', 'EventsApi', 'Pipeline' ],
	Withdrawal: [ 'Clocks', 'Event', 'Outbox', 'PublicRoutes', 'Visitor', 'Snapshot', 'Order' ],
	Privacy: [ 'Clocks', 'Consent', 'Event', 'Hashing', 'Outbox', 'Settings', 'Snapshot', 'Tray', 'Withdrawal' ],
	Registration: [ 'Event', 'PublicRoutes', 'Visitor', 'Relay', 'Tray' ],
	Report: [ 'Clocks', 'Admin', 'Cli', 'Address', 'Event', 'Settings', 'Hashing', 'Outbox', 'EventsApi', 'Drain', 'Policy', 'Pipeline', 'Deliveries', 'Accuracy' ],
	Verification: [ 'Admin', 'Settings' ],
	SettingsScreen: [ 'Admin', 'Event', 'Settings', 'Consent', 'Product', 'Rules', 'Verification' ],
	SiteHealth: [ 'Clocks', 'Admin', 'Settings', 'Outbox', 'PublicRoutes', 'Consent', 'Drain', 'Deliveries', 'Report', 'Verification' ],
	TagManager: [ 'Admin', 'Event', 'Settings' ],
	TestEvent: [ 'Admin', 'Event', 'Settings', 'EventsApi', 'Drain' ],
	Track: [ 'Event', 'Visitor', 'Snapshot', 'Tray', 'Order' ],
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
		const room = file.replace( 'includes/', '' ).replace( 'PipelineModule', 'Pipeline' ).replace( /[/.].*$/, '' );
		const shared = file.endsWith( 'Module.php' ) ? [ 'Support', 'Wiring' ] : [ 'Support' ];
		expect( Object.keys( php ), `${ file } stands in no known room` ).toContain( room );
		// Every qualified mention counts, whether imported by `use` or written out in full.
		for ( const [ , name ] of read( file ).matchAll( /\bDuet\\([A-Z]\w+)/g ) ) {
			const other = name?.replace( 'PipelineModule', 'Pipeline' );
			if ( other && other !== room && other !== 'Vendor' ) {
				expect( [ ...shared, ...( php[ room ] ?? [] ) ], `${ file } sees ${ other }` ).toContain( other );
			}
		}
	} );

	// A module may take others through Wiring\\Modules, so that only those it uses are made; the same list holds.
	const roomOf = new Map( [ ...read( 'includes/Wiring/Modules.php' ).matchAll( /^use Duet\\(?:(\w+)\\)?(\w+Module);/gm ) ].map( ( [ , room, name = '' ] ) => [ name, room ?? 'Pipeline' ] ) );
	const named = new Map( [ ...read( 'includes/Wiring/Modules.php' ).matchAll( /@property-read (\w+) +\$(\w+)/g ) ].map( ( [ , type = '', name = '' ] ) => [ name, roomOf.get( type ) ] ) );
	it.each( seen.filter( ( file ) => read( file ).includes( '$this->modules->' ) ) )( '%s through Modules', ( file ) => {
		const room = file.split( '/' )[ 1 ] ?? '';
		for ( const [ , name = '' ] of read( file ).matchAll( /\$this->modules->(\w+)/g ) ) {
			expect( [ room, ...( php[ room ] ?? [] ) ], `${ file } sees ${ name }` ).toContain( named.get( name ) );
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
