import type { Book } from './book.js';
import { dedupKey, type Outcome } from './ledger.js';
import type { Channel, Conversion, EventCopy } from './types.js';

/** A copy and what TikTok made of it. */
export interface ShownCopy {
	readonly copy: EventCopy;
	readonly outcome: Outcome;
}

/** One line of the page: all copies of one (pixel, event, event_id). */
export interface Row {
	readonly key: string;
	readonly pixelCode: string;
	readonly event: string;
	readonly eventId: string | null;
	readonly latest: number;
	readonly pixel: readonly ShownCopy[];
	readonly server: readonly ShownCopy[];
	/** More than one where copies came more than 48 h apart: the very thing to avoid. */
	readonly conversions: readonly Conversion[];
	readonly test: boolean;
}

/** Real and test-coded traffic never share a line, even under one id. */
const keyOf = ( copy: EventCopy ): string => `${ dedupKey( copy ) }${ copy.test_event_code === null ? '' : '#test' }`;

/** Rows, newest first. */
export const rowsOf = ( book: Book ): readonly Row[] => {
	const { conversions, outcomes } = book.tally();
	const groups = new Map< string, ShownCopy[] >();
	for ( const copy of book.events() ) {
		const group = groups.get( keyOf( copy ) );
		const shown = { copy, outcome: outcomes.get( copy.seq ) ?? 'refused' };
		if ( group === undefined ) {
			groups.set( keyOf( copy ), [ shown ] );
		} else {
			group.push( shown );
		}
	}
	const opened = new Map( conversions.map( ( conversion ) => [ conversion.first_seq, conversion ] ) );
	return [ ...groups ].flatMap( ( [ key, copies ] ) => rowFrom( key, copies, opened ) ).sort( ( a, b ) => b.latest - a.latest );
};

const rowFrom = ( key: string, copies: readonly ShownCopy[], opened: ReadonlyMap< number, Conversion > ): readonly Row[] => {
	const [ first ] = copies;
	if ( first === undefined ) {
		return [];
	}
	const { copy } = first;
	const of = ( channel: Channel ): readonly ShownCopy[] => copies.filter( ( one ) => one.copy.channel === channel );
	return [
		{
			key,
			pixelCode: copy.pixel_code,
			event: copy.event,
			eventId: copy.event_id,
			latest: Math.max( ...copies.map( ( one ) => one.copy.received_at ) ),
			pixel: of( 'pixel' ),
			server: of( 'server' ),
			conversions: copies.flatMap( ( one ) => opened.get( one.copy.seq ) ?? [] ),
			test: copy.test_event_code !== null,
		},
	];
};
