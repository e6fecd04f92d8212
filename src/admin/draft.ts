/** The settings while they are edited, and the difference that a save sends. Pure. */
import type { SavedPixel, SavedSettings } from '../settings/settings.ts';

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
	/** `pasted` only goes in: what the server reads out of it comes back in the other fields. */
	readonly verification: SavedSettings[ 'verification' ] & { readonly pasted?: string };
};

export type Json = string | number | boolean | null | readonly Json[] | { readonly [ key: string ]: Json };
type Group = Readonly< Record< string, Json > >;

const rowOf = ( { code, label, test_event_code }: SavedPixel | PixelDraft ) => ( {
	code,
	label,
	test_event_code,
} );

export const draftOf = ( saved: SavedSettings ): Draft => ( {
	...saved,
	pixels: saved.pixels.map( ( pixel ) => ( { key: pixel.code, ...rowOf( pixel ) } ) ),
} );

/** A row somebody added and left empty is no pixel. */
export const withoutEmptyRows = ( draft: Draft ): Draft => {
	const pixels = draft.pixels.filter(
		( row ) => row.code !== '' || row.label !== '' || row.test_event_code !== '' || ( row.access_token ?? '' ) !== ''
	);
	return pixels.length === draft.pixels.length ? draft : { ...draft, pixels };
};

/**
 * What a save has to send, as a JSON merge patch (RFC 7396): groups hold only what changed, lists are whole, null takes a
 * key away. undefined when nothing changed.
 */
export const difference = ( saved: SavedSettings, draft: Draft ): Group | undefined => {
	const before = { ...saved, pixels: saved.pixels.map( rowOf ) };
	const after = {
		...withoutEmptyRows( draft ),
		pixels: withoutEmptyRows( draft ).pixels.map( ( row ) => ( {
			...rowOf( row ),
			...( row.access_token === undefined ? {} : { access_token: row.access_token.trim() } ),
		} ) ),
	};
	// Both came as JSON and hold nothing else.
	const patch = compare( before as unknown as Group, after as unknown as Group );
	return Object.keys( patch ).length === 0 ? undefined : patch;
};

/** The server's fresh values, except where the merchant went on editing while the save was under way. */
export const rebase = ( sent: Draft, current: Draft, fresh: Draft ): Draft => {
	const kept = Object.entries( current ).filter(
		( [ key, value ] ) => value !== sent[ key as keyof Draft ]
	);
	return { ...fresh, ...Object.fromEntries( kept ) };
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

function isGroup( value: Json | undefined ): value is Group {
	return typeof value === 'object' && value !== null && ! Array.isArray( value );
}
