import type { Channel, Conversion, EventCopy, JsonObject } from './types.js';

/** Later copies inside this window, counted from the first one, are dropped. Source: TikTok help, event deduplication. */
export const DEDUP_WINDOW = 48 * 3600 * 1000;
/** A copy from the other channel inside this window adds what the first one lacked. Same source. */
export const MERGE_WINDOW = 5 * 60 * 1000;

/** Renamed on 1 May 2025: reported under the new name. */
const REPORTED_AS: Readonly< Record< string, string > > = { CompletePayment: 'Purchase', SubmitForm: 'Lead' };

export const reportedName = ( event: string ): string =>
	( Object.hasOwn( REPORTED_AS, event ) ? REPORTED_AS[ event ] : undefined ) ?? event;

export type Outcome = 'counted' | 'merged' | 'duplicate' | 'refused' | 'test';

export interface Tally {
	readonly conversions: readonly Conversion[];
	/** Test-coded copies, never counted. */
	readonly tested: readonly EventCopy[];
	/** What became of each copy, by its `seq`. */
	readonly outcomes: ReadonlyMap< number, Outcome >;
}

/**
 * Old and new names share a report line but not a key: TikTok does not document that
 * `CompletePayment` and `Purchase` deduplicate, so here they do not.
 */
export const dedupKey = ( copy: Pick< EventCopy, 'source' | 'pixel_code' | 'event' | 'event_id' | 'seq' > ): string =>
	JSON.stringify( [ copy.source, copy.pixel_code, copy.event, copy.event_id ?? copy.seq ] );

const open = ( copy: EventCopy ): Conversion => ( {
	pixel_code: copy.pixel_code,
	source: copy.source,
	event: reportedName( copy.event ),
	sent_as: copy.event,
	event_id: copy.event_id,
	first_seq: copy.seq,
	first_at: copy.received_at,
	event_time: copy.event_time,
	...money( copy.properties ),
	properties: copy.properties,
	user: copy.user,
	page: copy.page,
	channels: [ copy.channel ],
	merged: false,
	duplicates: 0,
	differences: [],
} );

const money = ( properties: JsonObject ): Pick< Conversion, 'value' | 'currency' > => ( {
	value: typeof properties[ 'value' ] === 'number' ? properties[ 'value' ] : null,
	currency: typeof properties[ 'currency' ] === 'string' ? properties[ 'currency' ] : null,
} );

/** The first copy's parameters win; the second only fills gaps. */
const merge = ( first: Conversion, copy: EventCopy ): Conversion => {
	const properties = { ...copy.properties, ...first.properties };
	return {
		...first,
		...money( properties ),
		properties,
		user: { ...copy.user, ...first.user },
		page: { ...copy.page, ...first.page },
		channels: [ ...first.channels, copy.channel ],
		merged: true,
		differences: differing( first.properties, copy.properties ),
	};
};

/** Key order does not matter: the two channels are written in two languages. */
const canonical = ( value: unknown ): string =>
	JSON.stringify( value, ( _key, part: unknown ) =>
		typeof part === 'object' && part !== null && ! Array.isArray( part ) ? Object.fromEntries( Object.entries( part ).sort() ) : part
	);

const differing = ( first: JsonObject, second: JsonObject ): readonly string[] =>
	Object.keys( first ).filter( ( key ) => second[ key ] !== undefined && canonical( first[ key ] ) !== canonical( second[ key ] ) );

const mergeable = ( first: Conversion, channel: Channel, elapsed: number ): boolean =>
	elapsed < MERGE_WINDOW && ! first.channels.includes( channel );

/**
 * TikTok's counting rule over copies in order of arrival. Both windows are half-open and start
 * at the first counted copy: at exactly 48 h a copy counts again, which is the stricter reading.
 */
export const tally = ( copies: Iterable< EventCopy > ): Tally => {
	const conversions: Conversion[] = [];
	const latest = new Map< string, number >();
	const tested: EventCopy[] = [];
	const outcomes = new Map< number, Outcome >();

	for ( const copy of copies ) {
		if ( ! copy.accepted ) {
			outcomes.set( copy.seq, 'refused' );
			continue;
		}
		if ( copy.test_event_code !== null ) {
			outcomes.set( copy.seq, 'test' );
			tested.push( copy );
			continue;
		}
		const key = dedupKey( copy );
		const index = latest.get( key );
		const first = index === undefined ? undefined : conversions[ index ];
		const elapsed = first === undefined ? Infinity : copy.received_at - first.first_at;
		if ( index === undefined || first === undefined || elapsed >= DEDUP_WINDOW ) {
			latest.set( key, conversions.push( open( copy ) ) - 1 );
			outcomes.set( copy.seq, 'counted' );
		} else if ( mergeable( first, copy.channel, elapsed ) ) {
			conversions[ index ] = merge( first, copy );
			outcomes.set( copy.seq, 'merged' );
		} else {
			conversions[ index ] = { ...first, duplicates: first.duplicates + 1 };
			outcomes.set( copy.seq, 'duplicate' );
		}
	}
	return { conversions, tested, outcomes };
};
