import type { Json } from './types.js';

/** Collects what TikTok would refuse and what it would only list under Diagnostics. */
export class Report {
	/** `path: words`, the form of TikTok's own messages. */
	readonly problems: string[] = [];
	readonly warnings: string[] = [];

	refuse( path: string, words: string ): void {
		this.problems.push( `${ path }: ${ words }` );
	}

	warn( words: string ): void {
		this.warnings.push( words );
	}

	/** A non-empty string; an absent value must be left out, never sent empty. */
	text( path: string, value: Json | undefined ): value is string {
		if ( typeof value !== 'string' ) {
			this.refuse( path, value === null ? 'Field may not be null' : 'Not a valid string' );
			return false;
		}
		if ( value.trim() === '' ) {
			this.refuse( path, 'Shorter than minimum length 1' );
			return false;
		}
		return true;
	}

	/** A JSON number: "12.50" in quotes is not one. */
	number( path: string, value: Json | undefined ): value is number {
		if ( typeof value !== 'number' ) {
			this.refuse( path, 'Not a valid number' );
			return false;
		}
		if ( value < 0 ) {
			this.warn( `${ path } is negative` );
		}
		return true;
	}

	integer( path: string, value: Json | undefined ): value is number {
		if ( typeof value !== 'number' || ! Number.isInteger( value ) ) {
			this.refuse( path, 'Not a valid integer' );
			return false;
		}
		return true;
	}

	/** An http(s) URL with scheme and host; a bare path is a mistake seen in a shipping peer. */
	url( path: string, value: Json | undefined ): void {
		if ( ! this.text( path, value ) ) {
			return;
		}
		if ( ! /^https?:\/\/[^/?#\s]+/i.test( value ) || ! URL.canParse( value ) ) {
			this.refuse( path, 'Not a valid URL' );
		} else if ( /wc_order_\w+|[\w.+-]+(@|%40)[\w-]+\.\w/i.test( value ) ) {
			this.warn( `${ path } carries personal data or an order key` );
		}
	}
}
