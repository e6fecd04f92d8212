/** What each channel would get of an event; pure. */
import type { ChannelName } from '../../events/catalogue.ts';
import type { DuetEvent, Params } from '../../events/event.ts';
import { propertiesOf, shapeOf } from '../../events/shapes.ts';
import { switchesOf, type PageJson } from '../browser/page-json.ts';
import type { TriedRule } from './json.ts';

/** The parameter that carries a rule's ID through the pipeline. It is never shown. */
export const MARK = 'duet_rule';

/** Only the server has their value, or there is none. */
const WITHOUT_VALUE = [ 'Subscribe', 'CompleteRegistration' ];

export interface Copy {
	readonly channel: ChannelName;
	/** The event's name there. */
	readonly name: string;
	readonly params: Readonly< Record< string, unknown > >;
}

export interface Seen {
	readonly name: string;
	readonly rule: TriedRule | undefined;
	readonly copies: readonly Copy[];
	/** Required parameters that the rule does not have: the event would not be sent. */
	readonly missing: readonly string[];
	/** Why it is no event: the parameter whose value has the wrong type. */
	readonly wrong?: string;
}

const without = ( params: Params, names: readonly string[] ): Params =>
	Object.fromEntries( Object.entries( params ).filter( ( [ name ] ) => ! names.includes( name ) ) );

export function seenOf( { name, params: marked }: Pick< DuetEvent, 'name' | 'params' >, page: PageJson, rules: readonly TriedRule[], signed: readonly string[] ): Seen {
	const rule = rules.find( ( { id } ) => id === marked[ MARK ] );
	const params = without( marked, [ MARK, 'sig' ] );
	const { dataLayer, pixel, eventsApi } = switchesOf( page, name );
	const properties = propertiesOf( params, page.only );
	const believed = ( marked[ 'sig' ] !== undefined || params[ 'contents' ] !== undefined ) && ! WITHOUT_VALUE.includes( name );
	return {
		name,
		rule,
		copies: [
			...( dataLayer === undefined ? [] : [ { channel: 'dataLayer' as const, name: dataLayer || name, params: JSON.parse( JSON.stringify( shapeOf( params ) ) ) } ] ),
			...( pixel === undefined ? [] : [ { channel: 'pixel' as const, name: pixel || name, params: properties } ] ),
			...( eventsApi === undefined ? [] : [ { channel: 'eventsApi' as const, name: pixel || name, params: believed ? properties : propertiesOf( params, [ ...page.only, ...signed ] ) } ] ),
		],
		missing: ( rule?.binding?.required ?? [] ).filter( ( param ) => ( params[ param ] ?? '' ) === '' ),
	};
}

/** Copies with the same content, each once with all its channels. */
export function alike( copies: readonly Copy[] ): ReadonlyArray< readonly [ Copy, readonly Copy[ 'channel' ][] ] > {
	const same = new Map< string, [ Copy, Copy[ 'channel' ][] ] >();
	copies.forEach( ( copy ) => {
		const what = JSON.stringify( [ copy.name, copy.params ] );
		const [ first, channels ] = same.get( what ) ?? [ copy, [] ];
		same.set( what, [ first, [ ...channels, copy.channel ] ] );
	} );
	return [ ...same.values() ];
}

/** The page with the rules that are tried instead of those that are on; each event carries the ID of its rule. */
export const pageToTry = ( page: PageJson, rules: readonly TriedRule[] ): PageJson => ( {
	...page,
	page: {
		...page.page,
		bindings: [
			...page.page.bindings,
			...rules.flatMap( ( { id, here, binding } ) => ( here && binding ? [ { ...binding, params: { ...binding.params, [ MARK ]: id }, required: [] } ] : [] ) ),
		],
	},
} );
