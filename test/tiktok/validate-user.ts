import { BlockList, isIP } from 'node:net';
import type { Report } from './fields.js';
import { isObject, type Json, type JsonObject, type Source } from './types.js';

const HASH = /^[0-9a-f]{64}$/;
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Key => how TikTok wants it. `hashes` may be one hash or a list; no other key takes a list. */
const WEB = {
	email: 'hashes',
	phone: 'hashes',
	external_id: 'hashes',
	first_name: 'hash',
	last_name: 'hash',
	zip_code: 'hash',
	city: 'plain',
	state: 'plain',
	country: 'country',
	ttclid: 'text',
	ttp: 'ttp',
	ip: 'ip',
	user_agent: 'text',
	locale: 'locale',
} as const;
const OFFLINE = { email: 'hashes', phone: 'hashes', external_id: 'hashes', lead_id: 'text' } as const;
type Form = ( typeof WEB )[ keyof typeof WEB ];

/** Any of these lets TikTok match a web event to a person. */
const IDENTIFIERS = [ 'email', 'phone', 'external_id', 'ttclid', 'ttp', 'ip' ];

const unroutable = new BlockList();
for ( const [ net, bits ] of [
	[ '0.0.0.0', 8 ],
	[ '10.0.0.0', 8 ],
	[ '100.64.0.0', 10 ],
	[ '127.0.0.0', 8 ],
	[ '169.254.0.0', 16 ],
	[ '172.16.0.0', 12 ],
	[ '192.168.0.0', 16 ],
	[ '224.0.0.0', 3 ],
] as const ) {
	unroutable.addSubnet( net, bits, 'ipv4' );
}
for ( const [ net, bits ] of [
	[ '::', 127 ],
	[ 'fc00::', 7 ],
	[ 'fe80::', 10 ],
	[ 'ff00::', 8 ],
] as const ) {
	unroutable.addSubnet( net, bits, 'ipv6' );
}

/** Documentation ranges (192.0.2.0/24 ...) pass on purpose: tests need addresses that belong to nobody. */
const isPublicIp = ( ip: string ): boolean => {
	const version = isIP( ip );
	return version !== 0 && ! unroutable.check( ip, version === 4 ? 'ipv4' : 'ipv6' );
};

const hash = ( report: Report, path: string, value: Json ): void => {
	if ( ! report.text( path, value ) ) {
		return;
	}
	if ( ! HASH.test( value ) ) {
		report.refuse( path, 'Not a valid SHA-256 hash' );
	} else if ( value === EMPTY_HASH ) {
		report.warn( `${ path } is the hash of an empty string` );
	}
};

const plain = ( report: Report, path: string, value: string ): void => {
	if ( HASH.test( value ) ) {
		report.refuse( path, 'Must not be hashed' );
	} else if ( value !== value.toLowerCase() || /[\s\p{P}]/u.test( value ) ) {
		report.refuse( path, 'Must be lower-case without spaces or punctuation' );
	}
};

const scalar = ( report: Report, form: Exclude< Form, 'hash' | 'hashes' >, path: string, value: string ): void => {
	switch ( form ) {
		case 'plain':
			return plain( report, path, value );
		case 'country':
			return /^[a-z]{2}$/.test( value ) ? undefined : report.refuse( path, 'Not a valid ISO 3166-1 alpha-2 code' );
		case 'ip':
			return isPublicIp( value ) ? undefined : report.refuse( path, 'Not a valid public IP address' );
		case 'locale':
			return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test( value ) ? undefined : report.refuse( path, 'Not a valid BCP 47 tag' );
		case 'ttp':
			// The cookie's forms changed over the years, so an odd one is only worth a warning.
			return /^[A-Za-z0-9._-]{10,80}$/.test( value ) ? undefined : report.warn( `${ path } does not look like a _ttp cookie` );
		case 'text':
			return undefined;
	}
};

/** Each key of `user`. Source: Events API 2.0 reference, user object. */
export const checkIdentifiers = ( report: Report, path: string, user: JsonObject, source: Source ): void => {
	const fields: Readonly< Record< string, Form > > = source === 'offline' ? OFFLINE : WEB;
	for ( const [ key, value ] of Object.entries( user ) ) {
		const form = Object.hasOwn( fields, key ) ? fields[ key ] : undefined;
		const at = `${ path }.${ key }`;
		if ( form === undefined ) {
			report.refuse( at, 'Unknown field' );
		} else if ( form === 'hashes' && Array.isArray( value ) ) {
			if ( value.length === 0 ) {
				report.refuse( at, 'Shorter than minimum length 1' );
			}
			value.forEach( ( one: Json, index ) => hash( report, `${ at }.${ index }`, one ) );
		} else if ( form === 'hash' || form === 'hashes' ) {
			hash( report, at, value );
		} else if ( report.text( at, value ) ) {
			scalar( report, form, at, value );
		}
	}
};

/** `user` of one event of the Events API. */
export const checkUser = ( report: Report, path: string, user: Json | undefined, source: Source ): void => {
	if ( user !== undefined && ! isObject( user ) ) {
		report.refuse( path, 'Invalid input type' );
		return;
	}
	checkIdentifiers( report, path, user ?? {}, source );
	checkMatchable( report, path, user ?? {}, source );
};

const checkMatchable = ( report: Report, path: string, user: JsonObject, source: Source ): void => {
	if ( source === 'offline' && user[ 'email' ] === undefined && user[ 'phone' ] === undefined ) {
		report.refuse( path, 'Offline events need email or phone' );
	} else if ( source === 'web' && ! IDENTIFIERS.some( ( key ) => user[ key ] !== undefined ) ) {
		report.warn( 'no identifier: TikTok cannot match this event to a person' );
	}
};
