import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.js';

/** What an exchange needs from the stand-in: the request, where to answer, and when it came. */
export interface Exchange {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly url: URL;
	readonly received_at: number;
}

/** No size limit of TikTok's is known; this one only protects the test machine. */
const MAX_BODY = 64 * 1024 * 1024;

export const readBody = async ( request: IncomingMessage ): Promise< string > => {
	const parts: Buffer[] = [];
	let size = 0;
	for await ( const part of request ) {
		const bytes = Buffer.from( part as Uint8Array );
		size += bytes.length;
		if ( size > MAX_BODY ) {
			throw new Error( 'body too large' );
		}
		parts.push( bytes );
	}
	return Buffer.concat( parts ).toString( 'utf8' );
};

/** Header names lower-case, repeated ones joined, as a log wants them. */
export const flatHeaders = ( request: IncomingMessage ): Readonly< Record< string, string > > =>
	Object.fromEntries( Object.entries( request.headers ).map( ( [ name, value ] ) => [ name, String( value ) ] ) );

export const header = ( request: IncomingMessage, name: string ): string | undefined => {
	const value = request.headers[ name ];
	return Array.isArray( value ) ? value[ 0 ] : value;
};

export const send = ( response: ServerResponse, answer: Answer ): void => {
	if ( response.destroyed ) {
		return;
	}
	response.writeHead( answer.status, { 'content-length': Buffer.byteLength( answer.body ), ...answer.headers } );
	response.end( answer.body );
};

/** A reset, not a polite close: the sender cannot know whether its request arrived. */
export const reset = ( request: IncomingMessage ): void => {
	request.socket.resetAndDestroy();
};

/** One byte every `ms`: keeps a read timeout from ever firing, which only a total timeout survives. */
export const drip = ( response: ServerResponse, answer: Answer, ms: number ): void => {
	const bytes = Buffer.from( answer.body );
	let sent = 0;
	response.writeHead( answer.status, { ...answer.headers, 'content-length': bytes.length } );
	response.flushHeaders();
	const timer = setInterval( () => {
		if ( response.destroyed || sent >= bytes.length ) {
			clearInterval( timer );
			response.end();
			return;
		}
		response.write( bytes.subarray( sent, ( sent += 1 ) ) );
	}, ms );
	timer.unref();
};

export const pause = ( ms: number ): Promise< void > =>
	ms > 0 ? new Promise( ( resolve ) => setTimeout( resolve, ms ).unref() ) : Promise.resolve();
