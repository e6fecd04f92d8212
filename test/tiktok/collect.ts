import { badParameter, CODE, OK, type Verdict } from './answer.js';
import { Report } from './fields.js';
import { asObject, isObject, type Json, type JsonObject } from './types.js';
import { checkProperties } from './validate-properties.js';
import { checkIdentifiers } from './validate-user.js';

/** A browser event as TikTok's collection endpoint reads it. */
export interface Collected {
	readonly verdict: Verdict;
	readonly raw: Json;
	readonly pixelCode: string;
	readonly event: string;
	readonly eventId: string | null;
	readonly properties: JsonObject;
	readonly user: JsonObject;
	readonly page: JsonObject;
	readonly limitedDataUse: boolean;
	readonly eventTime: number | null;
	readonly warnings: readonly string[];
}

const text = ( value: Json | undefined ): string => ( typeof value === 'string' ? value : '' );

/** The pixel says `phone_number` where the Events API says `phone`; one name here, so the channels compare. */
const apiNames = ( user: JsonObject ): JsonObject =>
	Object.fromEntries( Object.entries( user ).map( ( [ key, value ] ) => [ key === 'phone_number' ? 'phone' : key, value ] ) );

const parse = ( body: string ): Json => {
	try {
		return JSON.parse( body ) as Json;
	} catch {
		return null;
	}
};

/** What the script found wrong with `identify`, Events Manager's "invalid e-mail" and the like. */
const labelled = ( report: Report, labels: JsonObject ): void => {
	for ( const [ key, label ] of Object.entries( labels ) ) {
		if ( label === 'invalid' || label === 'unknown' ) {
			report.warn( `identify: ${ label } ${ key }` );
		}
	}
};

/** What `identify` passes on as it is; the rest the script has hashed, or read from its own cookies. */
const PLAIN = [ 'city', 'state', 'country' ];

/**
 * The page and the plain identifiers, as strictly as the Events API reads them. The script writes both into the packet
 * by itself, the address as the browser shows it, so no event is refused for them.
 */
const checkContext = ( report: Report, user: JsonObject, page: JsonObject ): void => {
	const own = new Report();
	own.url( 'page.url', page[ 'url' ] );
	checkIdentifiers( own, 'user', Object.fromEntries( Object.entries( user ).filter( ( [ key ] ) => PLAIN.includes( key ) ) ), 'web' );
	for ( const words of [ ...own.problems, ...own.warnings ] ) {
		report.warn( words );
	}
};

/** Judges one post of the pixel script. `known` tells whether a pixel code exists. */
export const collect = ( body: string, known: ( pixelCode: string ) => boolean ): Collected => {
	const raw = parse( body );
	const packet = asObject( raw );
	const context = asObject( packet[ 'context' ] );
	const pixelCode = text( asObject( context[ 'pixel' ] )[ 'code' ] );
	const report = new Report();
	if ( ! isObject( raw ) ) {
		report.refuse( 'Request body', 'Not valid JSON' );
	} else if ( ! known( pixelCode ) ) {
		report.refuse( 'context.pixel.code', 'Pixel code does not exist' );
	}
	report.text( 'event', packet[ 'event' ] );
	if ( packet[ 'event_id' ] === undefined ) {
		report.warn( 'no event_id: TikTok cannot deduplicate it' );
	} else {
		report.text( 'event_id', packet[ 'event_id' ] );
	}
	if ( asObject( packet[ 'properties' ] )[ 'event_id' ] !== undefined ) {
		report.warn( 'event_id among the properties: it belongs in the third argument of track' );
	}
	checkProperties( report, 'properties', packet[ 'properties' ], text( packet[ 'event' ] ) );
	labelled( report, asObject( packet[ 'signal_diagnostic_labels' ] ) );
	const user = apiNames( asObject( context[ 'user' ] ) );
	const page = asObject( context[ 'page' ] );
	checkContext( report, user, page );
	const [ problem ] = report.problems;
	const time = Date.parse( text( packet[ 'timestamp' ] ) );
	return {
		verdict: problem === undefined ? OK : badParameter( problem ),
		raw,
		pixelCode,
		event: text( packet[ 'event' ] ),
		eventId: typeof packet[ 'event_id' ] === 'string' ? packet[ 'event_id' ] : null,
		properties: asObject( packet[ 'properties' ] ),
		user,
		page,
		limitedDataUse: packet[ 'limited_data_use' ] === true,
		eventTime: Number.isNaN( time ) ? null : Math.floor( time / 1000 ),
		warnings: report.warnings,
	};
};

export const taken = ( collected: Collected ): boolean => collected.verdict.code === CODE.ok;
