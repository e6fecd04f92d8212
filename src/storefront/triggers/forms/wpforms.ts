/**
 * WPForms: jQuery `wpformsAjaxSubmitSuccess` on the form, before its confirmation replaces it or the page is left. The
 * plugin answers spam that it keeps like a success, so our PHP class marks spam in the answer (`duet: false`). Without
 * AJAX the server counts.
 */
import { attributeOf, formAdapter, asObject, type FormPageWindow } from '../form-adapter.ts';
import { carryEvents, onJQuery, personOf } from '../form-signals.ts';

export const wpforms = ( win: FormPageWindow ): void =>
	formAdapter( win, 'wpforms', ( accept ) => {
		carryEvents( win, 'form.wpforms-form:not(.wpforms-ajax-form)' );
		onJQuery( win, 'wpformsAjaxSubmitSuccess', ( form, answer ) => {
			if ( asObject( asObject( answer )?.[ 'data' ] )?.[ 'duet' ] !== false ) {
				const person = personOf( form, { first_name: '.wpforms-field-name-first', last_name: '.wpforms-field-name-last' } );
				accept( { id: form && attributeOf( form, 'data-formid' ), at: form, person, answer: asObject( answer ) } );
			}
		} );
	} );

wpforms( window );
