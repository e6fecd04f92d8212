/** What the recipes of docs/recipes.md ask for, as lists of what is missing in a copy of the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const textOf = ( root: string, path: string ): string => ( existsSync( join( root, path ) ) ? readFileSync( join( root, path ), 'utf8' ) : '' );

const namesIn = ( root: string, folder: string, ending: string ): string[] =>
	readdirSync( join( root, folder ) )
		.filter( ( name ) => name.endsWith( ending ) )
		.map( ( name ) => basename( name, ending ) )
		.sort();

const phpFiles = ( root: string ): string[] =>
	readdirSync( join( root, 'includes' ), { recursive: true, encoding: 'utf8' } )
		// What `npm run types` writes names everything.
		.filter( ( path ) => path.endsWith( '.php' ) && ! path.endsWith( 'Data.php' ) )
		.map( ( path ) => `includes/${ path }` );

interface Catalogue {
	readonly events: Readonly< Record< string, { readonly channels: object } > >;
}

const catalogueOf = ( root: string ) => JSON.parse( textOf( root, 'src/events/catalogue.json' ) ) as Catalogue;

/** A new event: its entry in the catalogue, its label, and the test that shows it. */
export function missingOfEvents( root: string ): string[] {
	const labels = textOf( root, 'src/events/labels.ts' );
	const tests = textOf( root, 'test/architecture/events.test.ts' );
	return Object.keys( catalogueOf( root ).events ).flatMap( ( name ) => [
		...( new RegExp( `^\\t${ name }: \\{`, 'm' ).test( labels ) ? [] : [ `${ name }: no label` ] ),
		...( new RegExp( `^\\t${ name }: `, 'm' ).test( tests ) ? [] : [ `${ name }: no test that shows it` ] ),
	] );
}

/** The slug of each class in a folder of plugin classes. */
function slugsOf( root: string, folder: string, pattern: RegExp ): Map< string, string > {
	const found = namesIn( root, folder, '.php' ).map( ( name ): [ string, string ] => [ `${ folder }/${ name }.php`, pattern.exec( textOf( root, `${ folder }/${ name }.php` ) )?.[ 1 ] ?? '' ] );
	return new Map( found );
}

/** Classes without an adapter, adapters without a class, and slugs that another PHP file mentions. */
function missingOfPairs( root: string, classes: ReadonlyMap< string, string >, adapters: string, others: readonly string[] ): string[] {
	const slugs = [ ...classes.values() ];
	const scripts = namesIn( root, adapters, '.ts' );
	const php = phpFiles( root ).map( ( path ) => [ path, textOf( root, path ) ] as const );
	return [
		...[ ...classes ].filter( ( [ , slug ] ) => ! scripts.includes( slug ) ).map( ( [ path, slug ] ) => `${ path }: no adapter ${ adapters }/${ slug }.ts` ),
		...scripts.filter( ( script ) => ! slugs.includes( script ) && ! others.includes( script ) ).map( ( script ) => `${ adapters }/${ script }.ts: no class` ),
		...[ ...classes ].flatMap( ( [ path, slug ] ) => php.filter( ( [ other, text ] ) => other !== path && text.includes( `'${ slug }'` ) ).map( ( [ other ] ) => `${ slug }: named in ${ other }, too` ) ),
	];
}

/** A new form plugin: its class, its adapter, and the test of the adapter. */
export function missingOfFormPlugins( root: string ): string[] {
	const classes = slugsOf( root, 'includes/Forms/Plugin', /private const SLUG = '([a-z0-9-]+)'/ );
	const tests = [ 'form-plugins', 'gravity-forms' ].map( ( name ) => textOf( root, `test/unit/ts/storefront/${ name }.test.ts` ) ).join();
	return [
		...missingOfPairs( root, classes, 'src/storefront/triggers/forms', [] ),
		...[ ...classes ].filter( ( [ path ] ) => ! textOf( root, path ).includes( 'implements FormPlugin' ) ).map( ( [ path ] ) => `${ path }: does not implement FormPlugin` ),
		...[ ...classes.values() ].filter( ( slug ) => ! tests.includes( `'${ slug }'` ) ).map( ( slug ) => `${ slug }: no test of its adapter` ),
	];
}

interface ConsentVector {
	readonly title: string;
	readonly answer: boolean | null;
}

/** Adapters of sources that are no consent tool, and the one that is read if there is no tool. */
const NO_TOOLS = [ 'country', 'wp-consent-api' ];

/** A new consent tool: its class, its adapter, and vectors for both with each of the three answers. */
export function missingOfConsentTools( root: string ): string[] {
	const classes = slugsOf( root, 'includes/Consent/Tool', /function slug\(\): string \{\s+return '([a-z0-9-]+)'/ );
	const vectors = JSON.parse( textOf( root, 'test/vectors/consent-tools.json' ) ) as Readonly< Record< string, readonly ConsentVector[] > >;
	const slugs = [ ...classes.values() ];
	const answers = [ true, false, null ];
	return [
		...missingOfPairs( root, classes, 'src/storefront/consent/tools', NO_TOOLS ).filter( ( fault ) => ! fault.startsWith( 'google: named in includes/Consent/ConsentTools.php' ) ),
		...slugs.flatMap( ( slug ) => answers.filter( ( answer ) => ! vectors[ slug ]?.some( ( vector ) => vector.answer === answer ) ).map( ( answer ) => `${ slug }: no vector with the answer ${ answer }` ) ),
		...Object.keys( vectors ).filter( ( slug ) => ! slugs.includes( slug ) ).map( ( slug ) => `${ slug }: vectors without a class` ),
	];
}

interface SettingsSchema {
	readonly properties: { readonly events: { readonly additionalProperties: { readonly properties: Readonly< Record< string, object > > } } };
}

/** A new channel: its key in the catalogue, its switch, its folder or file, and the line where the channels are listed. */
export function missingOfChannels( root: string ): string[] {
	const channels = new Set( Object.values( catalogueOf( root ).events ).flatMap( ( event ) => Object.keys( event.channels ) ) );
	const cases = new Map( [ ...textOf( root, 'includes/Event/ChannelName.php' ).matchAll( /case (\w+) += '(\w+)'/g ) ].map( ( [ , name = '', value = '' ] ) => [ value, name ] ) );
	const switches = ( JSON.parse( textOf( root, 'src/settings/settings.json' ) ) as SettingsSchema ).properties.events.additionalProperties.properties;
	const classes = phpFiles( root ).filter( ( path ) => /implements Channel\b/.test( textOf( root, path ) ) );
	const scripts = namesIn( root, 'src/storefront/channels', '.ts' ).map( ( name ) => textOf( root, `src/storefront/channels/${ name }.ts` ) ).join();
	const list = textOf( root, 'includes/PipelineModule.php' );
	const hasCode = ( channel: string ): boolean =>
		scripts.includes( `key: '${ channel }'` ) || classes.some( ( path ) => textOf( root, path ).includes( `return ChannelName::${ cases.get( channel ) };` ) );
	return [
		...[ ...channels ].flatMap( ( channel ) => [
			...( cases.has( channel ) ? [] : [ `${ channel }: not in ChannelName, run npm run types` ] ),
			...( channel in switches ? [] : [ `${ channel }: no switch in settings.json` ] ),
			...( hasCode( channel ) ? [] : [ `${ channel }: no class and no script` ] ),
		] ),
		...classes.filter( ( path ) => ! list.includes( `new ${ basename( path, '.php' ) }(` ) ).map( ( path ) => `${ path }: not in the list of PipelineModule.php` ),
	];
}
