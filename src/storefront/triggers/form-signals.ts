/** Where adapters hear and look: jQuery events, typed fields, and forms that leave with a page load. */
import { globalOf, native } from '../browser/dom.ts';
import type { Wish } from '../../events/event.ts';
import { wishOf, wrapperOf, type JQuery, type Page, type Person } from './form-adapter.ts';

/** By the time a visitor may submit anything, the plugin's own script has needed jQuery. */
const CHANCES = 'DOMContentLoaded load focusin pointerdown keydown submit';

/** Waits for something that an optimiser may bring late, up to the visitor's first touch. */
export function whenThere< T >( win: Page, find: () => T | undefined, begin: ( found: T ) => void ): void {
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

/** Listens to a native event where it has bubbled to the document. */
export const onDocument = ( { document: doc }: Page, type: string, run: ( event: Event ) => void ): void =>
	native( doc, 'addEventListener' )( type, run );

/**
 * Hears a jQuery event wherever it bubbles to the document, so forms that come later (popups) are heard, too.
 *
 * @param types separated by spaces
 * @param run   gets the element the event happened at, and what the plugin told
 */
export function onJQuery( win: Page, types: string, run: ( at: Element | null, ...answers: readonly unknown[] ) => void ): void {
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

type Fields = { readonly [ I in keyof Person ]: string };

const FIELDS: Fields = {
	email: 'input[type="email"]',
	phone: 'input[type="tel"]',
	first_name: '[autocomplete~="given-name"]',
	last_name: '[autocomplete~="family-name"]',
};

/** The form's field of that name. Its property of that name may be something else. */
export const fieldOf = ( form: Element, name: string ): HTMLInputElement | null =>
	native( form, 'querySelector' )( `input[name="${ name }"]` ) as HTMLInputElement | null;

/** Who typed: the first filled field of each kind, by the kinds that the plugin itself knows. */
export function personOf( form: Element | null | undefined, fields: Fields = {} ): Person {
	const typed: Record< string, string > = {};
	const kinds: Record< string, string > = { ...FIELDS, ...fields };
	for ( const kind in kinds ) {
		// Fields of the form may be called like its methods.
		for ( const field of form ? native( form, 'querySelectorAll' )( `${ kinds[ kind ] }` ) : [] ) {
			const value = `${ ( field as HTMLInputElement ).value ?? '' }`.trim();
			if ( value ) {
				typed[ kind ] ??= value;
			}
		}
	}
	return typed;
}

export const withoutEmpty = ( person: Readonly< Record< string, unknown > > ): Person =>
	Object.fromEntries( Object.entries( person ).filter( ( [ , value ] ) => typeof value === 'string' && value !== '' ) );

/**
 * A form that leaves with a page load is counted by the server, which sees neither wrapper nor rules: what the wrapper wishes,
 * and what the merchant's rules about this form say, travels with it.
 *
 * @param selector such forms
 */
export function carryWish( win: Page, selector: string ): void {
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
				const accepted = new CustomEvent( 'duet-accepted', { bubbles: true, detail: ( { name, params }: Wish ) => rules.push( { event: name, params } ) } );
				native( form, 'dispatchEvent' )( accepted );
				// Numbers are told apart on the server.
				if ( wrapper ) {
					carry( form, '_duet', wishOf( wrapper, [] ) );
				}
				// Nor what an earlier attempt had taken.
				if ( rules[ 0 ] || fieldOf( form, '_duet_rules' ) ) {
					carry( form, '_duet_rules', rules );
				}
			}
		},
		true
	);
}
