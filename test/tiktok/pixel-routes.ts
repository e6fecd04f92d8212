import { readFileSync } from 'node:fs';
import { type Answer, json, requestId } from './answer.js';
import type { Book } from './book.js';
import { collect } from './collect.js';
import type { Faults } from './faults.js';
import { type Exchange, flatHeaders, pause, readBody, send } from './http.js';

export const PIXEL_SCRIPT_PATH = '/i18n/pixel/events.js';
export const PIXEL_COLLECT_PATH = '/api/v2/pixel';

/** Pages of any origin load the script and post to it. */
const CORS = {
	'access-control-allow-origin': '*',
	'access-control-allow-methods': 'GET, POST, OPTIONS',
	'access-control-allow-headers': 'content-type',
	'cache-control': 'no-store',
} as const;

const read = ( name: string ): string => readFileSync( new URL( `./pixel/${ name }.js`, import.meta.url ), 'utf8' );
/** Plain JavaScript, not compiled functions: compilers add helper calls the page does not have. */
const SOURCE = [ 'cookies', 'match', 'packet', 'core' ].map( read ).join( '\n' );

/** The script TikTok would serve for one pixel; it posts back to the origin it came from. */
export const pixelScript = ( pixelCode: string, origin: string ): string =>
	`(function () {\n'use strict';\n${ SOURCE }\nbegin(${ JSON.stringify( pixelCode ) }, ${ JSON.stringify( origin ) });\n})();\n`;

/** The browser's side: the script and the address it posts to. */
export class PixelRoutes {
	constructor(
		private readonly book: Book,
		private readonly faults: Faults,
		private readonly pixelCodes: readonly string[]
	) {}

	async script( exchange: Exchange ): Promise< void > {
		const { status = 200, delay = 0 } = this.faults.scenario.pixel ?? {};
		const code = exchange.url.searchParams.get( 'sdkid' ) ?? '';
		const host = exchange.request.headers.host ?? '';
		const answer: Answer =
			status === 200
				? { status, headers: { ...CORS, 'content-type': 'application/javascript' }, body: pixelScript( code, `http://${ host }` ) }
				: { status, headers: CORS, body: '' };
		this.log( exchange, '', status, requestId( exchange.received_at ) );
		await pause( delay );
		send( exchange.response, answer );
	}

	async collect( exchange: Exchange ): Promise< void > {
		if ( exchange.request.method === 'OPTIONS' ) {
			send( exchange.response, { status: 204, headers: CORS, body: '' } );
			return;
		}
		const request_id = requestId( exchange.received_at );
		const status = this.faults.scenario.pixel?.collect ?? 200;
		const body = await readBody( exchange.request );
		this.log( exchange, body, status, request_id );
		if ( status !== 200 ) {
			send( exchange.response, { status, headers: CORS, body: '' } );
			return;
		}
		const collected = collect( body, ( code ) => this.pixelCodes.includes( code ) );
		this.book.pixel( collected, { request_id, received_at: exchange.received_at } );
		send( exchange.response, json( { ...collected.verdict, request_id }, 200, CORS ) );
	}

	private log( exchange: Exchange, body: string, status: number, request_id: string ): void {
		this.book.request( {
			received_at: exchange.received_at,
			method: exchange.request.method ?? '',
			path: exchange.url.pathname,
			query: exchange.url.search,
			headers: flatHeaders( exchange.request ),
			body,
			fault: status === 200 ? null : 'status',
			status,
			request_id,
		} );
	}
}
