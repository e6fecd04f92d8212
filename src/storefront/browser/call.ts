/** How a file beside the script says that something happened: to the script, or into the queue that it empties when it starts. */
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
