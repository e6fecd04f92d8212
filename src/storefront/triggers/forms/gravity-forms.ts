/**
 * Gravity Forms. Its AJAX since 2.9 runs the filter `gform/ajax/post_ajax_submission` (documented), for rejected ones as
 * well; the older one, through an iframe, triggers jQuery `gform_confirmation_loaded`, which the newer repeats. The
 * server counts the rest: no AJAX, and an old redirect, which tells the page nothing.
 */
import { globalOf, native } from '../../browser/dom.ts';
import { attributeOf, formAdapter, told, type Page, type Person, type Submission } from '../form-adapter.ts';
import { carryWish, onJQuery, personOf, whenThere } from '../form-signals.ts';

type Filter = ( name: string, run: ( data: unknown ) => unknown ) => void;

/** Both signals of one submission come within the same moment. */
const TOGETHER_MS = 3000;

export const gravityForms = ( win: Page ): void =>
	formAdapter( win, 'gravity-forms', ( hear ) => {
		const doc = win.document;
		const find = ( selector: string ): Element | null => native( doc, 'querySelector' )( selector );
		const typed = new Map< string, Person >();
		const newer = new Map< string, number >();
		const idOf = ( form: Element | null ): string => /^gform_(\d+)$/.exec( form ? attributeOf( form, 'id' ) : '' )?.[ 1 ] ?? '';
		const tell = ( id: string, rest: Partial< Submission > ): void =>
			hear( { id, title: find( `#gform_wrapper_${ id } .gform_title` )?.textContent, person: typed.get( id ) ?? {}, ...rest } );

		carryWish( win, 'form[id^="gform_"]' );
		// The form is gone when the older signal comes.
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
				tell( id, { at } );
			}
		} );
		whenThere(
			win,
			() => globalOf< { utils?: { addFilter?: Filter } } >( win, 'gform' )?.utils?.addFilter,
			( addFilter ) =>
				addFilter( 'gform/ajax/post_ajax_submission', ( data ) => {
					const answer = told( told( data )?.[ 'submissionResult' ] );
					const result = told( answer?.[ 'data' ] ) ?? answer;
					const form = told( data )?.[ 'form' ];
					const at = form instanceof Element ? form : null;
					const said = `${ result?.[ 'confirmation_redirect' ] ?? '' }${ result?.[ 'confirmation_markup' ] ?? '' }${ result?.[ 'confirmation_message' ] ?? '' }`;
					const saved = result?.[ 'resume_token' ] || result?.[ 'is_spam' ] || said.includes( 'data-duet-spam' );
					if ( said && answer?.[ 'success' ] !== false && result?.[ 'is_valid' ] !== false && ! saved ) {
						newer.set( idOf( at ), Date.now() );
						tell( idOf( at ), { at, answer } );
					}
					return data;
				} )
		);
	} );

gravityForms( window );
