/** Creates the event of a binding that has happened, with values from the places that the merchant named. */
import { layerOf, log, type Browser } from '../browser/browser.ts';
import type { Binding } from '../browser/page-json.ts';
import type { Params } from '../../events/event.ts';
import type { CreateEvent } from '../pipeline.ts';
import { personOf } from './form-signals.ts';

/**
 * @param target what was clicked, submitted or seen; none for an event of the dataLayer, which has `entries`
 * @param say    gets the event in place of the pipeline
 */
export type FireBinding = ( binding: Pick< Binding, 'name' | 'params' | 'from' | 'required' >, target?: Element | null, entries?: readonly unknown[], say?: CreateEvent ) => void;

export const fireBindingOf =
	( browser: Browser, createEvent: CreateEvent ): FireBinding =>
	( { name, params, from = {}, required = [] }, target, entries, say = createEvent ) => {
		const { win, page } = browser;
		const found: Record< string, unknown > = { ...params };
		// A link within an SVG has no such address.
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
							? // The last value under that path counts.
							  ( entries ?? layerOf( browser ) ).reduce< unknown >(
									( last, entry ) =>
										key.split( '.' ).reduce< unknown >( ( at, step ) => ( at as Record< string, unknown > | null )?.[ step ], entry ) ?? last,
									''
							  )
							: { href: link?.href?.slice?.( 0, 1e3 ), text: link?.innerText?.slice( 0, 100 ), file, extension: file?.split( '.' ).pop() }[ `${ where }` ];
		}
		// Attributes and addresses contain text.
		page.numbers.forEach( ( param ) => found[ param ] && ( found[ param ] = +found[ param ] ) );
		const missing = required.find( ( param ) => ( found[ param ] ?? '' ) === '' );
		if ( missing ) {
			log( `${ name }: no ${ missing }` );
		} else {
			// Visitors who submit a form have entered their own contact details. If the form plugin's PHP class counts
			// the form, the server reads the details itself.
			say( { name, params: found as Params, person: say === createEvent && target?.matches( 'form' ) ? personOf( target ) : undefined } );
		}
	};
