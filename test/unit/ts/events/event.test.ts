import { describe, expect, expectTypeOf, it } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import type {
	BrowserEventName,
	Content,
	EventName,
	EventParams,
	LayerOnlyParam,
	NumericParam,
	ParamName,
	ParamValue,
} from '../../../../src/events/catalogue.ts';
import { freeze as freezeWith, type EventDraft, type DuetEvent, type Params } from '../../../../src/events/event.ts';

const NUMBERS = Object.entries( catalogue.params ).flatMap( ( [ name, entry ] ) =>
	'number' in entry || 'integer' in entry ? name : []
);
const freeze = ( event: DuetEvent ) => freezeWith( event, NUMBERS );

const draft = ( params: object ): DuetEvent => ( {
	name: 'Lead',
	id: 'id-1',
	time: 1,
	url: 'https://shop.test/',
	params: params as Params,
} );

const row = { content_id: 'SKU', price: 1, quantity: 1 };

describe( 'freeze', () => {
	it( 'answers a frozen event and leaves out what is absent', () => {
		const event = freeze( draft( { value: 0, description: '', content_name: undefined, status: null, new_customer: false } ) );
		expect( event ).toEqual( draft( { value: 0, new_customer: false } ) );
		expect( Object.isFrozen( event ) && Object.isFrozen( ( event as DuetEvent ).params ) ).toBe( true );
	} );

	it( 'keeps strings as they are', () => {
		const description = `</script> "É" 🛍 \u2028`;
		expect( freeze( draft( { description, content_id: '000035180' } ) ) ).toMatchObject( {
			params: { description, content_id: '000035180' },
		} );
	} );

	it.each( [
		[ 'value', '10' ],
		[ 'value', -1 ],
		[ 'value', NaN ],
		[ 'value', Infinity ],
		[ 'currency', 'eur' ],
		[ 'currency', 'Euro' ],
		[ 'currency', 978 ],
		[ 'contents', 'SKU' ],
		[ 'contents', [ null ] ],
		[ 'contents', [ { ...row, content_id: '' } ] ],
		[ 'content_ids', [ 1 ] ],
		[ 'description', { text: 'x' } ],
		[ 'level', () => 1 ],
		[ 'level', NaN ],
	] )( 'names the bad parameter %s (%j)', ( name, value ) => {
		expect( freeze( draft( { content_name: 'ok', [ name ]: value } ) ) ).toBe( name );
	} );

	it( 'takes parameters of merchants that are in no catalogue', () => {
		const params = { level: 7, player: 'Ann', tags: [ 'a', 'b' ], won: true };
		expect( freeze( draft( params ) ) ).toMatchObject( { params } );
	} );

	it( 'takes one right value of every parameter of the catalogue and refuses a wrong one', () => {
		const right = {
			number: 1.5,
			integer: 2,
			string: 'x',
			strings: [ 'x' ],
			currency: 'EUR',
			boolean: true,
			contents: [ row ],
		};
		for ( const [ name, { only: _, ...type } ] of Object.entries( catalogue.params as Record< string, { only?: object } > ) ) {
			const kind = Object.keys( type )[ 0 ] as keyof typeof right;
			expect( right, name ).toHaveProperty( kind );
			expect( freeze( draft( { [ name ]: right[ kind ] } ) ), name ).toMatchObject( { params: { [ name ]: right[ kind ] } } );
			expect( freeze( draft( { [ name ]: {} } ) ), name ).toBe( name );
			if ( kind === 'number' || kind === 'integer' ) {
				expect( freeze( draft( { [ name ]: '1' } ) ), name ).toBe( name );
			}
		}
	} );
} );

describe( 'types computed from the catalogue', () => {
	it( 'hold', () => {
		expectTypeOf< EventName >().toEqualTypeOf< keyof typeof catalogue.events >();
		expectTypeOf< EventParams< 'Purchase' > >().toExtend< {
			readonly value: number;
			readonly currency: string;
			readonly contents: readonly Content[];
			readonly coupon?: string;
			readonly new_customer?: boolean;
		} >();
		expectTypeOf< 'Purchase' | 'PlaceAnOrder' | 'Refund' >().not.toExtend< BrowserEventName >();
		expectTypeOf< 'payment_type' | 'new_customer' | 'tax' >().toExtend< LayerOnlyParam >();
		expectTypeOf< 'value' >().not.toExtend< LayerOnlyParam >();
		expectTypeOf< 'num_items' | 'tax' >().toExtend< NumericParam >();
		// A type key that catalogue.ts does not know would make its parameter never.
		expectTypeOf< { [ P in ParamName ]: [ ParamValue< P > ] extends [ never ] ? P : never }[ ParamName ] >().toBeNever();
	} );

	it( 'refuse drift', () => {
		const fine: EventDraft[] = [
			{ name: 'Pageview', params: {} },
			{ name: 'AddToCart', params: { contents: [ row ], value: 1, currency: 'EUR' } },
			// @ts-expect-error an event no catalogue knows
			{ name: 'Pageviews', params: {} },
			// @ts-expect-error an order event is not the browser's to make
			{ name: 'Purchase', params: { value: 1, currency: 'EUR', contents: [ row ] } },
			// @ts-expect-error a parameter this event does not accept
			{ name: 'Pageview', params: { value: 1 } },
			// @ts-expect-error a number as text
			{ name: 'Lead', params: { value: '1' } },
		];
		// @ts-expect-error a required parameter is missing
		const purchase: EventParams< 'Purchase' > = { value: 1, currency: 'EUR' };
		expect( [ fine.length, purchase.value ] ).toEqual( [ 6, 1 ] );
	} );
} );
