/** The ledger's REST routes. Answers are narrowed here, once: both ends are ours. */
import { messageOf, request, RequestError, requestPage } from '../rest.ts';

export const STATES = [ 'pending', 'sending', 'delivered', 'dead', 'expired', 'withheld' ] as const;
export type State = ( typeof STATES )[ number ];

/** Times in Unix seconds, 0 for never. */
export interface Delivery {
	readonly id: number;
	readonly event: string;
	/** What TikTok was told. */
	readonly name: string;
	readonly event_id: string;
	readonly pixel_code: string;
	readonly state: State;
	readonly source: 'web' | 'offline';
	readonly origin: 'browser' | 'server';
	/** Test event code, or ''. */
	readonly test: string;
	readonly object_id: number;
	readonly order_number: string;
	/** Whether the browser had the event too; null where nobody can know. */
	readonly browser: boolean | null;
	readonly attempts: number;
	readonly event_time: number;
	readonly created_at: number;
	readonly next_at: number;
	readonly delivered_at: number;
	/** TikTok's own words. */
	readonly reply: string;
	readonly request_id: string;
	/** Names only: the values were blanked on delivery. */
	readonly identifiers: readonly string[];
	readonly properties: Readonly< Record< string, unknown > >;
}

export interface Filter {
	readonly state: State | '';
	readonly event: string;
	readonly pixel_code: string;
	readonly order: string;
	readonly test: boolean;
}

export interface Page {
	readonly rows: readonly Delivery[];
	readonly total: number;
}

/** What became of a wish to send again. */
export interface Resent {
	readonly done: boolean;
	readonly message: string;
	/** Too late for TikTok to merge: it may be sent all the same when the merchant says so. */
	readonly can_confirm: boolean;
}

/** How large the list is and may be; `deleted` counts what had to go because of that, `deleted_at` is 0 for never. */
export interface TableSize {
	readonly rows: number;
	readonly bytes: number;
	readonly most_bytes: number;
	readonly deleted: number;
	readonly deleted_at: number;
}

export interface DeliveriesClient {
	page( filter: Filter, page: number ): Promise< Page >;
	resend( id: number, confirm: boolean ): Promise< Resent >;
	size?(): Promise< TableSize | undefined >;
	spreadsheet( filter: Filter ): Promise< { readonly text: string; readonly complete: boolean } >;
}

export const PER_PAGE = 50;

export function queryOf( { state, event, pixel_code, order, test }: Filter ): string {
	const query = new URLSearchParams( { test: String( test ) } );
	Object.entries( { state, event, pixel_code, order: order.trim() } ).forEach( ( [ name, value ] ) => value !== '' && query.set( name, value ) );
	return query.toString();
}

export const deliveriesClient: DeliveriesClient = {
	page: ( filter, page ) => requestPage( `deliveries?${ queryOf( filter ) }&page=${ page }&per_page=${ PER_PAGE }` ),
	async resend( id, confirm ) {
		try {
			const { message } = await request< { message: string } >( `deliveries/${ id }/resend`, { method: 'POST', data: { confirm } } );
			return { done: true, message, can_confirm: false };
		} catch ( problem ) {
			const can_confirm = problem instanceof RequestError && problem.details[ 'can_confirm' ] === true;
			return { done: false, message: messageOf( problem ), can_confirm };
		}
	},
	size: async () => ( await request< { table?: TableSize } >( 'health' ) ).table,
	spreadsheet: ( filter ) => request( `deliveries/export?${ queryOf( filter ) }` ),
};
