import { DEMO_PIXEL, DEMO_TOKEN, type StandIn } from '../../../tiktok/server.js';
import type { EventCopy, Json, JsonObject } from '../../../tiktok/types.js';

/** 2026-01-01T00:00:00Z: tests stop the stand-in's clock here. */
export const NOW = 1_767_225_600_000;
export const HASH = 'ab'.repeat( 32 );

/** A Purchase TikTok takes without a word. */
export const purchase = ( changes: Readonly< Record< string, Json | undefined > > = {} ): JsonObject =>
	without( {
		event: 'Purchase',
		event_time: NOW / 1000,
		event_id: 'P-15-1a2b3c4d5e6f',
		user: { email: HASH, ip: '203.0.113.7', user_agent: 'Mozilla/5.0', ttclid: 'E.C.P.x' },
		properties: {
			content_type: 'product',
			contents: [ { content_id: 'LP-1', content_name: 'Blue', price: 12.5, quantity: 1 } ],
			currency: 'EUR',
			value: 12.5,
		},
		page: { url: 'https://shop.example/checkout/' },
		...changes,
	} );

const without = ( given: Readonly< Record< string, Json | undefined > > ): JsonObject =>
	Object.fromEntries( Object.entries( given ).filter( ( entry ): entry is [ string, Json ] => entry[ 1 ] !== undefined ) );

export const envelope = ( data: Json, changes: Readonly< Record< string, Json | undefined > > = {} ): JsonObject =>
	without( { event_source: 'web', event_source_id: DEMO_PIXEL, data, ...changes } );

export const post = (
	standIn: Pick< StandIn, 'eventsApiUrl' >,
	body: Json,
	token = DEMO_TOKEN,
	init: RequestInit = {}
): Promise< Response > =>
	fetch( standIn.eventsApiUrl, {
		method: 'POST',
		headers: { 'Access-Token': token, 'Content-Type': 'application/json' },
		body: JSON.stringify( body ),
		...init,
	} );

/** A recorded copy for the pure counting rule. */
export const copy = ( changes: Partial< EventCopy > ): EventCopy => ( {
	seq: 1,
	channel: 'server',
	source: 'web',
	pixel_code: DEMO_PIXEL,
	event: 'Purchase',
	event_id: 'P-15',
	received_at: NOW,
	event_time: NOW / 1000,
	properties: { value: 12.5, currency: 'EUR' },
	user: {},
	page: {},
	limited_data_use: false,
	test_event_code: null,
	raw: {},
	accepted: true,
	code: 0,
	message: 'OK',
	request_id: 'r',
	warnings: [],
	...changes,
} );
