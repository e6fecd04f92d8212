/** The shapes every room that uses the stand-in sees. Times ending in `_at` are milliseconds, `event_time` is seconds. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
	readonly [ key: string ]: Json;
}

export type Channel = 'pixel' | 'server';
export type Source = 'web' | 'offline' | 'crm';

/** One event as one channel delivered it once. A retry is another copy. */
export interface EventCopy {
	/** Order of arrival, from 1. */
	readonly seq: number;
	readonly channel: Channel;
	readonly source: Source;
	readonly pixel_code: string;
	readonly event: string;
	readonly event_id: string | null;
	readonly received_at: number;
	readonly event_time: number | null;
	readonly properties: JsonObject;
	/** The pixel's `phone_number` is filed under `phone`, so both channels compare key by key. */
	readonly user: JsonObject;
	readonly page: JsonObject;
	readonly limited_data_use: boolean;
	readonly test_event_code: string | null;
	/** The event exactly as it was sent. */
	readonly raw: Json;
	readonly accepted: boolean;
	readonly code: number;
	/** TikTok's words when refused, `OK` otherwise. */
	readonly message: string;
	readonly request_id: string;
	/** What Events Manager would list under Diagnostics. */
	readonly warnings: readonly string[];
}

/** One HTTP request to TikTok: Events API, pixel script or pixel collection. */
export interface RecordedRequest {
	readonly seq: number;
	readonly received_at: number;
	readonly method: string;
	readonly path: string;
	readonly query: string;
	/** Lower-case names, as Node gives them; the access token is among them. */
	readonly headers: Readonly< Record< string, string > >;
	readonly body: string;
	/** The scripted fault that met it, or null. */
	readonly fault: string | null;
	/** Status line of the answer; null where none was given (hang, reset). */
	readonly status: number | null;
	readonly request_id: string;
}

/** What TikTok counts: one line in Events Manager, whatever number of copies led to it. */
export interface Conversion {
	readonly pixel_code: string;
	readonly source: Source;
	/** The name TikTok reports under (Purchase for CompletePayment). */
	readonly event: string;
	readonly sent_as: string;
	readonly event_id: string | null;
	/** `seq` and arrival of the copy that opened it. */
	readonly first_seq: number;
	readonly first_at: number;
	readonly event_time: number | null;
	readonly value: number | null;
	readonly currency: string | null;
	readonly properties: JsonObject;
	readonly user: JsonObject;
	readonly page: JsonObject;
	/** Channels that counted: two only where the copies were merged. */
	readonly channels: readonly Channel[];
	readonly merged: boolean;
	/** Copies dropped, repeats and latecomers of either channel. */
	readonly duplicates: number;
	/** Parameters both channels sent with different values. */
	readonly differences: readonly string[];
}

export interface Diagnostic {
	readonly received_at: number;
	readonly channel: Channel;
	readonly pixel_code: string;
	readonly event: string;
	readonly event_id: string | null;
	readonly message: string;
}

export type ConversionFilter =
	{ readonly pixel_code?: string; readonly event_id?: string; readonly source?: Source } | ( ( conversion: Conversion ) => boolean );

export interface StandInOptions {
	/** 0 or absent: any free port. */
	readonly port?: number;
	/** Pixel code => the access token that may write to it. Default: the demo pixel. */
	readonly tokens?: Readonly< Record< string, string > >;
	/** Offline event set id => access token. */
	readonly offlineSets?: Readonly< Record< string, string > >;
	/** Constant time, in ms, before every Events API answer (the bench uses 50). */
	readonly latency?: number;
}

export const isObject = ( value: unknown ): value is JsonObject => typeof value === 'object' && value !== null && ! Array.isArray( value );

export const asObject = ( value: unknown ): JsonObject => ( isObject( value ) ? value : {} );
