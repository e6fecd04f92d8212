import { randomBytes } from 'node:crypto';

/** An HTTP answer before it is written. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly< Record< string, string > >;
	readonly body: string;
}

/** What the API decided about a request; HTTP says 200 either way, only `code` tells. */
export interface Verdict {
	readonly code: number;
	readonly message: string;
}

/** Answer codes of Events API 2.0 that the plugin must tell apart. */
export const CODE = {
	ok: 0,
	partial: 20001,
	noPermission: 40001,
	badParameter: 40002,
	throttled: 40100,
	badToken: 40105,
} as const;

export const OK: Verdict = { code: CODE.ok, message: 'OK' };

export const badToken: Verdict = {
	code: CODE.badToken,
	message: 'Access token is incorrect or has been revoked.',
};

export const noPermission = ( id: string ): Verdict => ( {
	code: CODE.noPermission,
	message: `No permission to operate pixel code: ${ id }. You must be an admin or operator of this advertiser account.`,
} );

export const badParameter = ( message: string ): Verdict => ( { code: CODE.badParameter, message } );

const WORDS: Readonly< Record< number, string > > = {
	[ CODE.ok ]: 'OK',
	[ CODE.partial ]: 'Partial success.',
	[ CODE.noPermission ]: 'No permission to operate this pixel.',
	[ CODE.badParameter ]: 'Invalid parameter.',
	[ CODE.throttled ]: 'Too many requests. Please retry in some time.',
	[ CODE.badToken ]: badToken.message,
	50000: 'System error.',
	50002: 'Service error.',
};

/** TikTok's own words for a code, for faults that name the code alone. */
export const wordsFor = ( code: number ): string => WORDS[ code ] ?? 'System error.';

/** Time stamp and hex, the look of TikTok's own ids, which its support asks for. */
export const requestId = ( now: number ): string =>
	new Date( now ).toISOString().replace( /\D/g, '' ).slice( 0, 14 ) + randomBytes( 9 ).toString( 'hex' ).toUpperCase();

export const json = ( value: unknown, status = 200, headers: Readonly< Record< string, string > > = {} ): Answer => ( {
	status,
	headers: { 'content-type': 'application/json', ...headers },
	body: JSON.stringify( value ),
} );

export const answerOf = ( verdict: Verdict, request_id: string ): Answer =>
	json( { code: verdict.code, message: verdict.message, request_id, data: {} } );
