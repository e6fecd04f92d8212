import { Report } from './fields.js';
import { isObject, type Json, type JsonObject, type Source } from './types.js';
import { checkProperties } from './validate-properties.js';
import { checkUser } from './validate-user.js';

/** No document says what TikTok tolerates. Duet sends nothing from the future, so only the rounding of clocks is tolerated. */
const FUTURE_SECONDS = 2;
/** Thirteen digits are milliseconds, a mistake TikTok names in its own reference. */
const MILLISECONDS_FROM = 100_000_000_000;
/** Older events are neither matched nor reported (longest click window). */
const REPORTED_SECONDS = 28 * 86_400;

const EVENT = [ 'event', 'event_time', 'event_id', 'user', 'properties', 'page', 'limited_data_use', 'lead', 'device' ];
/** Fields of one source alone; `limited_data_use` is for app events, too, but this account has no app. */
const ONLY_FROM: Readonly< Record< string, Source > > = { page: 'web', limited_data_use: 'web', device: 'web', lead: 'crm' };
const PAGE = [ 'url', 'referrer' ];

/** Offline takes standard names only, with the two old ones that TikTok turns into new ones. */
const STANDARD = new Set(
	(
		'AddPaymentInfo AddToCart AddToWishlist ApplicationApproval CompleteRegistration Contact CustomizeProduct Download ' +
		'FindLocation InitiateCheckout Lead Purchase Schedule Search StartTrial SubmitApplication Subscribe ViewContent ' +
		'CompletePayment SubmitForm'
	).split( ' ' )
);

export interface JudgedEvent {
	readonly raw: Json;
	readonly event: JsonObject;
	readonly problems: readonly string[];
	readonly warnings: readonly string[];
}

export const unknownFields = ( report: Report, given: JsonObject, known: readonly string[], path: string ): void => {
	for ( const key of Object.keys( given ) ) {
		if ( ! known.includes( key ) ) {
			report.refuse( path + key, 'Unknown field' );
		}
	}
};

const checkTime = ( report: Report, path: string, value: Json | undefined, now: number ): void => {
	if ( value === undefined ) {
		report.refuse( path, 'Missing data for required field' );
		return;
	}
	if ( ! report.integer( path, value ) ) {
		return;
	}
	const age = Math.floor( now / 1000 ) - value;
	if ( value >= MILLISECONDS_FROM || value < 1_000_000_000 ) {
		report.refuse( path, 'Not a valid Unix time in seconds' );
	} else if ( age < -FUTURE_SECONDS ) {
		report.refuse( path, 'Must not be in the future' );
	} else if ( age > REPORTED_SECONDS ) {
		report.warn( 'older than 28 days: neither matched nor reported' );
	}
};

const checkPage = ( report: Report, path: string, page: Json | undefined, source: Source ): void => {
	if ( page === undefined ) {
		if ( source === 'web' ) {
			report.warn( 'web event without page.url' );
		}
		return;
	}
	if ( ! isObject( page ) ) {
		report.refuse( path, 'Invalid input type' );
		return;
	}
	unknownFields( report, page, PAGE, `${ path }.` );
	for ( const key of PAGE ) {
		if ( key === 'url' || page[ key ] !== undefined ) {
			report.url( `${ path }.${ key }`, page[ key ] );
		}
	}
};

/** One row of `data`. */
export const checkEvent = ( raw: Json, path: string, source: Source, now: number ): JudgedEvent => {
	const report = new Report();
	if ( ! isObject( raw ) ) {
		report.refuse( path, 'Invalid input type' );
		return { raw, event: {}, problems: report.problems, warnings: report.warnings };
	}
	unknownFields( report, raw, EVENT, `${ path }.` );
	for ( const [ key, only ] of Object.entries( ONLY_FROM ) ) {
		if ( raw[ key ] !== undefined && source !== only ) {
			report.refuse( `${ path }.${ key }`, `Only for event source ${ only }` );
		}
	}
	const name = raw[ 'event' ];
	if ( name === undefined ) {
		report.refuse( `${ path }.event`, 'Missing data for required field' );
	} else if ( report.text( `${ path }.event`, name ) && source === 'offline' && ! STANDARD.has( name ) ) {
		report.refuse( `${ path }.event`, 'Not a standard event' );
	}
	checkTime( report, `${ path }.event_time`, raw[ 'event_time' ], now );
	if ( raw[ 'event_id' ] === undefined ) {
		report.warn( 'no event_id: TikTok cannot deduplicate it' );
	} else {
		report.text( `${ path }.event_id`, raw[ 'event_id' ] );
	}
	if ( raw[ 'limited_data_use' ] !== undefined && typeof raw[ 'limited_data_use' ] !== 'boolean' ) {
		report.refuse( `${ path }.limited_data_use`, 'Not a valid boolean' );
	}
	checkUser( report, `${ path }.user`, raw[ 'user' ], source );
	checkProperties( report, `${ path }.properties`, raw[ 'properties' ], typeof name === 'string' ? name : '' );
	checkPage( report, `${ path }.page`, raw[ 'page' ], source );
	return { raw, event: raw, problems: report.problems, warnings: report.warnings };
};
