/** Pageview on every page, ViewContent where the page is a product's. */
import type { PageJson } from '../config.ts';
import type { Track } from '../pipeline.ts';

export function pageTrigger( page: PageJson, track: Track ): void {
	track( { name: 'Pageview', params: {} } );
	if ( page.page.product ) {
		track( { name: 'ViewContent', params: page.page.product } );
	}
}
