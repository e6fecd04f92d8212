import { describe, expect, it } from 'vitest';
import { judge, MAX_BATCH } from '../../../tiktok/judge.js';
import type { Json } from '../../../tiktok/types.js';
import { envelope, HASH, NOW, purchase } from './sample.js';

const PIXEL = 'DUETDEMO000000000001';
const OTHER = 'DUETDEMO000000000002';
const access = { tokens: { [ PIXEL ]: 'token-a', [ OTHER ]: 'token-b' }, offlineSets: { '7000000000000000001': 'token-a' } };

const decide = ( body: Json, token: string | undefined = 'token-a', contentType = 'application/json' ) =>
	judge( { token, contentType, body: typeof body === 'string' ? body : JSON.stringify( body ) }, access, NOW );
const one = ( event: Json ) => decide( envelope( [ event ] ) ).verdict;
const user = ( given: Json ) => one( purchase( { user: given } ) );
const properties = ( given: Json ) => one( purchase( { properties: given } ) );
const row = ( given: Json ) => properties( { contents: [ given ] } );
const OK = { code: 0, message: 'OK' };
const NO = ( message: string ) => ( { code: 40002, message } );
const seconds = NOW / 1000;

describe( 'one event, one rule: what TikTok takes and what it refuses', () => {
	const at = 'Batch.0.';
	const hash = 'Not a valid SHA-256 hash';
	const text = 'Not a valid string';
	const plain = 'Must be lower-case without spaces or punctuation';
	const url = 'Not a valid URL';
	// [rule, the taken one, the refused one, TikTok's words]
	it.each< [ string, Json, Json, string ] >( [
		[ 'event', purchase( { event: 'LevelUp' } ), purchase( { event: 7 } ), `${ at }event: ${ text }` ],
		[ 'event given', purchase(), purchase( { event: undefined } ), `${ at }event: Missing data for required field` ],
		[ 'event_time in seconds', purchase(), purchase( { event_time: NOW } ), `${ at }event_time: Not a valid Unix time in seconds` ],
		[ 'event_time an integer', purchase(), purchase( { event_time: String( seconds ) } ), `${ at }event_time: Not a valid integer` ],
		[ 'event_time whole', purchase(), purchase( { event_time: seconds + 0.5 } ), `${ at }event_time: Not a valid integer` ],
		[ 'event_time given', purchase(), purchase( { event_time: undefined } ), `${ at }event_time: Missing data for required field` ],
		[
			'event_time now',
			purchase( { event_time: seconds + 2 } ),
			purchase( { event_time: seconds + 3 } ),
			`${ at }event_time: Must not be in the future`,
		],
		[ 'event_id', purchase( { event_id: undefined } ), purchase( { event_id: 15 } ), `${ at }event_id: ${ text }` ],
		[ 'event_id not empty', purchase(), purchase( { event_id: '' } ), `${ at }event_id: Shorter than minimum length 1` ],
		[ 'known fields', purchase(), purchase( { timestamp: '2026-01-01' } ), `${ at }timestamp: Unknown field` ],
		[ 'test code at the top', purchase(), purchase( { test_event_code: 'TEST1' } ), `${ at }test_event_code: Unknown field` ],
		[
			'limited_data_use',
			purchase( { limited_data_use: true } ),
			purchase( { limited_data_use: 1 } ),
			`${ at }limited_data_use: Not a valid boolean`,
		],
		[ 'user an object', purchase( { user: {} } ), purchase( { user: [] } ), `${ at }user: Invalid input type` ],
		[ 'page absolute', purchase(), purchase( { page: { url: '/shop/' } } ), `${ at }page.url: ${ url }` ],
		[ 'page with scheme', purchase(), purchase( { page: { url: 'shop.example/x' } } ), `${ at }page.url: ${ url }` ],
		[ 'page.url given', purchase(), purchase( { page: { referrer: 'https://a.example/' } } ), `${ at }page.url: ${ text }` ],
		[
			'page.referrer',
			purchase( { page: { url: 'https://a.example/', referrer: 'https://b.example' } } ),
			purchase( { page: { url: 'https://a.example/', referrer: '' } } ),
			`${ at }page.referrer: Shorter than minimum length 1`,
		],
		[ 'no field of crm events', purchase(), purchase( { lead: { lead_id: '1' } } ), `${ at }lead: Only for event source crm` ],
		[ 'page fields', purchase(), purchase( { page: { url: 'https://a.example/', ref: 'x' } } ), `${ at }page.ref: Unknown field` ],
		[
			'properties an object',
			purchase( { properties: undefined } ),
			purchase( { properties: [] } ),
			`${ at }properties: Invalid input type`,
		],
		[ 'an event an object', purchase(), 'Purchase', 'Batch.0: Invalid input type' ],
	] )( '%s', ( _rule, taken, refused, words ) => {
		expect( one( taken ) ).toEqual( OK );
		expect( one( refused ) ).toEqual( NO( words ) );
	} );

	it.each< [ string, Json, Json, string ] >( [
		[ 'email', HASH, 'alice_abc@gmail.com', hash ],
		[ 'email', [ HASH, HASH ], [ HASH.toUpperCase() ], `0: ${ hash }` ],
		[ 'phone', HASH, '+12133734253', hash ],
		[ 'external_id', HASH, '', 'Shorter than minimum length 1' ],
		[ 'external_id', [ HASH ], [], 'Shorter than minimum length 1' ],
		[ 'first_name', HASH, [ HASH ], text ],
		[ 'last_name', HASH, 'Doe', hash ],
		[ 'zip_code', HASH, '94105', hash ],
		[ 'city', 'münchen', 'New York', plain ],
		[ 'city', 'newyork', HASH, 'Must not be hashed' ],
		[ 'state', 'ca', 'CA', plain ],
		[ 'country', 'us', 'usa', 'Not a valid ISO 3166-1 alpha-2 code' ],
		[ 'ip', '203.0.113.9', '192.168.1.4', 'Not a valid public IP address' ],
		[ 'ip', '2001:db8::1', '::1', 'Not a valid public IP address' ],
		[ 'ip', '8.8.8.8', '8.8.8', 'Not a valid public IP address' ],
		[ 'ip', '2a00:1450::1', '::ffff:10.0.0.1', 'Not a valid public IP address' ],
		[ 'user_agent', 'Mozilla/5.0', null, 'Field may not be null' ],
		[ 'ttclid', 'E.C.P.abc', 12345, text ],
		[ 'ttp', '2abcdefghijklmnopqrstuvwxyz', 7, text ],
		[ 'locale', 'en-US', 'en_US', 'Not a valid BCP 47 tag' ],
	] )( 'user.%s', ( key, taken, refused, words ) => {
		expect( user( { ttclid: 'x', [ key ]: taken } ) ).toEqual( OK );
		const verdict = user( { ttclid: 'x', [ key ]: refused } );
		expect( verdict.code ).toBe( 40002 );
		expect( verdict.message ).toBe( `${ at }user.${ key }${ /^\d/.test( words ) ? '.' : ': ' }${ words }` );
	} );

	it.each( [
		'10.1.2.3',
		'127.0.0.1',
		'172.20.0.1',
		'169.254.1.1',
		'100.64.0.1',
		'0.0.0.0',
		'239.1.1.1',
		'::',
		'fd12::1',
		'fe80::1',
		'ff02::1',
	] )( 'user.ip: %s is no public address', ( ip ) => {
		expect( user( { ip } ).message ).toBe( `${ at }user.ip: Not a valid public IP address` );
	} );

	it( 'accepts phone, not phone_number or client_user_agent', () => {
		expect( user( { phone: HASH } ) ).toEqual( OK );
		expect( user( { phone_number: HASH } ) ).toEqual( NO( `${ at }user.phone_number: Unknown field` ) );
		expect( user( { client_user_agent: 'x' } ) ).toEqual( NO( `${ at }user.client_user_agent: Unknown field` ) );
		expect( user( { constructor: 'x' } ) ).toEqual( NO( `${ at }user.constructor: Unknown field` ) );
	} );

	it.each< [ string, Json, Json, string ] >( [
		[ 'value', 0, '12.50', 'Not a valid number' ],
		[ 'currency', 'EUR', 'eur', 'Not a valid ISO 4217 code' ],
		[ 'currency', 'XAU', '€', 'Not a valid ISO 4217 code' ],
		[ 'content_type', 'product_group', 1, text ],
		[ 'content_type', 'video', '', 'Shorter than minimum length 1' ],
		[ 'content_id', 'a', 7, text ],
		[ 'content_name', 'A', [ 'A' ], text ],
		[ 'content_category', 'Tea', 3, text ],
		[ 'price', 9.5, '9.50', 'Not a valid number' ],
		[ 'quantity', 2, 1.5, 'Not a valid integer' ],
		[ 'quantity', 1, '1', 'Not a valid integer' ],
		[ 'content_ids', [ 'a' ], 'a', 'Not a valid list' ],
		[ 'content_ids', [ 'a' ], [ 1 ], '0: Not a valid string' ],
		[ 'contents', [], { content_id: 'a' }, 'Not a valid list' ],
		[ 'num_items', 2, 2.5, 'Not a valid integer' ],
		[ 'order_id', '1234', 1234, text ],
		[ 'search_string', 'vinyl', 5, text ],
		[ 'description', 'A', '', 'Shorter than minimum length 1' ],
		[ 'delivery_category', 'home_delivery', 'post', 'Must be one of: in_store, curbside, home_delivery' ],
		[ 'predicted_ltv', 3, 'many', 'Not a valid number' ],
		[ 'any_other', { deep: [ 1 ] }, null, 'Field may not be null' ],
	] )( 'properties.%s', ( key, taken, refused, words ) => {
		expect( properties( { [ key ]: taken } ) ).toEqual( OK );
		expect( properties( { [ key ]: refused } ) ).toEqual(
			NO( `${ at }properties.${ key }${ /^\d/.test( words ) ? '.' : ': ' }${ words }` )
		);
	} );

	it.each< [ string, Json, Json, string ] >( [
		[ 'content_id', { content_id: '7' }, { content_id: 7 }, text ],
		[ 'content_id', { content_id: '7' }, { content_name: 'x' }, text ],
		[ 'price', { content_id: '7', price: 9.5 }, { content_id: '7', price: '9.50' }, 'Not a valid number' ],
		[ 'quantity', { content_id: '7', quantity: 2 }, { content_id: '7', quantity: 1.5 }, 'Not a valid integer' ],
		[ 'content_name', { content_id: '7', content_name: 'x' }, { content_id: '7', content_name: 3 }, text ],
		[ 'content_type', { content_id: '7', variant: 'red' }, { content_id: '7', content_type: 'product' }, 'Unknown field' ],
	] )( 'contents.%s', ( key, taken, refused, words ) => {
		expect( row( taken ) ).toEqual( OK );
		expect( row( refused ) ).toEqual( NO( `${ at }properties.contents.0.${ key }: ${ words }` ) );
	} );
} );

