/**
 * Formidable: `frmFormCompleteBeforeReplace` (native, the form is still there) for a message, jQuery
 * `frmBeforeFormRedirect` for an address; one answer may lead to both. Without AJAX, which is its default, and if a
 * page replaces the form, the server counts.
 */
import { native } from '../../browser/dom.ts';
import { formAdapter, asObject, type FormPageWindow } from '../form-adapter.ts';
import { carryEvents, fieldOf, onDocument, onJQuery, personOf } from '../form-signals.ts';

export const formidable = ( win: FormPageWindow ): void =>
	formAdapter( win, 'formidable', ( accept ) => {
		carryEvents( win, 'form.frm-show-form' );
		const accepted = ( at: unknown, answer: unknown ): void => {
			const form = at instanceof Element ? at : null;
			const id = form ? fieldOf( form, 'form_id' )?.value : undefined;
			const person = personOf( form, { first_name: '[name$="[first]"]', last_name: '[name$="[last]"]' } );
			accept( { id, title: form && native( form, 'querySelector' )( '.frm_screen_reader' )?.textContent, at: form, person, answer: asObject( answer ) } );
		};
		onDocument( win, 'frmFormCompleteBeforeReplace', ( event ) => {
			const { object, response } = asObject( ( event as Event & { frmData?: unknown } ).frmData ) ?? {};
			accepted( object, response );
		} );
		onJQuery( win, 'frmBeforeFormRedirect', ( _, form, answer ) => accepted( form, answer ) );
	} );

formidable( window );
