/**
 * Gravity Forms. Its AJAX since 2.9 runs the documented filter `gform/ajax/post_ajax_submission`, for rejected
 * submissions as well. The older AJAX, through an iframe, triggers jQuery `gform_confirmation_loaded`, which the newer
 * one repeats. The server counts the rest: forms without AJAX, and old redirects, which announce nothing on the page.
 */
import { globalOf, native } from '../../browser/dom.ts';
import { attributeOf, formAdapter, asObject, type FormPageWindow, type Submitter, type Submission } from '../form-adapter.ts';
import { carryEvents, onJQuery, personOf, whenThere } from '../form-signals.ts';

type Filter = ( name: string, run: ( data: unknown ) => unknown ) => void;

/** Both signals of one submission arrive within this time. */
const TOGETHER_MS = 3000;

export const gravityForms = ( win: FormPageWindow ): void =>
	formAdapter( win, 'gravity-forms', ( accept ) => {
		const doc = win.document;
		const find = ( selector: string ): Element | null => native( doc, 'querySelector' )( selector );
		const typed = new Map< string, Submitter >();
		const newer = new Map< string, number >();
		const idOf = ( form: Element | null ): string => /^gform_(\d+)$/.exec( form ? attributeOf( form, 'id' ) : '' )?.[ 1 ] ?? '';
		const acceptForm = ( id: string, rest: Partial< Submission > ): void =>
			accept( { id, title: find( `#gform_wrapper_${ id } .gform_title` )?.textContent, person: typed.get( id ) ?? {}, ...rest } );

		carryEvents( win, 'form[id^="gform_"]' );
		// The form is gone when the older signal arrives.
		win.addEventListener(
			'submit',
			( { target } ) => {
				const form = target instanceof Element ? target : null;
				if ( idOf( form ) ) {
					const names = { first_name: '.name_first input', last_name: '.name_last input' };
					typed.set( idOf( form ), personOf( form, names ) );
				}
			},
			true
		);
		onJQuery( win, 'gform_confirmation_loaded', ( _, form ) => {
			const id = `${ form }`;
			const at = find( `#gform_confirmation_wrapper_${ id }, #gf_${ id }` );
			if ( Date.now() - ( newer.get( id ) ?? 0 ) > TOGETHER_MS && ! at?.querySelector( '[data-duet-spam]' ) ) {
				acceptForm( id, { at } );
			}
		} );
		whenThere(
			win,
			() => globalOf< { utils?: { addFilter?: Filter } } >( win, 'gform' )?.utils?.addFilter,
			( addFilter ) =>
				addFilter( 'gform/ajax/post_ajax_submission', ( data ) => {
					const answer = asObject( asObject( data )?.[ 'submissionResult' ] );
					const result = asObject( answer?.[ 'data' ] ) ?? answer;
					const form = asObject( data )?.[ 'form' ];
					const at = form instanceof Element ? form : null;
					const said = `${ result?.[ 'confirmation_redirect' ] ?? '' }${ result?.[ 'confirmation_markup' ] ?? '' }${ result?.[ 'confirmation_message' ] ?? '' }`;
					const saved = result?.[ 'resume_token' ] || result?.[ 'is_spam' ] || said.includes( 'data-duet-spam' );
					if ( said && answer?.[ 'success' ] !== false && result?.[ 'is_valid' ] !== false && ! saved ) {
						newer.set( idOf( at ), Date.now() );
						acceptForm( idOf( at ), { at, answer } );
					}
					return data;
				} )
		);
	} );

gravityForms( window );
