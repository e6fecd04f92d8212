/** Events that other code pushes to the dataLayer, before and after this script starts. */
import { attempt, layerOf, type Browser } from '../browser/browser.ts';
import type { FireBinding } from './binding.ts';

/** @param ours IDs of our own events, which must not lead to other events */
export function layerTrigger( browser: Browser, ours: ReadonlySet< unknown >, fireBinding: FireBinding ): void {
	const bindings = browser.page.page.bindings.filter( ( binding ) => binding.on === 'layer' );
	if ( ! bindings[ 0 ] ) {
		return;
	}
	const layer = layerOf( browser );
	const handleEntry = ( entry: unknown ): void => {
		const { event, event_id } = Object( entry ) as Record< string, unknown >;
		bindings.forEach( ( binding ) => {
			if ( event === binding.at && ! ours.has( event_id ) ) {
				attempt( () => fireBinding( binding, null, [ entry ] ) );
			}
		} );
	};

	// Throws if the dataLayer is no array; then its push stays as it is.
	layer.slice().forEach( handleEntry );
	const { push } = layer;
	layer.push = ( ...entries ) => {
		const length = push.apply( layer, entries );
		entries.forEach( handleEntry );
		return length;
	};
}
