/**
 * How a file beside the storefront script reports an event: to the script, or into the queue that the script empties
 * when it starts.
 */
import type { Call, DuetApi } from '../../events/script-api.ts';
import { claim } from './dom.ts';

export function callDuet( win: object, ...call: Call ): void {
	const duet = claim< DuetApi >( win, 'duet', { q: [] } );
	if ( duet.track ) {
		duet.track( ...call );
	} else {
		( duet.q ??= [] ).push( call );
	}
}
