/** Follows each recipe of docs/recipes.md in a copy of the repository, and leaves out one part after the other. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { copyRepository, type Copy } from './copy.ts';
import { channelNames } from '../../bin/build/channel-names.ts';
import { CHANNEL, CONSENT_ADAPTER, CONSENT_TOOL, CONSENT_VECTORS, FORM_ADAPTER, FORM_PLUGIN, FORM_TEST } from './examples.ts';
import { root } from './files.ts';
import { missingOfChannels, missingOfConsentTools, missingOfEvents, missingOfFormPlugins, textOf } from './recipes.ts';

// The compiler reads WordPress's types once.
vi.setConfig( { testTimeout: 60_000 } );

let copy: Copy;
beforeAll( () => void ( copy = copyRepository() ) );
afterAll( () => copy.end() );

const { config } = ts.readConfigFile( join( root, 'tsconfig.json' ), ( name ) => ts.sys.readFile( name ) ) as { config: { compilerOptions: object } };
const { options } = ts.convertCompilerOptionsFromJson( { ...config.compilerOptions, incremental: false, tsBuildInfoFile: undefined }, root );
const host = ts.createCompilerHost( options );
const parsed = new Map< string, ts.SourceFile | undefined >();
const parse = host.getSourceFile.bind( host );
// What belongs to other packages is parsed once for all recipes.
host.getSourceFile = ( name, ...how ) => {
	if ( ! name.includes( '/node_modules/' ) ) {
		return parse( name, ...how );
	}
	if ( ! parsed.has( name ) ) {
		parsed.set( name, parse( name, ...how ) );
	}
	return parsed.get( name );
};

/** What the compiler says about a file of the copy. */
function compileErrors( path: string ): string[] {
	const program = ts.createProgram( [ join( copy.root, path ) ], options, host );
	const found = program.getSemanticDiagnostics( program.getSourceFile( join( copy.root, path ) ) );
	return found.map( ( { messageText } ) => ts.flattenDiagnosticMessageText( messageText, ' ' ) );
}

it( 'nothing that a recipe asks for is missing here', () => {
	expect( [ missingOfEvents, missingOfFormPlugins, missingOfConsentTools, missingOfChannels ].map( ( missing ) => missing( root ) ) ).toEqual( [ [], [], [], [] ] );
} );

describe( 'a new event', () => {
	const LABEL = `	TakeQuiz: {\n		label: __( 'Take Quiz', 'duet-for-tiktok' ),\n		when: __( 'A quiz is finished.', 'duet-for-tiktok' ),\n	},\n`;

	it( 'is an entry of the catalogue, a label and a test', () => {
		const entry = `"TakeQuiz": { "custom": {}, "born": { "browser": {} }, "requires": {}, "accepts": { "value": {} }, "channels": { "dataLayer": { "name": "take_quiz" }, "eventsApi": {} }, "aliases": {} },`;
		copy.change( 'src/events/catalogue.json', '"events": {', `"events": {\n		${ entry }` );
		expect( missingOfEvents( copy.root ) ).toEqual( [ 'TakeQuiz: no label', 'TakeQuiz: no test that shows it' ] );
		expect( compileErrors( 'src/events/labels.ts' ).join() ).toContain( `'TakeQuiz' is missing` );
		copy.change( 'src/events/labels.ts', '	Pageview: {\n', `${ LABEL }	Pageview: {\n` );
		copy.change( 'test/architecture/events.test.ts', '	Pageview: [', '	TakeQuiz: [ BUTTON ],\n	Pageview: [' );
		expect( missingOfEvents( copy.root ) ).toEqual( [] );
		expect( compileErrors( 'src/events/labels.ts' ) ).toEqual( [] );
		expect( copy.perform( 'event' ) ).toEqual( { name: 'TakeQuiz', channels: [ 'dataLayer', 'eventsApi' ] } );
	} );
} );

describe( 'a new form plugin', () => {
	const SOURCE = 'includes/Forms/Plugin/ExampleForms.php';
	const ADAPTER = 'src/storefront/triggers/forms/example-forms.ts';
	const TEST = 'test/unit/ts/storefront/form-plugins.test.ts';

	it( 'is a class, an adapter and the test of the adapter', () => {
		copy.add( SOURCE, FORM_PLUGIN );
		expect( missingOfFormPlugins( copy.root ) ).toEqual( [ `${ SOURCE }: no adapter ${ ADAPTER }`, 'example-forms: no test of its adapter' ] );
		copy.add( ADAPTER, FORM_ADAPTER );
		copy.add( TEST, textOf( copy.root, TEST ) + FORM_TEST );
		expect( missingOfFormPlugins( copy.root ) ).toEqual( [] );
		expect( compileErrors( ADAPTER ) ).toEqual( [] );
		expect( copy.perform( 'form' ) ).toEqual( { slugs: expect.arrayContaining( [ 'example-forms', 'wpforms' ] ) } );
	} );

	it( 'is named by its class alone', () => {
		copy.add( 'includes/Forms/FormNotes.php', `<?php const FORMS = [ 'example-forms' ];` );
		expect( missingOfFormPlugins( copy.root ) ).toEqual( [ 'example-forms: named in includes/Forms/FormNotes.php, too' ] );
		copy.remove( SOURCE );
		expect( missingOfFormPlugins( copy.root ) ).toEqual( [ `${ ADAPTER }: no class` ] );
	} );
} );

