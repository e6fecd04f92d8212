/** The list a filter and a page number stand for, and sending again what was chosen from it. */
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { messageOf } from '../rest.ts';
import type { DeliveriesClient, Delivery, Filter, Page, Resent } from './client.ts';

export interface ResendAnswer {
	readonly good: boolean;
	readonly text: string;
	/** What TikTok may count twice: sent only if the merchant says so. */
	readonly late: readonly Delivery[];
}

/** What the lists so far were about: events of a shop's own and several pixels can be filtered by only once they were seen. */
export interface Seen {
	readonly events: readonly string[];
	readonly pixels: readonly string[];
}

const more = ( { events, pixels }: Seen, rows: readonly Delivery[] ): Seen => ( {
	events: [ ...new Set( [ ...events, ...rows.map( ( { event } ) => event ) ] ) ],
	pixels: [ ...new Set( [ ...pixels, ...rows.map( ( { pixel_code } ) => pixel_code ) ] ) ],
} );

/** One sentence for many answers; pure. */
export function summed( rows: readonly Delivery[], answers: readonly Resent[] ): ResendAnswer {
	const sent = answers.filter( ( { done } ) => done ).length;
	const late = rows.filter( ( _, index ) => answers[ index ]?.can_confirm );
	const words = [ ...new Set( answers.filter( ( { done } ) => ! done ).map( ( { message } ) => message ) ) ];
	const first =
		answers.length === 1 && sent === 1
			? answers[ 0 ]?.message ?? ''
			: /* translators: 1: how many were sent, 2: how many were chosen. */
			  sprintf( __( '%1$d of %2$d wait to be sent again.', 'duet-for-tiktok' ), sent, answers.length );
	return { good: sent === answers.length, text: [ ...( answers.length > 1 || sent > 0 ? [ first ] : [] ), ...words ].join( ' ' ), late };
}

export function useDeliveries( client: DeliveriesClient, filter: Filter, page: number ) {
	const [ list, setList ] = useState< Page >();
	const [ seen, setSeen ] = useState< Seen >( { events: [], pixels: [] } );
	const [ problem, setProblem ] = useState( '' );
	const [ answer, setAnswer ] = useState< ResendAnswer >();
	const [ progress, setProgress ] = useState< { readonly done: number; readonly of: number } >();
	// The last question's answer counts, however late another one comes.
	const asked = useRef( 0 );

	const load = useCallback( async () => {
		const mine = ++asked.current;
		const [ found, why ] = await client.page( filter, page ).then(
			( rows ) => [ rows, '' ] as const,
			( error: unknown ) => [ undefined, messageOf( error ) ] as const
		);
		if ( mine === asked.current ) {
			setList( found );
			setSeen( ( before ) => more( before, found?.rows ?? [] ) );
			setProblem( why );
		}
	}, [ client, filter, page ] );

	useEffect( () => {
		void load();
	}, [ load ] );

	const resend = async ( rows: readonly Delivery[], confirm: boolean ): Promise< void > => {
		const answers: Resent[] = [];
		setAnswer( undefined );
		for ( const { id } of rows ) {
			setProgress( { done: answers.length, of: rows.length } );
			// One after the other, because fifty at once would burden the shop's server.
			answers.push( await client.resend( id, confirm ) );
		}
		setProgress( undefined );
		setAnswer( summed( rows, answers ) );
		await load();
	};

	return { list, seen, problem, answer, progress, resend, load };
}
