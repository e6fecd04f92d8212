/**
 * Forminator: jQuery `forminator:form:submit:success` on the form, which may be empty again by then; the event carries
 * what was sent. Drafts announce another event. A log-in is no lead, and the server counts a registration.
 */
import { attributeOf, formAdapter, asObject, type FormPageWindow } from '../form-adapter.ts';
import { carryEvents, onJQuery, withoutEmpty } from '../form-signals.ts';

const NOT_A_LEAD = [ 'login', 'registration' ];

export const forminator = ( win: FormPageWindow ): void =>
	formAdapter( win, 'forminator', ( accept ) => {
		carryEvents( win, 'form.forminator-custom-form:not(.forminator_ajax)' );
		onJQuery( win, 'forminator:form:submit:success', ( form, sent, answer ) => {
			const fields = sent instanceof FormData ? [ ...sent.entries() ] : [];
			const typed = ( name: RegExp ) => fields.find( ( [ key, value ] ) => name.test( key ) && value !== '' )?.[ 1 ];
			if ( asObject( asObject( answer )?.[ 'data' ] )?.[ 'duet' ] !== false && ! NOT_A_LEAD.includes( `${ typed( /^form_type$/ ) }` ) ) {
				const person = withoutEmpty( {
					email: typed( /^email-\d+$/ ),
					phone: typed( /^phone-\d+$/ ),
					first_name: typed( /^name-\d+-first-name$/ ),
					last_name: typed( /^name-\d+-last-name$/ ),
				} );
				accept( { id: ( form && attributeOf( form, 'data-form-id' ) ) || typed( /^form_id$/ ), at: form, person, answer: asObject( answer ) } );
			}
		} );
	} );

forminator( window );
