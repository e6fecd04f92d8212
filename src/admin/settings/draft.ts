/** The settings while they are edited, and the difference that a save sends. Pure. */
import type { SavedPixel, SavedSettings } from '../../settings/settings.ts';

export interface PixelDraft {
	/** Tells the rows of the list apart; never sent. */
	readonly key: string;
	readonly code: string;
	readonly label: string;
	readonly test_event_code: string;
	/** Absent: the token stays; '': it is removed. */
	readonly access_token?: string;
}

export type Draft = Omit< SavedSettings, 'pixels' | 'verification' | 'offline' > & {
	readonly pixels: readonly PixelDraft[];
	readonly offline: SavedSettings[ 'offline' ] & Pick< PixelDraft, 'access_token' >;
	/** `pasted` is sent only: the server reads it and answers with the other fields. */
	readonly verification: SavedSettings[ 'verification' ] & { readonly pasted?: string };
};

export type Key = keyof Draft;
export type Json = string | number | boolean | null | readonly Json[] | { readonly [ key: string ]: Json };
export type Group = Readonly< Record< string, Json > >;

const rowOf = ( { code, label, test_event_code }: SavedPixel | PixelDraft ) => ( {
	code,
	label,
	test_event_code,
} );

export const draftOf = ( saved: SavedSettings ): Draft => ( {
	...saved,
	pixels: saved.pixels.map( ( pixel ) => ( { key: pixel.code, ...rowOf( pixel ) } ) ),
} );

/** A row that was added and left empty is no pixel. */
export const withoutEmptyRows = ( draft: Draft ): Draft => {
	const pixels = draft.pixels.filter(
		( row ) => row.code !== '' || row.label !== '' || row.test_event_code !== '' || ( row.access_token ?? '' ) !== ''
	);
	return pixels.length === draft.pixels.length ? draft : { ...draft, pixels };
};

/**
 * What a save has to send, as a JSON merge patch (RFC 7396): groups hold only what changed, lists are whole, null takes a
 * key away. Empty if nothing changed.
 */
export const difference = ( saved: SavedSettings, draft: Draft ): Group => {
	const before = { ...saved, pixels: saved.pixels.map( rowOf ) };
	const after = {
		...withoutEmptyRows( draft ),
		pixels: withoutEmptyRows( draft ).pixels.map( ( row ) => ( {
			...rowOf( row ),
			...( row.access_token === undefined ? {} : { access_token: row.access_token.trim() } ),
		} ) ),
	};
	// Both came as JSON and hold nothing else.
	return compare( before as unknown as Group, after as unknown as Group );
};

/** The part of a patch that belongs to these keys. */
export const only = ( patch: Group, keys: readonly Key[] ): Group =>
	Object.fromEntries( Object.entries( patch ).filter( ( [ key ] ) => ( keys as readonly string[] ).includes( key ) ) );

/**
 * The server's values after a save, except what the merchant changed meanwhile and what belongs to other pages and was
 * not sent.
 */
export const rebase = ( sent: Draft, current: Draft, fresh: Draft, unsent: readonly string[] = [] ): Draft => {
	const kept = Object.entries( current ).filter( ( [ key, value ] ) => unsent.includes( key ) || value !== sent[ key as Key ] );
	return { ...fresh, ...Object.fromEntries( kept ) };
};

/**
 * The merchant's changes on top of what another window has saved in the meantime. Of a field that both changed, the
 * merchant's value stays in sight; rows that the other window added to a list stay too.
 */
export function merged( before: SavedSettings, draft: Draft, fresh: SavedSettings ): Draft {
	const base = draftOf( before );
	const now = draftOf( fresh );
	const result: Record< string, unknown > = { ...now };
	for ( const key of Object.keys( difference( before, draft ) ) as Key[] ) {
		result[ key ] = mergedValue( base[ key ], draft[ key ], now[ key ] );
	}
	return result as Draft;
}

function mergedValue( base: unknown, mine: unknown, theirs: unknown ): unknown {
	if ( JSON.stringify( base ) === JSON.stringify( mine ) ) {
		return theirs;
	}
	if ( Array.isArray( mine ) && Array.isArray( theirs ) ) {
		const known = [ ...( Array.isArray( base ) ? base : [] ), ...mine ].map( nameOf );
		return [ ...mine, ...theirs.filter( ( row ) => ! known.includes( nameOf( row ) ) ) ];
	}
	if ( ! isGroup( mine ) || ! isGroup( theirs ) ) {
		return mine;
	}
	const before: Group = isGroup( base ) ? base : {};
	const keys = new Set( [ ...Object.keys( mine ), ...Object.keys( theirs ) ] );
	return Object.fromEntries(
		[ ...keys ]
			.map( ( key ) => [ key, mergedValue( before[ key ], mine[ key ], theirs[ key ] ) ] as const )
			.filter( ( [ , value ] ) => value !== undefined )
	);
}

/** By what a row of a list is told apart: a pixel's code, a rule's id, or the value itself. */
const nameOf = ( row: unknown ): unknown => {
	const { code, id }: { code?: unknown; id?: unknown } = isGroup( row ) ? row : { code: row };
	return code ?? id;
};

function compare( before: Group, after: Group ): Record< string, Json > {
	const patch: Record< string, Json > = {};
	for ( const key of new Set( [ ...Object.keys( before ), ...Object.keys( after ) ] ) ) {
		const old = before[ key ];
		const now = after[ key ];
		if ( now === undefined ) {
			patch[ key ] = null;
		} else if ( isGroup( old ) && isGroup( now ) ) {
			const part = compare( old, now );
			if ( Object.keys( part ).length > 0 ) {
				patch[ key ] = part;
			}
		} else if ( JSON.stringify( old ) !== JSON.stringify( now ) ) {
			patch[ key ] = now;
		}
	}
	return patch;
}

function isGroup( value: unknown ): value is Group {
	return typeof value === 'object' && value !== null && ! Array.isArray( value );
}
