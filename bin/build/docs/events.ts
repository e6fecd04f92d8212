/** The generated parts of docs/events.md, from src/events/catalogue.json and the labels the screen shows. */
import catalogue from '../../../src/events/catalogue.json' with { type: 'json' };
import type { EventName, ParamName } from '../../../src/events/catalogue.ts';
import { eventLabels } from '../../../src/events/labels.ts';
import { paramLabels, type TypedParam } from '../../../src/events/param-labels.ts';
import { codes, table } from './table.ts';

type Marks = Readonly< Record< string, unknown > >;

/** One event of the catalogue, with every key it may have. */
interface Definition {
	readonly custom?: object;
	readonly web?: object;
	readonly born: Marks;
	readonly once?: Marks;
	readonly ends?: Marks;
	readonly older?: Marks;
	readonly aliases: Marks;
	readonly requires: Marks;
	readonly accepts: Marks;
	readonly recommends?: Marks;
	readonly channels: {
		readonly dataLayer?: { readonly name: string; readonly off?: object };
		readonly pixel?: { readonly off?: object };
		readonly eventsApi?: { readonly off?: object };
	};
}

interface Parameter {
	readonly only?: object;
	readonly aliases?: Marks;
}

const events = Object.entries( catalogue.events ) as unknown as readonly ( readonly [ EventName, Definition ] )[];
const params = Object.entries( catalogue.params ) as unknown as readonly ( readonly [ ParamName, Parameter ] )[];
const keys = ( marks: Marks | undefined ): string[] => Object.keys( marks ?? {} );

/** Which side creates the event. */
const CREATORS: Readonly< Record< string, string > > = { browser: 'browser', server: 'server', order: 'server (order)' };

const switchedOn = ( channel: { readonly off?: object } | undefined ): string => ( channel === undefined ? '-' : channel.off === undefined ? 'on' : 'off' );

/** Where each event is created, when, and on which channels it is sent by default. */
export function eventTable(): string {
	const labels = eventLabels();
	const rows = events.map( ( [ name, event ] ) => [
		`[\`${ name }\`](#${ name.toLowerCase() })`,
		keys( event.born ).map( ( side ) => CREATORS[ side ] ?? side ).join( ', ' ),
		labels[ name ].when,
		event.channels.dataLayer === undefined ? '-' : `${ codes( [ event.channels.dataLayer.name ] ) }${ event.channels.dataLayer.off === undefined ? '' : ' (off)' }`,
		switchedOn( event.channels.pixel ),
		switchedOn( event.channels.eventsApi ),
	] );
	return table( [ 'Event', 'Created by', 'When', 'dataLayer', 'Pixel', 'Events API' ], rows );
}

/** What each event takes: names, parameters, limits. */
export function eventDetails(): string {
	return events.map( ( [ name, event ] ) => `### ${ name }\n\n${ facts( name, event ).map( ( fact ) => `- ${ fact }` ).join( '\n' ) }` ).join( '\n\n' );
}

function facts( name: EventName, event: Definition ): string[] {
	const label = eventLabels()[ name ];
	const line = ( title: string, names: readonly string[] ) => ( names.length === 0 ? [] : [ `${ title }: ${ codes( names ) }` ] );
	return [
		`On the screen: "${ label.label }"${ label.shop === true ? ' (needs WooCommerce)' : '' }`,
		...( event.once === undefined ? [] : [ `At most once per ${ keys( event.once ).join( ', ' ) }` ] ),
		...line( 'Required parameters', keys( event.requires ) ),
		...line( 'Accepted parameters', keys( event.accepts ) ),
		...line( "TikTok's recommended set", keys( event.recommends ) ),
		...line( 'Older name that TikTok still accepts', keys( event.older ) ),
		...line( 'Other spellings Duet understands', keys( event.aliases ) ),
		...( event.custom === undefined ? [] : [ 'A custom event: TikTok has no standard event of this name' ] ),
		...( event.web === undefined ? [] : [ 'Not accepted in an offline event set' ] ),
		...keys( event.ends ).map( ( year ) => `TikTok stops accepting this name in ${ year }` ),
		...( keys( event.channels ).length === 0 ? [ 'Sent to no channel: kept for your own records' ] : [] ),
	];
}

/** Types in words for readers. */
const TYPES: Readonly< Record< string, string > > = {
	number: 'number, 0 or more',
	integer: 'whole number, 0 or more',
	string: 'text',
	strings: 'list of texts',
	currency: 'ISO 4217 code, such as `EUR`',
	boolean: '`true` or `false`',
	contents: 'list of products, see below',
};

/** Every parameter of the catalogue. */
export function parameterTable(): string {
	const labels = paramLabels();
	const help = ( name: ParamName ) => ( name === 'contents' ? 'The products of the event.' : labels[ name as TypedParam ].help );
	const rows = params.map( ( [ name, parameter ] ) => [
		codes( [ name ] ),
		keys( { ...parameter } ).map( ( key ) => TYPES[ key ] ).find( ( type ) => type !== undefined ) ?? '',
		parameter.only === undefined ? 'all' : 'dataLayer only',
		codes( keys( parameter.aliases ) ),
		help( name ),
	] );
	return table( [ 'Parameter', 'Type', 'Channels', 'Also understood as', 'Meaning' ], rows );
}
