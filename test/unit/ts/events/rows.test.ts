/** `Content`, the row of `contents` in TypeScript, has the fields of the catalogue, and each reader gets its own. */
import { expect, it } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import type { Content } from '../../../../src/events/catalogue.ts';
import { propertiesOf, shapeOf } from '../../../../src/events/shapes.ts';

/** A field that is missing here, or in Content, does not compile. */
const row: Required< Content > & Record< keyof typeof catalogue.rows, unknown > = {
	content_id: 'DUET-MUG',
	content_name: 'Mug',
	content_category: 'Kitchen',
	brand: 'Duet',
	variant: 'Red',
	group_id: 'MUG',
	price: 7.5,
	quantity: 2,
	item_currency: 'EUR',
	tax: 'incl',
	sig: 'a'.repeat( 32 ),
	sig_price: 7.5,
	sig_pieces: 2,
};

const fields = Object.entries( catalogue.rows );
const only = ( reader?: string ) => fields.filter( ( [ , field ] ) => ( 'only' in field ? Object.keys( field.only )[ 0 ] : undefined ) === reader ).map( ( [ name ] ) => name );

it( 'has the fields of the catalogue', () => {
	expect( Object.keys( row ).sort() ).toEqual( fields.map( ( [ name ] ) => name ).sort() );
} );

it( 'reaches TikTok without fields of the dataLayer and of the relay', () => {
	const { contents } = propertiesOf( { contents: [ row ] }, [ ...only( 'dataLayer' ), ...only( 'relay' ) ] ) as { contents: object[] };
	expect( Object.keys( contents[ 0 ] ?? {} ).sort() ).toEqual( only().sort() );
} );

it( 'reaches the dataLayer as an item of GA4, without fields of the relay', () => {
	const { ecommerce } = shapeOf( { contents: [ row ] } ) as { ecommerce: { items: object[] } };
	const names = [ ...only(), ...only( 'dataLayer' ) ].map( ( name ) => ( [ 'price', 'quantity' ].includes( name ) ? name : `item_${ name.replace( 'content_', '' ) }` ) );
	expect( Object.keys( ecommerce.items[ 0 ] ?? {} ).sort() ).toEqual( names.sort() );
} );