describe( 'the request around the events', () => {
	it.each< [ string, Json, string ] >( [
		[ 'event_source given', envelope( [ purchase() ], { event_source: undefined } ), 'event_source: Missing data for required field' ],
		[
			'event_source known',
			envelope( [ purchase() ], { event_source: 'shop' } ),
			'event_source: Must be one of: web, app, offline, crm',
		],
		[
			'event_source_id given',
			envelope( [ purchase() ], { event_source_id: undefined } ),
			'event_source_id: Missing data for required field',
		],
		[ 'data given', envelope( [ purchase() ], { data: undefined } ), 'data: Missing data for required field' ],
		[ 'data a list', envelope( purchase() ), 'data: Not a valid list' ],
		[ 'data not empty', envelope( [] ), 'data: Length must be between 1 and 1000' ],
		[ 'Events 1.0 names', envelope( [ purchase() ], { pixel_code: PIXEL } ), 'pixel_code: Unknown field' ],
		[ 'valid JSON', '{"event_source":', 'Request body: Not valid JSON' ],
	] )( '%s', ( _rule, body, words ) => {
		expect( decide( envelope( [ purchase() ] ) ).verdict ).toEqual( OK );
		expect( decide( body ).verdict ).toEqual( NO( words ) );
	} );

	it( 'takes 1,000 events, not one more', () => {
		const many = ( count: number ) => decide( envelope( Array.from( { length: count }, () => purchase() ) ) ).verdict;
		expect( many( MAX_BATCH ) ).toEqual( OK );
		expect( many( MAX_BATCH + 1 ).code ).toBe( 40002 );
	} );

	it( 'refuses the whole batch for one bad event and names it', () => {
		const bad = purchase( { properties: { contents: [ { content_id: 7 } ] } } );
		const judgement = decide( envelope( [ purchase(), purchase(), purchase(), bad ] ) );
		expect( judgement.verdict ).toEqual( NO( 'Batch.3.properties.contents.0.content_id: Not a valid string' ) );
		expect( judgement.events.map( ( event ) => event.problems.length ) ).toEqual( [ 0, 0, 0, 1 ] );
	} );

	it( 'answers a wrong token differently from one that may not write here', () => {
		expect( decide( envelope( [ purchase() ] ), 'token-b' ).verdict ).toEqual( {
			code: 40001,
			message: `No permission to operate pixel code: ${ PIXEL }. You must be an admin or operator of this advertiser account.`,
		} );
		expect( decide( envelope( [ purchase() ] ), 'nonsense' ).verdict.code ).toBe( 40105 );
		expect( decide( envelope( [ purchase() ] ), '' ).verdict.code ).toBe( 40105 );
		expect( decide( envelope( [ purchase() ], { event_source_id: 'UNKNOWN' } ) ).verdict.code ).toBe( 40001 );
		expect( decide( envelope( [ purchase() ], { event_source: 'crm' } ) ).verdict.code ).toBe( 40001 );
	} );

	it( 'wants JSON by name', () => {
		expect( decide( envelope( [ purchase() ] ), 'token-a', 'application/json; charset=utf-8' ).verdict ).toEqual( OK );
		expect( decide( envelope( [ purchase() ] ), 'token-a', 'text/plain' ).verdict.code ).toBe( 40002 );
	} );

	it( 'takes offline events with a standard name and an e-mail or phone', () => {
		const offline = ( event: Json ) =>
			decide( envelope( [ event ], { event_source: 'offline', event_source_id: '7000000000000000001' } ) ).verdict;
		expect( offline( purchase( { user: { email: HASH }, page: undefined } ) ) ).toEqual( OK );
		expect( offline( purchase( { user: { external_id: HASH }, page: undefined } ) ).message ).toBe(
			'Batch.0.user: Offline events need email or phone'
		);
		expect( offline( purchase( { user: { phone: HASH }, page: undefined, lead: {} } ) ).message ).toBe(
			'Batch.0.lead: Only for event source crm'
		);
		expect( offline( purchase( { user: { phone: HASH } } ) ).message ).toBe( 'Batch.0.page: Only for event source web' );
		expect( offline( purchase( { user: { phone: HASH }, page: undefined, limited_data_use: false } ) ).message ).toBe(
			'Batch.0.limited_data_use: Only for event source web'
		);
		const named = ( event: string ) => offline( purchase( { user: { phone: HASH }, event, page: undefined } ) );
		expect( [ 'Lead', 'CompletePayment', 'SubmitForm' ].map( named ) ).toEqual( [ OK, OK, OK ] );
		expect( [ 'LevelUp', 'PlaceAnOrder', 'ClickButton' ].map( named ) ).toEqual(
			Array( 3 ).fill( NO( 'Batch.0.event: Not a standard event' ) )
		);
	} );
} );

