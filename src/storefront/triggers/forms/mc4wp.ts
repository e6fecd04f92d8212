/**
 * MC4WP comes back with a page of its own, and the server counts. The premium version's AJAX announces `subscribed` through
 * the plugin's own API, which repeats it on the page that comes back: only a form that was sent in this document counts here.
 */
import { globalOf, native } from '../../browser/dom.ts';
import { attributeOf, formAdapter, asObject, type FormPageWindow } from '../form-adapter.ts';
import { carryEvents, personOf, whenThere } from '../form-signals.ts';

interface Api {
	readonly forms?: { readonly on?: ( name: string, run: ( form: unknown ) => void ) => unknown };
}

const FORM = 'form.mc4wp-form';

export const mc4wp = ( win: FormPageWindow ): void =>
	formAdapter( win, 'mc4wp', ( accept ) => {
		carryEvents( win, FORM );
		const sent = new Map< Element, ReturnType< typeof personOf > >();
		win.addEventListener( 'submit', ( { target } ) => target instanceof Element && native( target, 'matches' )( FORM ) && sent.set( target, personOf( target ) ), true );
		whenThere(
			win,
			() => globalOf< Api >( win, 'mc4wp' )?.forms,
			( forms ) =>
				forms.on?.( 'subscribed', ( form ) => {
					const at = asObject( form )?.[ 'element' ];
					const person = at instanceof Element ? sent.get( at ) : undefined;
					if ( at instanceof Element && person ) {
						sent.delete( at );
						accept( { id: attributeOf( at, 'data-id' ), title: attributeOf( at, 'data-name' ), at, person } );
					}
				} )
		);
	} );

mc4wp( window );
