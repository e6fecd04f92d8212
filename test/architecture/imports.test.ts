import { describe, expect, it } from 'vitest';
import { dirname, join, normalize } from 'node:path';
import { files, read } from './files';

/** What each room may see, besides itself. `Support <- Event <- Source, Settings <- Policy, Channel <- Pipeline <- Trigger`. */
const php: Record< string, string[] > = {
	Support: [],
	Event: [ 'Support' ],
	Source: [ 'Support', 'Event', 'Settings' ],
	Settings: [ 'Support', 'Event' ],
	Policy: [ 'Support', 'Event', 'Source', 'Settings' ],
	Channel: [ 'Support', 'Event', 'Source', 'Settings' ],
	Pipeline: [ 'Support', 'Event', 'Policy', 'Channel', 'Settings' ],
	// Activation, clocks, uninstall: the Plugin's own errands.
	Installation: [ 'Support', 'Event', 'Settings', 'Channel' ],
	Trigger: [ 'Support', 'Event', 'Source', 'Settings', 'Policy', 'Channel', 'Pipeline' ],
	Admin: [ 'Support', 'Event', 'Settings', 'Channel' ],
	Cli: [ 'Support', 'Event', 'Settings', 'Channel' ],
	Privacy: [ 'Support', 'Event', 'Settings', 'Channel' ],
	Storefront: [ 'Support', 'Event', 'Settings', 'Channel' ],
	// What stands in content and on the screen: blocks, shortcodes, rules -> what the storefront script reads.
	Elements: [ 'Support', 'Event', 'Settings' ],
	Rules: [ 'Support', 'Event', 'Settings' ],
	TagManager: [ 'Support', 'Event', 'Settings' ],
	Verification: [ 'Support', 'Settings' ],
	// Which visitor allowed what, and which identifiers may go with which event.
	Consent: [ 'Support', 'Event', 'Settings' ],
	Matching: [ 'Support', 'Event', 'Source', 'Settings' ],
	// Sales made elsewhere: tills, telephones, files.
	Offline: [ 'Support', 'Event', 'Source', 'Settings', 'Channel' ],
	Report: [ 'Support', 'Event', 'Settings', 'Channel' ],
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
	const seen = files( 'includes', '.php' ).filter( ( file ) => ! /^includes\/(Plugin\.php|Composition\/)/.test( file ) );
	it.each( seen )( '%s', ( file ) => {
		const room = file.replace( 'includes/', '' ).replace( /[/.].*$/, '' );
		expect( Object.keys( php ), `${ file } stands in no known room` ).toContain( room );
		// Every qualified mention counts, whether imported by `use` or written out in full.
		for ( const [ , other ] of read( file ).matchAll( /\bDuet\\([A-Z]\w+)/g ) ) {
			if ( other && other !== room && other !== 'Vendor' ) {
				expect( php[ room ], `${ file } sees ${ other }` ).toContain( other );
			}
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
