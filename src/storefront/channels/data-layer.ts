/**
 * Pushes GA4 shapes to the dataLayer, at once and without consent: what leaves
 * from there is Tag Manager's business, and it has its own consent.
 * Schema: Google's GA4 ecommerce reference.
 */
import { shapeOf } from '../../events/shapes.ts';
import { layerOf, type Browser } from '../browser/browser.ts';
import type { Channel } from './channel.ts';

export const dataLayerOf = ( browser: Browser ): Channel => ( {
	key: 'dataLayer',
	mark: 'duet_layer',
	accept( { id, params }, as ) {
		const layer = layerOf( browser );
		// Tag Manager merges deeply: without this the last event's items would leak into this one.
		if ( params.contents ) {
			layer.push( { ecommerce: null } );
		}
		layer.push( { event: as, event_id: id, ...shapeOf( params ) } );
	},
} );
