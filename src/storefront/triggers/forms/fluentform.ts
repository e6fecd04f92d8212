/**
 * Fluent Forms: it announces success three times; no other code can stop the native event on the document. If a payment
 * is still to come (`nextAction`), it announces nothing. It answers spam that it keeps like a success, so our PHP class
 * marks spam in the answer.
 */
import { attributeOf, formAdapter, asObject, type FormPageWindow } from '../form-adapter.ts';
import { onDocument, personOf } from '../form-signals.ts';

export const fluentForm = ( win: FormPageWindow ): void =>
	formAdapter( win, 'fluentform', ( accept ) =>
		onDocument( win, 'fluentform_submission_success', ( event ) => {
			const detail = asObject( ( event as CustomEvent ).detail );
			const answer = asObject( detail?.[ 'response' ] );
			const result = asObject( asObject( answer?.[ 'data' ] )?.[ 'result' ] );
			const form = detail?.[ 'form' ] instanceof Element ? detail[ 'form' ] : null;
			if ( result && result[ 'duet' ] !== false ) {
				const id = ( form && attributeOf( form, 'data-form_id' ) ) || asObject( detail?.[ 'config' ] )?.[ 'id' ];
				const person = personOf( form, { first_name: '[name$="[first_name]"]', last_name: '[name$="[last_name]"]' } );
				accept( { id, at: form, person, answer } );
			}
		} )
	);

fluentForm( window );
