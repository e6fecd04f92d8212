/** How adapters listen and read: jQuery events, typed fields, and forms that are submitted with a page load. */
import { globalOf, native } from '../browser/dom.ts';
import type { UncheckedEvent } from '../../events/event.ts';
import { wishOf, wrapperOf, type JQuery, type FormPageWindow, type Submitter } from './form-adapter.ts';

/** The plugin's own script has needed jQuery before a visitor can submit anything. */
const CHANCES = 'DOMContentLoaded load focusin pointerdown keydown submit';

/** Waits for something that an optimizer may load late, at the latest on the visitor's first interaction. */
export function whenThere< T >( win: FormPageWindow, find: () => T | undefined, begin: ( found: T ) => void ): void {
	let begun = false;
	const look = (): void => {
		const found = begun ? undefined : find();
		if ( found !== undefined ) {
			begun = true;
			begin( found );
		}
	};
	look();
	if ( ! begun ) {
		CHANCES.split( ' ' ).forEach( ( type ) => win.addEventListener( type, look, true ) );
	}
}

/** Listens to a native event once it has bubbled to the document. */
export const onDocument = ( { document: doc }: FormPageWindow, type: string, run: ( event: Event ) => void ): void =>
	native( doc, 'addEventListener' )( type, run );

/**
 * Listens to a jQuery event that bubbles to the document, so that forms which appear later (popups) are included.
 *
 * @param types separated by spaces
 * @param run   gets the element on which the event happened, and the plugin's arguments
 */
export function onJQuery( win: FormPageWindow, types: string, run: ( at: Element | null, ...answers: readonly unknown[] ) => void ): void {
	whenThere< JQuery >(
		win,
		() => globalOf( win, 'jQuery' ),
		( $ ) =>
			$( win.document ).on( types, ( { target }, ...answers ) => {
				try {
					run( target instanceof Element ? target : null, ...answers );
				} catch ( problem ) {
					console.debug( 'Duet', problem );
				}
			} )
	);
}

type Fields = { readonly [ I in keyof Submitter ]: string };

const FIELDS: Fields = {
	email: 'input[type="email"]',
	phone: 'input[type="tel"]',
	first_name: '[autocomplete~="given-name"]',
	last_name: '[autocomplete~="family-name"]',
};

/** The form's field of that name. The form's property of that name may be something else. */
export const fieldOf = ( form: Element, name: string ): HTMLInputElement | null =>
	native( form, 'querySelector' )( `input[name="${ name }"]` ) as HTMLInputElement | null;

/** The visitor's contact details: the first filled field of each kind, by the plugin's own kinds. */
export function personOf( form: Element | null | undefined, fields: Fields = {} ): Submitter {
	const typed: Record< string, string > = {};
	const kinds: Record< string, string > = { ...FIELDS, ...fields };
	for ( const kind in kinds ) {
		// Fields of the form may have the names of its methods.
		for ( const field of form ? native( form, 'querySelectorAll' )( `${ kinds[ kind ] }` ) : [] ) {
			const value = `${ ( field as HTMLInputElement ).value ?? '' }`.trim();
			if ( value ) {
				typed[ kind ] ??= value;
			}
		}
	}
	return typed;
}

export const withoutEmpty = ( person: Readonly< Record< string, unknown > > ): Submitter =>
	Object.fromEntries( Object.entries( person ).filter( ( [ , value ] ) => typeof value === 'string' && value !== '' ) );

/**
 * The server counts a form that is submitted with a page load, but it sees neither the wrapper nor the rules. So the
 * events of the wrapper and of the merchant's rules about this form travel with the form.
 *
 * @param selector such forms
 */
export function carryEvents( win: FormPageWindow, selector: string ): void {
	const { document: doc } = win;
	const carry = ( form: Element, name: string, wish: object ): void => {
		const field = fieldOf( form, name ) ?? native( doc, 'createElement' )( 'input' );
		Object.assign( field, { type: 'hidden', name, value: JSON.stringify( wish ) } );
		native( form, 'append' )( field );
	};
	win.addEventListener(
		'submit',
		( { target } ) => {
			const form = target instanceof HTMLFormElement && native( target, 'matches' )( selector ) ? target : null;
			if ( form ) {
				const wrapper = wrapperOf( form );
				const rules: unknown[] = [];
				const accepted = new CustomEvent( 'duet-accepted', { bubbles: true, detail: ( { name, params }: UncheckedEvent ) => rules.push( { event: name, params } ) } );
				native( form, 'dispatchEvent' )( accepted );
				// The server finds out which values are numbers.
				if ( wrapper ) {
					carry( form, '_duet', wishOf( wrapper, [] ) );
				}
				// What an earlier attempt had added is removed.
				if ( rules[ 0 ] || fieldOf( form, '_duet_rules' ) ) {
					carry( form, '_duet_rules', rules );
				}
			}
		},
		true
	);
}
