import { createHash } from 'node:crypto';
import { reportedName } from './ledger.js';
import type { Row, ShownCopy } from './page-rows.js';
import type { EventCopy } from './types.js';

const ENTITIES: Readonly< Record< string, string > > = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Everything on the page was sent by somebody. */
export const escape = ( value: unknown ): string => String( value ).replace( /[&<>"']/g, ( mark ) => ENTITIES[ mark ] ?? '' );

const e = escape;

const WORDS = { counted: 'counted', merged: 'merged in', duplicate: 'dropped, duplicate', refused: 'refused', test: 'test only' } as const;

const time = ( ms: number ): string => new Date( ms ).toISOString().slice( 11, 19 );

const ago = ( now: number, then: number ): string => {
	const seconds = Math.round( ( now - then ) / 1000 );
	const minutes = Math.round( seconds / 60 );
	return seconds < 90
		? `${ Math.max( 0, seconds ) } s ago`
		: minutes < 90
			? `${ minutes } min ago`
			: `${ Math.round( minutes / 60 ) } h ago`;
};

const money = ( copy: EventCopy ): string => {
	const { value, currency } = copy.properties;
	const amount = typeof value === 'number' ? value.toFixed( 2 ) : ( value ?? '(no value)' );
	return value === undefined && currency === undefined
		? ''
		: `<b class="money">${ e( amount ) } ${ e( currency ?? '(no currency)' ) }</b>`;
};

/** Names of what TikTok could match on; never the values. */
const identifiers = ( copy: EventCopy ): string => {
	const keys = Object.keys( copy.user );
	return keys.length === 0 ? '' : `<p class="ids">${ keys.map( ( key ) => `<span>${ e( key ) }</span>` ).join( '' ) }</p>`;
};

const contents = ( copy: EventCopy ): string => {
	const rows = copy.properties[ 'contents' ];
	return Array.isArray( rows ) && rows.length > 0 ? `<span>${ rows.length } ${ rows.length === 1 ? 'item' : 'items' }</span>` : '';
};

const notes = ( copy: EventCopy ): string =>
	[ ...( copy.accepted ? [] : [ `${ copy.code } ${ copy.message }` ] ), ...copy.warnings ]
		.map( ( words, index ) => `<p class="${ index === 0 && ! copy.accepted ? 'words' : 'hint' }">${ e( words ) }</p>` )
		.join( '' );

const renderCopy = ( { copy, outcome }: ShownCopy ): string => {
	const id = `c${ createHash( 'sha256' ).update( `${ copy.seq } ${ copy.request_id }` ).digest( 'hex' ).slice( 0, 12 ) }`;
	const body = JSON.stringify( { properties: copy.properties, user: copy.user, page: copy.page }, null, 2 );
	return `<div class="copy ${ outcome }">
<p class="line"><span class="tag ${ outcome }">${ WORDS[ outcome ] }</span>${ money( copy ) }${ contents( copy ) }<time>${ time( copy.received_at ) }</time></p>
${ identifiers( copy ) }${ notes( copy ) }
<details id="${ id }"><summary>as sent</summary><pre>${ e( body ) }</pre></details>
</div>`;
};

const side = ( label: string, copies: readonly ShownCopy[] ): string => {
	const inner = copies.length === 0 ? '<p class="nothing">nothing</p>' : copies.map( renderCopy ).join( '' );
	return `<div class="side"><h3>${ label }</h3>${ inner }</div>`;
};

/** The verdict of a line in one or two words, and the colour that goes with it. */
const verdict = ( row: Row ): readonly [ string, string ] => {
	if ( row.test ) {
		return [ 'test', 'test-coded, not counted' ];
	}
	if ( row.conversions.length > 1 ) {
		return [ 'bad', `counted ${ row.conversions.length } times` ];
	}
	const [ one ] = row.conversions;
	if ( one === undefined ) {
		return [ 'bad', 'not counted' ];
	}
	if ( one.merged ) {
		return [ 'good', 'counted once, merged' ];
	}
	if ( row.pixel.some( ( shown ) => shown.outcome !== 'refused' ) && row.server.some( ( shown ) => shown.outcome !== 'refused' ) ) {
		return [ 'good', 'counted once' ];
	}
	return [ 'plain', one.channels[ 0 ] === 'pixel' ? 'counted, pixel alone' : 'counted, server alone' ];
};

/** One event: name and verdict, then what each channel sent. */
export const renderRow = ( row: Row, now: number ): string => {
	const [ tone, words ] = verdict( row );
	const differences = row.conversions.flatMap( ( conversion ) => conversion.differences );
	const reported = reportedName( row.event );
	return `<article class="${ tone }">
<div class="what">
<h2>${ e( row.event === '' ? '(no name)' : row.event ) }</h2>
<p class="verdict ${ tone }">${ e( words ) }</p>
${ reported === row.event ? '' : `<p class="hint">reported as ${ e( reported ) }</p>` }
${ differences.length === 0 ? '' : `<p class="words">channels differ: ${ e( differences.join( ', ' ) ) }</p>` }
<p class="id">${ row.eventId === null ? 'no event id' : e( row.eventId ) }</p>
<p class="id">${ e( row.pixelCode ) } &middot; ${ ago( now, row.latest ) }</p>
</div>
${ side( 'Pixel, from the browser', row.pixel ) }
${ side( 'Events API, from the server', row.server ) }
</article>`;
};
