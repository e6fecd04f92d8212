/**
 * Pushes GA4 shapes to the dataLayer, at once and without consent: Tag Manager decides what is sent from there, by its
 * own consent settings. Schema: Google's GA4 ecommerce reference.
 */
import { shapeOf } from '../../events/shapes.ts';
import { layerOf, type Browser } from '../browser/browser.ts';
import type { Channel } from './channel.ts';

export const dataLayerOf = ( browser: Browser ): Channel => ( {
	key: 'dataLayer',
	old: 'layer',
	accept( { id, params }, as ) {
		const layer = layerOf( browser );
		// Tag Manager merges objects deeply: without this, the items of the last event would be part of this one.
		if ( params.contents ) {
			layer.push( { ecommerce: null } );
		}
		layer.push( { event: as, event_id: id, ...shapeOf( params ) } );
	},
} );
