/** What the shopper typed into WooCommerce's checkout, the block or the classic one, read when Place order is pressed. */
import { native } from '../browser/dom.ts';
import type { Person } from './normal.ts';

/** Our name -> WooCommerce's: block ids "billing-first_name", classic ids "billing_first_name". */
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
			// An author may save any element with any id, but no such field.
			.map( ( id ) => native( doc, 'querySelector' )( `input[id="${ id }"],select[id="${ id }"]` ) as Partial< HTMLInputElement > | null )
			.map( ( field ) => field?.value )
			.find( ( one ) => typeof one === 'string' && one !== '' ) ?? '';
	const found = Object.entries( FIELDS ).map( ( [ ours, theirs ] ) => [
		ours,
		// Delivered to the billing address the block shows the shipping fields alone.
		value( `billing-${ theirs }`, `billing_${ theirs }`, `shipping-${ theirs }`, `shipping_${ theirs }` ),
	] );
	return Object.fromEntries( [ [ 'email', value( 'email', 'billing_email' ) ], ...found ].filter( ( [ , one ] ) => one !== '' ) );
}
