import type { Report } from './fields.js';
import { isObject, type Json, type JsonObject } from './types.js';

/** Currencies TikTok names; others are taken, but the merchant should know. Source: TikTok help, about parameters. */
const CURRENCIES = new Set(
	(
		'AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS INR ISK ' +
		'JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY ' +
		'TWD UAH USD VES VND ZAR'
	).split( ' ' )
);

const CHOICES: Readonly< Record< string, readonly string[] > > = {
	delivery_category: [ 'in_store', 'curbside', 'home_delivery' ],
};
const TEXTS = new Set(
	'content_type content_id content_name content_category search_string query description status order_id shop_id'.split( ' ' )
);
const NUMBERS = new Set( [ 'value', 'price', 'predicted_ltv' ] );

/** What ids of a catalogue can stand for; other words are free, but nothing is known to be found by them. */
const CATALOGUE_TYPES: readonly Json[] = [ 'product', 'product_group' ];
const IDS = [ 'contents', 'content_ids', 'content_id' ];

const checkQuantity = ( report: Report, path: string, value: Json ): void => {
	if ( report.integer( path, value ) && value < 1 ) {
		report.warn( `${ path } is below 1` );
	}
};

const checkRow = ( report: Report, path: string, row: Json ): void => {
	if ( ! isObject( row ) ) {
		report.refuse( path, 'Invalid input type' );
		return;
	}
	report.text( `${ path }.content_id`, row[ 'content_id' ] );
	for ( const [ key, value ] of Object.entries( row ) ) {
		const at = `${ path }.${ key }`;
		if ( key === 'content_type' ) {
			// The row form is Events 1.0; in 2.0 it sits on properties.
			report.refuse( at, 'Unknown field' );
		} else if ( key === 'price' ) {
			report.number( at, value );
		} else if ( key === 'quantity' ) {
			checkQuantity( report, at, value );
		} else if ( [ 'content_name', 'content_category', 'brand' ].includes( key ) ) {
			report.text( at, value );
		}
	}
};

const checkProperty = ( report: Report, path: string, key: string, value: Json ): void => {
	const choices = Object.hasOwn( CHOICES, key ) ? CHOICES[ key ] : undefined;
	if ( value === null ) {
		report.refuse( path, 'Field may not be null' );
	} else if ( NUMBERS.has( key ) ) {
		report.number( path, value );
	} else if ( key === 'num_items' ) {
		report.integer( path, value );
	} else if ( key === 'quantity' ) {
		checkQuantity( report, path, value );
	} else if ( TEXTS.has( key ) ) {
		report.text( path, value );
	} else if ( choices !== undefined ) {
		if ( report.text( path, value ) && ! choices.includes( value ) ) {
			report.refuse( path, `Must be one of: ${ choices.join( ', ' ) }` );
		}
	} else if ( key === 'currency' ) {
		checkCurrency( report, path, value );
	} else if ( key === 'contents' || key === 'content_ids' ) {
		checkList( report, path, key, value );
	}
};

const checkCurrency = ( report: Report, path: string, value: Json ): void => {
	if ( ! report.text( path, value ) ) {
		return;
	}
	if ( ! /^[A-Z]{3}$/.test( value ) ) {
		report.refuse( path, 'Not a valid ISO 4217 code' );
	} else if ( ! CURRENCIES.has( value ) ) {
		report.warn( `${ value } is not among the currencies TikTok lists` );
	}
};

const checkList = ( report: Report, path: string, key: 'contents' | 'content_ids', value: Json ): void => {
	if ( ! Array.isArray( value ) ) {
		report.refuse( path, 'Not a valid list' );
		return;
	}
	if ( value.length === 0 ) {
		report.warn( `${ path } is empty` );
	}
	value.forEach( ( row: Json, index ) => {
		if ( key === 'contents' ) {
			checkRow( report, `${ path }.${ index }`, row );
		} else {
			report.text( `${ path }.${ index }`, row );
		}
	} );
};

/** TikTok needs both for return on ad spend; it takes the event without them and complains later. */
const PRICED = new Set( [ 'Purchase', 'CompletePayment', 'PlaceAnOrder' ] );

/** `properties` of one event, the same on both channels. Unknown keys are accepted, as TikTok does. */
export const checkProperties = ( report: Report, path: string, properties: Json | undefined, event: string ): void => {
	if ( properties !== undefined && ! isObject( properties ) ) {
		// PHP encodes an empty array as [], which is a list.
		report.refuse( path, 'Invalid input type' );
		return;
	}
	const given: JsonObject = properties ?? {};
	for ( const [ key, value ] of Object.entries( given ) ) {
		checkProperty( report, `${ path }.${ key }`, key, value );
	}
	const type = given[ 'content_type' ];
	if ( typeof type === 'string' && ! CATALOGUE_TYPES.includes( type ) && IDS.some( ( key ) => given[ key ] !== undefined ) ) {
		report.warn( `${ path }.content_type is neither product nor product_group: its ids may match no catalogue` );
	}
	if ( PRICED.has( event ) ) {
		for ( const key of [ 'value', 'currency' ] ) {
			if ( given[ key ] === undefined ) {
				report.warn( `${ event } without ${ key }` );
			}
		}
	}
};
