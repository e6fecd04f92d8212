/** What the shopper entered in WooCommerce's checkout, block or classic, read when they press Place order. */
import { native } from '../browser/dom.ts';
import type { Person } from './normal.ts';

/** Our name -> WooCommerce's name: block IDs look like "billing-first_name", classic IDs like "billing_first_name". */
const FIELDS = {
	phone: 'phone',
	first_name: 'first_name',
	last_name: 'last_name',
	city: 'city',
	state: 'state',
	zip_code: 'postcode',
	country: 'country',
} as const;

export function typedPerson( doc: Document ): Person {
	const value = ( ...ids: string[] ): string =>
		ids
			// An author may save an element with any ID, but no field like this one.
			.map( ( id ) => native( doc, 'querySelector' )( `input[id="${ id }"],select[id="${ id }"]` ) as Partial< HTMLInputElement > | null )
			.map( ( field ) => field?.value )
			.find( ( one ) => typeof one === 'string' && one !== '' ) ?? '';
	const found = Object.entries( FIELDS ).map( ( [ ours, theirs ] ) => [
		ours,
		// If the order is delivered to the billing address, the block shows only the shipping fields.
		value( `billing-${ theirs }`, `billing_${ theirs }`, `shipping-${ theirs }`, `shipping_${ theirs }` ),
	] );
	return Object.fromEntries( [ [ 'email', value( 'email', 'billing_email' ) ], ...found ].filter( ( [ , one ] ) => one !== '' ) );
}
