/**
 * Formidable: `frmFormCompleteBeforeReplace` (native, the form is still there) for a message, jQuery
 * `frmBeforeFormRedirect` for an address; one answer may bring both. Without AJAX, its default, and where a page takes the
 * form's place, the server counts.
 */
import { native } from '../../browser/dom.ts';
import { formAdapter, told, type Page } from '../form-adapter.ts';
import { carryWish, fieldOf, onDocument, onJQuery, personOf } from '../form-signals.ts';

export const formidable = ( win: Page ): void =>
	formAdapter( win, 'formidable', ( hear ) => {
		carryWish( win, 'form.frm-show-form' );
		const accepted = ( at: unknown, answer: unknown ): void => {
			const form = at instanceof Element ? at : null;
			const id = form ? fieldOf( form, 'form_id' )?.value : undefined;
			const person = personOf( form, { first_name: '[name$="[first]"]', last_name: '[name$="[last]"]' } );
			hear( { id, title: form && native( form, 'querySelector' )( '.frm_screen_reader' )?.textContent, at: form, person, answer: told( answer ) } );
		};
		onDocument( win, 'frmFormCompleteBeforeReplace', ( event ) => {
			const { object, response } = told( ( event as Event & { frmData?: unknown } ).frmData ) ?? {};
			accepted( object, response );
		} );
		onJQuery( win, 'frmBeforeFormRedirect', ( _, form, answer ) => accepted( form, answer ) );
	} );

formidable( window );