describe( 'diagnostics: taken, but worth a word', () => {
	const warnings = ( event: Json ) => decide( envelope( [ event ] ) ).events[ 0 ]?.warnings;
	it.each< [ string, Json, readonly string[] ] >( [
		[ 'nothing to say', purchase(), [] ],
		[ 'no value', purchase( { properties: { currency: 'EUR' } } ), [ 'Purchase without value' ] ],
		[ 'no currency', purchase( { properties: { value: 1 } } ), [ 'Purchase without currency' ] ],
		[ 'unlisted currency', purchase( { properties: { value: 1, currency: 'ISK' } } ), [] ],
		[
			'unlisted currency',
			purchase( { properties: { value: 1, currency: 'BGN' } } ),
			[ 'BGN is not among the currencies TikTok lists' ],
		],
		[ 'a free content_type', purchase( { event: 'ViewContent', properties: { content_type: 'video', content_name: 'Trailer' } } ), [] ],
		...[ { contents: [ { content_id: 'a' } ] }, { content_ids: [ 'a' ] }, { content_id: 'a' } ].map( ( ids ): [ string, Json, string[] ] => [
			'ids of no catalogue',
			purchase( { event: 'ViewContent', properties: { content_type: 'video', ...ids } } ),
			[ 'Batch.0.properties.content_type is neither product nor product_group: its ids may match no catalogue' ],
		] ),
		[ 'ids of a catalogue', purchase( { event: 'ViewContent', properties: { content_type: 'product_group', content_id: 'a' } } ), [] ],
		[ 'nobody', purchase( { user: { user_agent: 'x' } } ), [ 'no identifier: TikTok cannot match this event to a person' ] ],
		[ 'no id', purchase( { event_id: undefined } ), [ 'no event_id: TikTok cannot deduplicate it' ] ],
		[ 'no page', purchase( { page: undefined } ), [ 'web event without page.url' ] ],
		[ 'too old', purchase( { event_time: seconds - 28 * 86_400 - 1 } ), [ 'older than 28 days: neither matched nor reported' ] ],
		[
			'order key',
			purchase( { page: { url: 'https://a.example/?key=wc_order_abc' } } ),
			[ 'Batch.0.page.url carries personal data or an order key' ],
		],
	] )( '%s', ( _rule, event, words ) => {
		expect( one( event ) ).toEqual( OK );
		expect( warnings( event ) ).toEqual( words );
	} );
} );
