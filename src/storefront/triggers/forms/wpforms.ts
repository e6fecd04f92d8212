/**
 * WPForms: jQuery `wpformsAjaxSubmitSuccess` on the form, before its confirmation replaces it or the page is left. Spam that
 * the plugin keeps is answered like success, so the server marks it (`duet: false`). Without AJAX the server counts.
 */
import { attributeOf, formAdapter, told, type Page } from '../form-adapter.ts';
import { carryWish, onJQuery, personOf } from '../form-signals.ts';

export const wpforms = ( win: Page ): void =>
	formAdapter( win, 'wpforms', ( hear ) => {
		carryWish( win, 'form.wpforms-form:not(.wpforms-ajax-form)' );
		onJQuery( win, 'wpformsAjaxSubmitSuccess', ( form, answer ) => {
			if ( told( told( answer )?.[ 'data' ] )?.[ 'duet' ] !== false ) {
				const person = personOf( form, { first_name: '.wpforms-field-name-first', last_name: '.wpforms-field-name-last' } );
				hear( { id: form && attributeOf( form, 'data-formid' ), at: form, person, answer: told( answer ) } );
			}
		} );
	} );

wpforms( window );
