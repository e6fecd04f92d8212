/**
 * Elementor Pro: jQuery `submit_success` on the form, before it is emptied and a redirect follows. The form always uses
 * AJAX.
 */
import { native } from '../../browser/dom.ts';
import { attributeOf, formAdapter, asObject, type FormPageWindow } from '../form-adapter.ts';
import { fieldOf, onJQuery, personOf } from '../form-signals.ts';

const FIELDS = { email: '.elementor-field-type-email input', phone: '.elementor-field-type-tel input' };

export const elementor = ( win: FormPageWindow ): void =>
	formAdapter( win, 'elementor', ( accept ) =>
		onJQuery( win, 'submit_success', ( form, answer ) => {
			// Other plugins use this common name for their events, too.
			if ( form && native( form, 'matches' )( 'form.elementor-form' ) ) {
				const id = fieldOf( form, 'form_id' )?.value;
				accept( { id, title: attributeOf( form, 'name' ), at: form, person: personOf( form, FIELDS ), answer: asObject( answer ) } );
			}
		} )
	);

elementor( window );
