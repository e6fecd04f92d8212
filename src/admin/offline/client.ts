/** Sales made elsewhere, as the REST routes take them. The file is sent along each time and stored nowhere. */
import { request } from '../rest.ts';

export const FIELDS = [ 'email', 'phone', 'country', 'date', 'value', 'currency', 'order_id', 'content_id', 'content_name', 'quantity' ] as const;
export type Field = ( typeof FIELDS )[ number ];

/** As Offline\Sheet has it; what is larger is not even sent. */
export const MOST_BYTES = 5_242_880;

/** How a file is to be read. */
export interface Reading {
	/** Field -> position of its column. */
	readonly map: Partial< Readonly< Record< Field, number > > >;
	readonly dates: 'iso' | 'd.m.Y' | 'd/m/Y' | 'm/d/Y';
	readonly decimal: '.' | ',';
	readonly currency: string;
	readonly country: string;
}

export interface RowError {
	/** As a spreadsheet counts. */
	readonly line: number;
	/** '' where it is the row as a whole. */
	readonly field: Field | '';
	readonly message: string;
}

export interface Check {
	readonly columns: readonly string[];
	readonly reading: Reading;
	readonly sample: readonly ( readonly string[] )[];
	readonly rows: number;
	readonly errors: readonly RowError[];
	/** Errors that are not in the list. */
	readonly more: number;
	/** By currency. */
	readonly totals: Readonly< Record< string, number > >;
	/** Proof that this file had no error; '' when it has. */
	readonly ticket: string;
	/** Why nothing can be imported just now, or ''. */
	readonly obstacle: string;
}

export interface Step {
	readonly done: number;
	readonly queued: number;
	readonly skipped: number;
	readonly finished: boolean;
}

export interface OfflineClient {
	check( file: string, reading: Partial< Reading > ): Promise< Check >;
	step( file: string, reading: Reading, ticket: string, from: number ): Promise< Step >;
}

const post = < T >( route: string, data: object ): Promise< T > => request( `offline/${ route }`, { method: 'POST', data } );

export const offlineClient: OfflineClient = {
	check: ( file, reading ) => post( 'check', { file, reading } ),
	step: ( file, reading, ticket, from ) => post( 'import', { file, reading, ticket, from } ),
};

/** Base64, for the file may be in any encoding; in pieces, for a call takes only so many arguments. */
export function encoded( bytes: Uint8Array ): string {
	let text = '';
	for ( let i = 0; i < bytes.length; i += 8192 ) {
		text += String.fromCharCode( ...bytes.subarray( i, i + 8192 ) );
	}
	return btoa( text );
}

/** Takes the whole file, step by step; answers how many were new. */
export async function importAll(
	client: Pick< OfflineClient, 'step' >,
	file: string,
	{ reading, ticket }: Pick< Check, 'reading' | 'ticket' >,
	progress: ( done: number ) => void
): Promise< { readonly queued: number; readonly skipped: number } > {
	const sum = { queued: 0, skipped: 0 };
	for ( let from = 0, finished = false; ! finished; ) {
		const step = await client.step( file, reading, ticket, from );
		sum.queued += step.queued;
		sum.skipped += step.skipped;
		( { done: from, finished } = step );
		progress( from );
	}
	return sum;
}
