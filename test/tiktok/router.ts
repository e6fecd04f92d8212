import type { RequestListener } from 'node:http';
import type { Clock } from './clock.js';
import { EVENTS_API_PATH, type EventsApi } from './events-api.js';
import { type Exchange, send } from './http.js';
import { PIXEL_COLLECT_PATH, PIXEL_SCRIPT_PATH, type PixelRoutes } from './pixel-routes.js';

export interface Rooms {
	readonly api: EventsApi;
	readonly pixel: PixelRoutes;
	readonly clock: Clock;
	readonly page: () => string;
	readonly control: ( exchange: Exchange ) => Promise< void >;
}

const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

const route = async ( rooms: Rooms, exchange: Exchange ): Promise< void > => {
	const { request, response, url } = exchange;
	const is = ( path: string, ...methods: readonly string[] ): boolean =>
		url.pathname === path && methods.includes( request.method ?? '' );
	if ( is( EVENTS_API_PATH, 'POST' ) ) {
		return rooms.api.handle( exchange );
	}
	if ( is( PIXEL_SCRIPT_PATH, 'GET' ) ) {
		return rooms.pixel.script( exchange );
	}
	if ( is( PIXEL_COLLECT_PATH, 'POST', 'OPTIONS' ) ) {
		return rooms.pixel.collect( exchange );
	}
	if ( url.pathname === '/_' || url.pathname.startsWith( '/_/' ) ) {
		return rooms.control( exchange );
	}
	if ( is( '/', 'GET' ) ) {
		return send( response, { status: 200, headers: HTML, body: rooms.page() } );
	}
	// Also the API path without its trailing slash: TikTok's address has one.
	return send( response, { status: 404, headers: HTML, body: 'Not found' } );
};

/** The whole address space: TikTok's three addresses, the page, and `/_/`. */
export const router =
	( rooms: Rooms ): RequestListener =>
	( request, response ) => {
		const url = new URL( request.url ?? '/', 'http://stand-in' );
		// A sender that hangs up half-way is part of the game; anything else shows as HTTP 500.
		route( rooms, { request, response, url, received_at: rooms.clock.now() } ).catch( ( error: unknown ) => {
			if ( ! response.headersSent ) {
				send( response, { status: 500, headers: { 'content-type': 'text/plain' }, body: String( error ) } );
			}
		} );
	};
