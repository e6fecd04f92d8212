/**
 * Fluent Forms: it announces success three times; the native event on the document is the one nobody can stop. A payment
 * still to come (`nextAction`) announces nothing. Spam it keeps is answered like success, so the server marks it.
 */
import { attributeOf, formAdapter, told, type Page } from '../form-adapter.ts';
import { onDocument, personOf } from '../form-signals.ts';

export const fluentForm = ( win: Page ): void =>
	formAdapter( win, 'fluentform', ( hear ) =>
		onDocument( win, 'fluentform_submission_success', ( event ) => {
			const detail = told( ( event as CustomEvent ).detail );
			const answer = told( detail?.[ 'response' ] );
			const result = told( told( answer?.[ 'data' ] )?.[ 'result' ] );
			const form = detail?.[ 'form' ] instanceof Element ? detail[ 'form' ] : null;
			if ( result && result[ 'duet' ] !== false ) {
				const id = ( form && attributeOf( form, 'data-form_id' ) ) || told( detail?.[ 'config' ] )?.[ 'id' ];
				const person = personOf( form, { first_name: '[name$="[first_name]"]', last_name: '[name$="[last_name]"]' } );
				hear( { id, at: form, person, answer } );
			}
		} )
	);

fluentForm( window );