describe( 'a new consent tool', () => {
	const SOURCE = 'includes/Consent/Tool/ExampleBanner.php';
	const ADAPTER = 'src/storefront/consent/tools/example-banner.ts';
	const VECTORS = 'test/vectors/consent-tools.json';

	it( 'is a class, an adapter, and vectors that both pass', async () => {
		copy.add( SOURCE, CONSENT_TOOL );
		expect( missingOfConsentTools( copy.root ) ).toEqual( [ `${ SOURCE }: no adapter ${ ADAPTER }`, ...[ true, false, null ].map( ( answer ) => `example-banner: no vector with the answer ${ answer }` ) ] );
		copy.add( ADAPTER, CONSENT_ADAPTER );
		copy.add( VECTORS, JSON.stringify( { ...( JSON.parse( textOf( copy.root, VECTORS ) ) as object ), 'example-banner': CONSENT_VECTORS } ) );
		expect( missingOfConsentTools( copy.root ) ).toEqual( [] );
		expect( compileErrors( ADAPTER ) ).toEqual( [] );
		const answers = CONSENT_VECTORS.map( ( { answer } ) => answer );
		expect( copy.perform( 'tool' ) ).toEqual( { found: 'example-banner', choice: true, errors: [], handle: true, answers } );
		vi.stubGlobal( 'window', new EventTarget() );
		const { exampleBanner } = ( await import( join( copy.root, ADAPTER ) ) ) as { exampleBanner( win: object ): () => boolean | null };
		const read = ( cookies: object = {} ) => exampleBanner( { document: { cookie: Object.entries( cookies ).map( ( pair ) => pair.join( '=' ) ).join( '; ' ) } } )();
		expect( CONSENT_VECTORS.map( ( { cookies } ) => read( cookies ) ) ).toEqual( answers );
	} );

	it( 'is missed without its class', () => {
		copy.remove( SOURCE );
		expect( missingOfConsentTools( copy.root ) ).toEqual( [ `${ ADAPTER }: no class`, 'example-banner: vectors without a class' ] );
	} );
} );

describe( 'a new channel', () => {
	const SOURCE = 'includes/Webhook/Webhook.php';
	const CATALOGUE = 'src/events/catalogue.json';

	it( 'is a key in the catalogue, a switch, a folder and a line', () => {
		const changed = JSON.parse( textOf( copy.root, CATALOGUE ) ) as { events: { Lead: { channels: object }; Contact: { channels: object } } };
		Object.assign( changed.events.Lead.channels, { webhook: {} } );
		Object.assign( changed.events.Contact.channels, { webhook: { off: {} } } );
		copy.add( CATALOGUE, JSON.stringify( changed ) );
		expect( missingOfChannels( copy.root ) ).toEqual( [ 'webhook: not in ChannelName, run npm run types', 'webhook: no switch in settings.json', 'webhook: no class and no script' ] );
		copy.add( 'includes/Event/ChannelName.php', channelNames( changed ) );
		copy.change( 'src/settings/settings.json', '"eventsApi": { "type": "boolean" },', '"eventsApi": { "type": "boolean" }, "webhook": { "type": "boolean" },' );
		copy.add( SOURCE, CHANNEL );
		expect( missingOfChannels( copy.root ) ).toEqual( [ `${ SOURCE }: not in the list of PipelineModule.php` ] );
		copy.change( 'includes/PipelineModule.php', 'channels( [ $api ] )', 'channels( [ $api, new Webhook() ] )' );
		expect( missingOfChannels( copy.root ) ).toEqual( [] );
		// Lead, Contact and an event that has no such key; then Lead switched off, and Lead without consent.
		expect( copy.perform( 'channel' ) ).toEqual( { received: [ 'Lead', 'LevelUp' ], refused: { Contact: 'channel_off', Search: 'channel_off' }, off: 'channel_off', unasked: 'consent_unknown' } );
	} );
} );

it( 'the build finds adapters by their folder', () => {
	const configurations = createRequire( import.meta.url )( join( copy.root, 'bin/build/webpack.config.cjs' ) ) as { entry: object }[];
	const scripts = configurations.flatMap( ( { entry } ) => Object.keys( entry ) );
	expect( scripts ).toEqual( expect.arrayContaining( [ 'forms/example-forms', 'consent/example-banner' ] ) );
} );
