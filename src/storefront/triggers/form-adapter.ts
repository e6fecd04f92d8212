/**
 * What the form plugins' adapters share. An adapter hears its plugin say that a
 * submission was accepted and hands it over; here it becomes an event, once.
 * Built into each adapter's file, for the storefront script may boot before or after it.
 */
import { readJson } from '../browser/page-json.ts';
import { fold } from '../../events/names.ts';
import type { DuetWindow } from '../../events/script-api.ts';
import { callDuet } from '../browser/call.ts';
import { claim, native } from '../browser/dom.ts';

/** Identifiers as they were typed; they go to our own server alone, which hashes what the merchant allows. */
export type Person = Readonly< Partial< Record< 'email' | 'phone' | 'first_name' | 'last_name', string > > >;

/** What a plugin says about an accepted submission. */
export interface Submission {
	/** The plugin's own id of the form. */
	readonly id: unknown;
	readonly title?: unknown;
	/** The form, or what stands in its place. */
	readonly at?: Element | null | undefined;
	readonly person?: Person;
	/** The plugin's answer. However often it is announced, it is one submission. */
	readonly answer?: object | null | undefined;
}

/** The JSON block `duet-forms`, the same for every visitor. */
interface FormSettings {
	/** Event of an accepted form; '' = none. */
	readonly event: string;
	/** By "<plugin>:<form id>". */
	readonly each: Readonly< Record< string, { readonly event: string } > >;
	/** Titles of the forms on this page, by the same keys. */
	readonly names: Readonly< Record< string, string > >;
	/** Folded names of events that take form_id and form_name. */
	readonly named: readonly string[];
	/** Parameters that are numbers. */
	readonly numbers: readonly string[];
}

export type Page = Window &
	typeof globalThis & DuetWindow & {
		duetForms?: Record< string, true >;
		jQuery?: JQuery;
	};

/** As much of jQuery as is needed: most plugins announce through it alone. */
export type JQuery = ( at: Document ) => {
	on( type: string, run: ( event: { target: unknown }, ...told: readonly unknown[] ) => void ): unknown;
};

/** A plugin's answer, of which nothing is taken for granted. */
type Told = { readonly [ key: string ]: unknown };

export const told = ( value: unknown ): Told | undefined => ( Object( value ) === value ? ( value as Told ) : undefined );

/** Plain text of a title that may hold markup or entities. */
const plain = ( text: unknown ): string =>
	( new DOMParser().parseFromString( `${ text ?? '' }`, 'text/html' ).body.textContent ?? '' ).replace( /\s+/g, ' ' ).trim().slice( 0, 150 );

/** A form's fields may be called like its methods. */
export const attributeOf = ( element: Element, name: string ): string => native( element, 'getAttribute' )( name ) ?? '';

/** The nearest tracked form around a form: its event beats the settings. */
export const wrapperOf = ( at: Element | null | undefined ): Element | null | undefined =>
	at && native( at, 'closest' )( '[data-duet-on="submit"][data-duet-event]' );

/** Event and parameters that a wrapper fixes: a JSON attribute, and single ones beside it. */
export function wishOf( wrapper: Element, numbers: readonly string[] ): { event: string; params: Record< string, unknown > } {
	const params: Record< string, unknown > = {};
	for ( const { name, value } of native( wrapper, 'attributes' ) ) {
		const param = /^data-duet-(?!event$|on$|params$)(.+)/.exec( name )?.[ 1 ]?.replace( /-/g, '_' );
		if ( param ) {
			params[ param ] = numbers.includes( param ) && value.trim() ? Number( value ) : value;
		}
	}
	try {
		Object.assign( params, JSON.parse( attributeOf( wrapper, 'data-duet-params' ) || '{}' ) );
	} catch {
		// Somebody else wrote it; the event counts all the same.
	}
	return { event: attributeOf( wrapper, 'data-duet-event' ), params };
}

/** Starts a plugin's adapter, once however often an optimiser runs the file. */
export function formAdapter( win: Page, plugin: string, listen: ( hear: ( submission: Submission ) => void ) => void ): void {
	const known = claim< Record< string, true > >( win, 'duetForms', {} );
	if ( known[ plugin ] ) {
		return;
	}
	known[ plugin ] = true;
	const heard = new WeakSet< object >();

	listen( ( { id, title, at, person, answer } ) => {
		// Nothing of ours may throw into the plugin's own success.
		try {
			const settings = readJson< FormSettings >( win.document, 'duet-forms' );
			if ( ! settings || ( answer && heard.has( answer ) ) ) {
				return;
			}
			if ( answer ) {
				heard.add( answer );
			}
			// For the merchant's rules about this form.
			if ( at ) {
				native( at, 'dispatchEvent' )( new CustomEvent( 'duet-accepted', { bubbles: true } ) );
			}
			const key = `${ plugin }:${ id }`;
			const wrapper = wrapperOf( at );
			const wish = wrapper
				? wishOf( wrapper, settings.numbers )
				: { event: ( settings.each[ key ] ?? settings ).event, params: {} };
			if ( wish.event ) {
				const about: Record< string, unknown > = settings.named.includes( fold( wish.event ) )
					? { form_id: `${ id }`, form_name: plain( title || settings.names[ key ] ) }
					: {};
				callDuet( win, wish.event, { ...about, ...wish.params }, person );
			}
		} catch ( problem ) {
			console.debug( 'Duet', problem );
		}
	} );
}
