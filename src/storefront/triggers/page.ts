/** Pageview on every page, then the event of the page's kind: a product, a category, or search results. */
import type { PageJson } from '../browser/page-json.ts';
import type { CreateEvent } from '../pipeline.ts';

export function pageTrigger( { page }: PageJson, createEvent: CreateEvent ): void {
	createEvent( { name: 'Pageview' } );
	page.events.forEach( createEvent );
}
