/** Makes two records of the walk comparable: what differs with each run gets a name that is the same in every run. */
import { createHash } from 'node:crypto';

const sha256 = ( text: string ): string => createHash( 'sha256' ).update( text ).digest( 'hex' );

/** Random values, by kind; the first group of a pattern stays as it is. */
const RANDOM: readonly ( readonly [ kind: string, pattern: RegExp ] )[] = [
	[ 'order-id-hash', /(\b[A-Z]{1,2}-\d+-)[0-9a-f]{12}\b/g ],
	[ 'order-key', /(\bwc_order_)[A-Za-z0-9]{13}/g ],
	[ 'hash', /()\b[0-9a-f]{64}\b/g ],
	[ 'visitor', /(duet_visitor=)[0-9a-f]{32}/g ],
	[ 'hex', /()\b[0-9a-f]{32}\b/g ],
	[ 'ttp', /("ttp":")[A-Za-z0-9._-]{10,80}/g ],
	[ 'nonce', /("nonce":")[0-9a-f]{10}/g ],
];

/** Values that say when something happened or how long it took. */
const TIMES: readonly ( readonly [ pattern: RegExp, name: string ] )[] = [
	[ /\b1[6-9]\d{8}\d{3}\b/g, '<ms>' ],
	[ /\b1[6-9]\d{8}\b/g, '<seconds>' ],
	[ /("age":)\d+/g, '$1<age>' ],
	[ /\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<date>' ],
	[ /([?&]ver=)[\w.]+/g, '$1<version>' ],
];

export interface Known {
	/** The site's address, without a slash at the end. */
	readonly url: string;
	/** The stand-in's address. */
	readonly standIn: string;
	/** Texts whose SHA-256 may appear, by the name to print for it. */
	readonly hashed: Readonly< Record< string, string > >;
}

/** Replaces what is known or differs in time, and each random value by its kind: the order of entries follows from this text. */
export function blurred( text: string, { url, standIn, hashed }: Known ): string {
	const plain = [
		...Object.entries( hashed ).map( ( [ name, value ] ) => [ sha256( value ), `<sha256 of ${ name }>` ] as const ),
		...[ url, standIn ].flatMap( ( address, index ) => {
			const name = index === 0 ? 'SITE' : 'TIKTOK';
			const forms = [ address, address.replaceAll( '/', '\\/' ), encodeURIComponent( address ), address.replace( 'http://', '' ) ];
			return forms.map( ( form ) => [ form, name ] as const );
		} ),
	];
	const known = plain.reduce( ( rest, [ value, name ] ) => rest.replaceAll( value, name ), text );
	return TIMES.reduce( ( rest, [ pattern, name ] ) => rest.replace( pattern, name ), known );
}

/** Numbers random values in the order in which they appear. */
export class Names {
	private readonly names = new Map< string, string >();
	private readonly counts = new Map< string, number >();

	public number( text: string ): string {
		return RANDOM.reduce( ( rest, [ kind, pattern ] ) => rest.replace( pattern, ( found: string, kept: string ) => kept + this.name( kind, found.slice( kept.length ) ) ), text );
	}

	private name( kind: string, value: string ): string {
		const known = this.names.get( value );
		if ( known !== undefined ) {
			return known;
		}
		const count = ( this.counts.get( kind ) ?? 0 ) + 1;
		this.counts.set( kind, count );
		const name = `<${ kind } ${ count }>`;
		this.names.set( value, name );
		return name;
	}
}

/** The text without random values, by which entries are sorted. */
export const keyOf = ( text: string ): string =>
	RANDOM.reduce( ( rest, [ kind, pattern ] ) => rest.replace( pattern, ( _found: string, kept: string ) => `${ kept }<${ kind }>` ), text );
