/** Elementor Pro: jQuery `submit_success` on the form, before it is emptied and a redirect follows. The form always uses AJAX. */
import { native } from '../../browser/dom.ts';
import { attributeOf, formAdapter, told, type Page } from '../form-adapter.ts';
import { fieldOf, onJQuery, personOf } from '../form-signals.ts';

const FIELDS = { email: '.elementor-field-type-email input', phone: '.elementor-field-type-tel input' };

export const elementor = ( win: Page ): void =>
	formAdapter( win, 'elementor', ( hear ) =>
		onJQuery( win, 'submit_success', ( form, answer ) => {
			// A common name for an event: others use it, too.
			if ( form && native( form, 'matches' )( 'form.elementor-form' ) ) {
				const id = fieldOf( form, 'form_id' )?.value;
				hear( { id, title: attributeOf( form, 'name' ), at: form, person: personOf( form, FIELDS ), answer: told( answer ) } );
			}
		} )
	);

elementor( window );
