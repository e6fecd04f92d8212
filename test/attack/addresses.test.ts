/** Keys and people in page addresses: as newsletters, log-ins and redirects write them (docs/privacy.md: "Duet removes order keys, tokens, e-mail addresses ..."). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL } from '../tiktok/server.ts';

const wants = { plugins: [ 'duet' ] } as const;
const without = await missing( wants );
const base64 = ( text: string ) => Buffer.from( text ).toString( 'base64' );
const HOLDS: readonly ( readonly [ string, string ] )[] = [
	[ 'an e-mail address in base64', `/?u=${ encodeURIComponent( base64( 'jane@example.com' ) ) }` ],
	[ 'one without its padding', `/?u=${ base64( 'jane@example.com' ).replace( /=+$/, '' ) }` ],
	[ 'one in the path', `/preferences/${ base64( 'jane@example.com' ).replace( /=+$/, '' ) }/` ],
	[ 'a token in the address a log-in leads to', `/login/?redirect_to=${ encodeURIComponent( 'https://shop.test/account/?token=s3cr3t' ) }` ],
	[ 'a key of a password reset in such an address', `/login/?redirect_to=${ encodeURIComponent( '/my-account/lost-password/?key=Ab3dEf&login=jane' ) }` ],
	[ 'a JSON web token', '/?jwt=eyJ0.e30.x' ],
	[ 'an API key', '/?apikey=abc123' ],
	[ 'a one-time password', '/?otp=123456' ],
	[ 'a magic link', '/?magic_link=abc123' ],
	[ 'a session in the path', '/shop;jsessionid=ABC123' ],
	[ 'Mailchimp\'s id of a subscriber', '/?mc_eid=0a1b2c3d4e' ],
];

describe.skipIf( without )( `addresses${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let cleaned: Readonly< Record< string, string > >;
	beforeAll( async () => {
		site = await createSite( { name: 'addresses', ...wants, settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, token: 'secret' } );
		cleaned = JSON.parse( await site.php( `$all = array(); foreach ( json_decode( '${ JSON.stringify( HOLDS.map( ( [ , path ] ) => path ) ) }', true ) as $path ) { $all[ $path ] = Duet\\EventsApi\\PageUrl::clean( 'https://shop.test' . $path ); } echo wp_json_encode( $all );` ) );
	} );
	afterAll( () => site?.stop() );

	it.each( HOLDS )( '%s does not leave', ( _, path ) => {
		const secret = /[?&;][^=]+=(.+)$/.exec( path )?.[ 1 ] ?? /preferences\/(.+)\//.exec( path )?.[ 1 ] ?? path;
		expect( cleaned[ path ] ).not.toContain( secret );
	} );
} );
