/** A page with a form plugin on it, as far as its adapter can see: markup, its events, jQuery, and `window.duet`. */
import { vi } from 'vitest';
import type { JQuery, FormPageWindow } from '../../../../src/storefront/triggers/form-adapter.ts';

type Call = [ name: string, params: Record< string, unknown >, person?: Record< string, string > ];
type Heard = ( event: { target: unknown }, ...told: readonly unknown[] ) => void;

/** The window of the test, with what WordPress prints. */
export class FormPage {
	public readonly win = window as unknown as FormPageWindow;
	public readonly tracked: Call[] = [];
	private readonly listeners: [ string, Heard ][] = [];

	public constructor( body: string, settings: object = {} ) {
		const block = { event: 'Lead', each: {}, names: {}, named: [ 'lead', 'submitform', 'contact' ], numbers: [ 'value' ], ...settings };
		document.body.innerHTML = `${ body }<script type="application/json" id="duet-forms">${ JSON.stringify( block ) }</script>`;
		delete this.win.duetForms;
		delete this.win.jQuery;
		this.win.duet = { track: ( ...call ) => void this.tracked.push( call as unknown as Call ) };
	}

	public withJQuery(): this {
		this.win.jQuery = ( () => ( {
			on: ( types: string, run: Heard ) => types.split( ' ' ).forEach( ( type ) => this.listeners.push( [ type, run ] ) ),
		} ) ) as unknown as JQuery;
		return this;
	}

	/** jQuery's trigger(): bubbles to the document without being a browser event. */
	public trigger( type: string, at: string | Document, ...told: unknown[] ): void {
		const target = typeof at === 'string' ? document.querySelector( at ) : at;
		this.listeners.filter( ( [ heard ] ) => heard === type ).forEach( ( [ , run ] ) => run( { target }, ...told ) );
	}

	public dispatch( type: string, at: string | Document, detail: unknown ): void {
		( typeof at === 'string' ? document.querySelector( at ) : at )?.dispatchEvent( new CustomEvent( type, { bubbles: true, detail } ) );
	}

	public names(): string[] {
		return this.tracked.map( ( [ name ] ) => name );
	}
}

/** Loads an adapter's file afresh, as the page does. */
export async function load( plugin: string ): Promise< void > {
	vi.resetModules();
	await import( `../../../../src/storefront/triggers/forms/${ plugin }.ts` );
}

export const PERSON = { email: 'Buyer@Example.test', phone: '+49 30 1234567', first_name: 'Zoë', last_name: "O'Brien" };
