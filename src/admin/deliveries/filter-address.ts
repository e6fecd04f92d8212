/** The filter in the address, so that a filtered list can be linked to, bookmarked and reloaded. Pure. */
import { hashOf } from '../address.ts';
import { STATES, type Filter, type State } from './client.ts';

/** `?order=15&state=dead` */
export function filterOf( query: URLSearchParams ): Filter {
	const state = query.get( 'state' ) ?? '';
	return {
		state: ( STATES as readonly string[] ).includes( state ) ? ( state as State ) : '',
		event: query.get( 'event' ) ?? '',
		pixel_code: query.get( 'pixel' ) ?? '',
		order: query.get( 'order' ) ?? '',
		test: query.get( 'kind' ) === 'test',
	};
}

export const addressOfFilter = ( { state, event, pixel_code: pixel, order, test }: Filter ): string =>
	hashOf( 'deliveries', '', { state, event, pixel, order, kind: test ? 'test' : '' } );
