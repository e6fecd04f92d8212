/** A binding that happened -> its event, with values from where the merchant said. */
import { layerOf, log, type Browser } from '../browser/browser.ts';
import type { Binding } from '../browser/page-json.ts';
import type { Params } from '../../events/event.ts';
import type { Tell } from '../pipeline.ts';
import { personOf } from './form-signals.ts';

/**
 * @param target what was clicked, sent or seen; an event of the dataLayer, `entries`, has none
 * @param say    who hears of it instead
 */
export type Happen = ( binding: Pick< Binding, 'name' | 'params' | 'from' | 'required' >, target?: Element | null, entries?: readonly unknown[], say?: Tell ) => void;

export const happenOf =
	( browser: Browser, tell: Tell ): Happen =>
	( { name, params, from = {}, required = [] }, target, entries, say = tell ) => {
		const { win, page } = browser;
		const found: Record< string, unknown > = { ...params };
		// Within an SVG a link has no such address.
		const link: Partial< HTMLAnchorElement > | null | undefined = target?.closest( 'a' );
		const file = link?.pathname?.split( '/' ).pop();
		for ( const param in from ) {
			const [ where, key = '' ] = `${ from[ param ] }`.split( ':' );
			// A fixed value wins.
			found[ param ] ??=
				where === 'url'
					? new URLSearchParams( win.location.search ).get( key )
					: where === 'data'
						? target?.closest( `[${ key }]` )?.getAttribute( key )
						: where === 'layer'
							? // What stands last under the path.
							  ( entries ?? layerOf( browser ) ).reduce< unknown >(
									( last, entry ) =>
										key.split( '.' ).reduce< unknown >( ( at, step ) => ( at as Record< string, unknown > | null )?.[ step ], entry ) ?? last,
									''
							  )
							: { href: link?.href?.slice?.( 0, 1e3 ), text: link?.innerText?.slice( 0, 100 ), file, extension: file?.split( '.' ).pop() }[ `${ where }` ];
		}
		// Attributes and addresses hold text.
		page.numbers.forEach( ( param ) => found[ param ] && ( found[ param ] = +found[ param ] ) );
		const missing = required.find( ( param ) => ( found[ param ] ?? '' ) === '' );
		if ( missing ) {
			log( `${ name }: no ${ missing }` );
		} else {
			// Visitors who submit a form have entered who they are. Of one that its plugin's server half counts, that half knows it.
			say( { name, params: found as Params, person: say === tell && target?.matches( 'form' ) ? personOf( target ) : undefined } );
		}
	};
