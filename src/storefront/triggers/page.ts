/** Pageview on every page, then what else the page itself is: a product's, a category, results of a search. */
import type { PageJson } from '../browser/page-json.ts';
import type { Tell } from '../pipeline.ts';

export function pageTrigger( { page }: PageJson, tell: Tell ): void {
	tell( { name: 'Pageview' } );
	page.events.forEach( tell );
}
