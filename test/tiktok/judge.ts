import { badParameter, badToken, CODE, noPermission, OK, type Verdict } from './answer.js';
import { Report } from './fields.js';
import { asObject, isObject, type Json, type JsonObject, type Source, type StandInOptions } from './types.js';
import { checkEvent, type JudgedEvent, unknownFields } from './validate.js';

/** Events API 2.0: 1 to 1,000 events a request; more rejects the whole request. */
export const MAX_BATCH = 1000;

const ENVELOPE = [ 'event_source', 'event_source_id', 'test_event_code', 'partner_name', 'data' ];

export type Access = Required< Pick< StandInOptions, 'tokens' | 'offlineSets' > >;

export interface Judgement {
	readonly verdict: Verdict;
	readonly source: Source;
	readonly sourceId: string;
	readonly testEventCode: string | null;
	/** Empty where the request could not be read as far as its events. */
	readonly events: readonly JudgedEvent[];
}

export interface TrackRequest {
	readonly token: string | undefined;
	readonly contentType: string | undefined;
	readonly body: string;
}

const parse = ( body: string ): Json | undefined => {
	try {
		return JSON.parse( body ) as Json;
	} catch {
		return undefined;
	}
};

const sourceOf = ( value: Json | undefined ): Source => ( value === 'offline' || value === 'crm' ? value : 'web' );

/** `app` and `crm` need TikTok's allow-list or a lead form, neither of which this account has. */
const mayWrite = ( access: Access, token: string, envelope: JsonObject ): boolean => {
	const id = String( envelope[ 'event_source_id' ] );
	const book = envelope[ 'event_source' ] === 'web' ? access.tokens : envelope[ 'event_source' ] === 'offline' ? access.offlineSets : {};
	return Object.hasOwn( book, id ) && book[ id ] === token;
};

const checkEnvelope = ( report: Report, envelope: JsonObject ): void => {
	unknownFields( report, envelope, ENVELOPE, '' );
	const source = envelope[ 'event_source' ];
	if ( source === undefined ) {
		report.refuse( 'event_source', 'Missing data for required field' );
	} else if ( typeof source !== 'string' || ! [ 'web', 'app', 'offline', 'crm' ].includes( source ) ) {
		report.refuse( 'event_source', 'Must be one of: web, app, offline, crm' );
	}
	if ( envelope[ 'event_source_id' ] === undefined ) {
		report.refuse( 'event_source_id', 'Missing data for required field' );
	} else {
		report.text( 'event_source_id', envelope[ 'event_source_id' ] );
	}
	for ( const key of [ 'test_event_code', 'partner_name' ] ) {
		if ( envelope[ key ] !== undefined ) {
			report.text( key, envelope[ key ] );
		}
	}
	const data = envelope[ 'data' ];
	if ( ! Array.isArray( data ) ) {
		report.refuse( 'data', data === undefined ? 'Missing data for required field' : 'Not a valid list' );
	} else if ( data.length < 1 || data.length > MAX_BATCH ) {
		report.refuse( 'data', `Length must be between 1 and ${ MAX_BATCH }` );
	}
};

/**
 * TikTok's decision about one Events API request: token, body, permission, then every event.
 * One bad event refuses the whole batch, and the message names the first one by its path.
 */
export const judge = ( request: TrackRequest, access: Access, now: number, poison: RegExp | null = null ): Judgement => {
	const parsed = parse( request.body );
	const envelope = asObject( parsed );
	const source = sourceOf( envelope[ 'event_source' ] );
	const data: readonly Json[] = Array.isArray( envelope[ 'data' ] ) ? envelope[ 'data' ] : [];
	const events = data
		.slice( 0, MAX_BATCH )
		.map( ( raw, index ) => poisoned( checkEvent( raw, `Batch.${ index }`, source, now ), index, poison ) );
	const code = envelope[ 'test_event_code' ];
	const decide = ( verdict: Verdict ): Judgement => ( {
		verdict,
		source,
		sourceId: typeof envelope[ 'event_source_id' ] === 'string' ? envelope[ 'event_source_id' ] : '',
		testEventCode: typeof code === 'string' && code !== '' ? code : null,
		events,
	} );

	const token = request.token ?? '';
	const known = [ ...Object.values( access.tokens ), ...Object.values( access.offlineSets ) ];
	if ( token === '' || ! known.includes( token ) ) {
		return decide( badToken );
	}
	if ( ! /^application\/json\b/i.test( request.contentType ?? '' ) ) {
		return decide( badParameter( 'Content-Type: Must be application/json' ) );
	}
	if ( ! isObject( parsed ) ) {
		return decide( badParameter( 'Request body: Not valid JSON' ) );
	}
	const report = new Report();
	checkEnvelope( report, parsed );
	const [ fault ] = report.problems;
	if ( fault !== undefined ) {
		return decide( badParameter( fault ) );
	}
	if ( ! mayWrite( access, token, parsed ) ) {
		return decide( noPermission( String( parsed[ 'event_source_id' ] ) ) );
	}
	const [ first ] = events.flatMap( ( event ) => event.problems );
	return decide( first === undefined ? OK : badParameter( first ) );
};

/** A scripted refusal: some event ids TikTok will not take, however well formed (fault matrix 11). */
const poisoned = ( judged: JudgedEvent, index: number, poison: RegExp | null ): JudgedEvent => {
	const id = judged.event[ 'event_id' ];
	if ( poison === null || typeof id !== 'string' || ! poison.test( id ) ) {
		return judged;
	}
	return { ...judged, problems: [ `Batch.${ index }.event_id: Refused by the script of this test`, ...judged.problems ] };
};

export const accepted = ( judgement: Judgement ): boolean => judgement.verdict.code === CODE.ok;
