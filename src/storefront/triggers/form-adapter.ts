/**
 * What the adapters of form plugins share. An adapter listens until its plugin reports an accepted submission, and
 * passes it on; here it becomes an event, once. This code is part of each adapter's file, because the storefront script
 * may start before or after it.
 */
import { readJson } from '../browser/page-json.ts';
import { fold } from '../../events/names.ts';
import type { DuetWindow } from '../../events/script-api.ts';
import { callDuet } from '../browser/call.ts';
import { claim, native } from '../browser/dom.ts';

/** Identifiers as they were typed. They go only to our own server, which hashes those that the merchant allows. */
export type Submitter = Readonly< Partial< Record< 'email' | 'phone' | 'first_name' | 'last_name', string > > >;

/** What a plugin reports about an accepted submission. */
export interface Submission {
	/** The plugin's own ID of the form. */
	readonly id: unknown;
	readonly title?: unknown;
	/** The form, or the element in its place. */
	readonly at?: Element | null | undefined;
	readonly person?: Submitter;
	/** The plugin's answer. It is one submission, however often the plugin reports it. */
	readonly answer?: object | null | undefined;
}

/** The JSON block `duet-forms`, the same for every visitor. */
interface FormSettings {
	/** The event of an accepted form; '' for none. */
	readonly event: string;
	/** By "<plugin>:<form id>". */
	readonly each: Readonly< Record< string, { readonly event: string } > >;
	/** Titles of the forms on this page, by the same keys. */
	readonly names: Readonly< Record< string, string > >;
	/** Folded names of events that accept form_id and form_name. */
	readonly named: readonly string[];
	/** Parameters that are numbers. */
	readonly numbers: readonly string[];
}

export type FormPageWindow = Window &
	typeof globalThis & DuetWindow & {
		duetForms?: Record< string, true >;
		jQuery?: JQuery;
	};

/** The part of jQuery that is used here: most plugins report only through it. */
export type JQuery = ( at: Document ) => {
	on( type: string, run: ( event: { target: unknown }, ...args: readonly unknown[] ) => void ): unknown;
};

/** A plugin's answer, whose members may be missing or of any type. */
type PluginData = { readonly [ key: string ]: unknown };

export const asObject = ( value: unknown ): PluginData | undefined => ( Object( value ) === value ? ( value as PluginData ) : undefined );

/** Plain text of a title that may contain markup or entities. */
const plain = ( text: unknown ): string =>
	( new DOMParser().parseFromString( `${ text ?? '' }`, 'text/html' ).body.textContent ?? '' ).replace( /\s+/g, ' ' ).trim().slice( 0, 150 );

/** A form's fields may have the names of its methods. */
export const attributeOf = ( element: Element, name: string ): string => native( element, 'getAttribute' )( name ) ?? '';

/** The closest tracked form around a form: its event replaces the one in the settings. */
export const wrapperOf = ( at: Element | null | undefined ): Element | null | undefined =>
	at && native( at, 'closest' )( '[data-duet-on="submit"][data-duet-event]' );

/** Event and parameters that a wrapper sets: one JSON attribute, and single attributes beside it. */
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
		// The attribute may contain anything; the event counts without it.
	}
	return { event: attributeOf( wrapper, 'data-duet-event' ), params };
}

/** Starts a plugin's adapter, once even if an optimizer runs the file several times. */
export function formAdapter( win: FormPageWindow, plugin: string, listen: ( accept: ( submission: Submission ) => void ) => void ): void {
	const known = claim< Record< string, true > >( win, 'duetForms', {} );
	if ( known[ plugin ] ) {
		return;
	}
	known[ plugin ] = true;
	const counted = new WeakSet< object >();

	listen( ( { id, title, at, person, answer } ) => {
		// An error of ours must not stop the plugin's own code.
		try {
			const settings = readJson< FormSettings >( win.document, 'duet-forms' );
			if ( ! settings || ( answer && counted.has( answer ) ) ) {
				return;
			}
			if ( answer ) {
				counted.add( answer );
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
