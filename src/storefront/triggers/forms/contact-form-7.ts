/**
 * Contact Form 7: the native event `wpcf7mailsent`, dispatched on the form before it is reset. Not `wpcf7submit`, which
 * is also dispatched for rejected, unaccepted, spam, aborted and failed submissions.
 */
import { formAdapter, asObject, type FormPageWindow } from '../form-adapter.ts';
import { onDocument, personOf } from '../form-signals.ts';

export const contactForm7 = ( win: FormPageWindow ): void =>
	formAdapter( win, 'contact-form-7', ( accept ) =>
		onDocument( win, 'wpcf7mailsent', ( event ) => {
			const detail = asObject( ( event as CustomEvent ).detail );
			const form = event.target instanceof Element ? event.target : null;
			accept( { id: detail?.[ 'contactFormId' ], at: form, person: personOf( form ), answer: detail } );
		} )
	);

contactForm7( window );
