/** Events that somebody else pushes to the dataLayer: those that are there, and those to come. */
import { attempt, layerOf, type Browser } from '../browser/browser.ts';
import type { Happen } from './binding.ts';

/** @param ours ids of our own events, which must not lead to others */
export function layerTrigger( browser: Browser, ours: ReadonlySet< unknown >, happen: Happen ): void {
	const bindings = browser.page.page.bindings.filter( ( binding ) => binding.on === 'layer' );
	if ( ! bindings[ 0 ] ) {
		return;
	}
	const layer = layerOf( browser );
	const hear = ( entry: unknown ): void => {
		const { event, event_id } = Object( entry ) as Record< string, unknown >;
		bindings.forEach( ( binding ) => {
			if ( event === binding.at && ! ours.has( event_id ) ) {
				attempt( () => happen( binding, null, [ entry ] ) );
			}
		} );
	};

	// Throws for what is no array; nobody's push is touched then.
	layer.slice().forEach( hear );
	const { push } = layer;
	layer.push = ( ...entries ) => {
		const length = push.apply( layer, entries );
		entries.forEach( hear );
		return length;
	};
}
