/** Domain verification as a crawler meets it: the tag, the file's bytes, and nothing for anybody who asks for something else. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

const TOKEN = 'AbCdEf0123456789AbCdEf0123456789';
const FILE = `tiktok${ TOKEN }.txt`;
const BODY = `tiktok-developers-site-verification=${ TOKEN }`;
const TAG = `<meta name="tiktok-developers-site-verification" content="${ TOKEN }" />`;
const without = await missing( { plugins: [ 'duet' ] } );

describe.skipIf( without )( `domain verification${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let admin: Record< string, string >;

	beforeAll( async () => {
		site = await createSite( { name: 'verification', plugins: [ 'duet' ] } );
		admin = JSON.parse(
			await site.php( `
				$token  = WP_Session_Tokens::get_instance( 1 )->create( time() + 3600 );
				$cookie = wp_generate_auth_cookie( 1, time() + 3600, 'logged_in', $token );
				$_COOKIE[ LOGGED_IN_COOKIE ] = $cookie;
				wp_set_current_user( 1 );
				echo wp_json_encode( [ 'cookie' => LOGGED_IN_COOKIE . '=' . rawurlencode( $cookie ), 'x-wp-nonce' => wp_create_nonce( 'wp_rest' ), 'content-type' => 'application/json' ] );` )
		) as Record< string, string >;
	} );
	afterAll( () => site?.stop() );

	const ask = ( path: string, init: RequestInit = {} ) => fetch( site.url + path, { redirect: 'manual', ...init } );
	const head = async ( path = '/' ) => ( await ( await ask( path ) ).text() ).split( '</head>' )[ 0 ] ?? '';
	/** The REST route's address works with every kind of permalinks. */
	const rest = ( route: string, init: RequestInit = {} ) => ask( `/?rest_route=/duet/v1/${ route }`, { headers: admin, ...init } );
	const save = async ( verification: object ) => {
		const answer = await rest( 'settings', { method: 'PUT', body: JSON.stringify( { verification } ) } );
		return { status: answer.status, body: ( await answer.json() ) as { errors: Record< string, string >; settings?: { verification: object } } };
	};
	const crawl = async () => ( await ( await rest( 'verification' ) ).json() ) as Record< 'tag' | 'file', { state: string; url: string; detail: string } >;
	const permalinks = ( structure: string ) => site.php( `update_option( 'permalink_structure', '${ structure }' ); flush_rewrite_rules();` );

	it( 'shows nothing before there is anything to show', async () => {
		expect( await head() ).not.toContain( 'site-verification' );
		expect( ( await ask( `/${ FILE }` ) ).status ).toBe( 404 );
		expect( await crawl() ).toMatchObject( { tag: { state: 'unset' }, file: { state: 'unset' } } );
	} );

	it( 'refuses a hostile paste beside its field and keeps what there was', async () => {
		for ( const pasted of [ '<script>alert(1)</script>', `${ TAG }<script>alert(1)</script>`, `<meta name="tiktok-domain-verification" onload="x" content="${ TOKEN }">`, 'x'.repeat( 100_000 ), 7 ] ) {
			const { status, body } = await save( { pasted } );
			expect( status ).toBe( 400 );
			expect( Object.keys( body.errors ) ).toEqual( [ 'verification.pasted' ] );
		}
		expect( await site.php( 'echo wp_json_encode( get_option( "duet_settings", [] ) );' ) ).not.toMatch( /script|alert|onload/ );
		expect( await head() ).not.toContain( 'site-verification' );
	} );

	it( 'prints the tag on every page and serves exactly the bytes of the file', async () => {
		const { status, body } = await save( { pasted: `${ FILE }\n${ BODY }\n` } );
		expect( status ).toBe( 200 );
		expect( body.settings?.verification ).toEqual( { name: 'tiktok-developers-site-verification', token: TOKEN, file: FILE, file_body: BODY } );
		for ( const structure of [ '/%postname%/', '', '/index.php/%year%/%postname%/' ] ) {
			await permalinks( structure );
			expect( await head() ).toContain( TAG );
			const answer = await ask( `/${ FILE }` );
			expect( answer.status, structure ).toBe( 200 );
			expect( Buffer.from( await answer.arrayBuffer() ).toString( 'latin1' ) ).toBe( BODY );
			expect( answer.headers.get( 'content-type' ) ).toMatch( /^text\/plain/ );
			expect( answer.headers.get( 'x-content-type-options' ) ).toBe( 'nosniff' );
			expect( answer.headers.get( 'content-length' ) ).toBe( String( BODY.length ) );
			expect( answer.headers.getSetCookie() ).toEqual( [] );
		}
		await permalinks( '/%postname%/' );
		expect( await head( '/sample-page/' ) ).toContain( TAG );
		const only = await ask( `/${ FILE }`, { method: 'HEAD' } );
		expect( [ only.status, await only.text() ] ).toEqual( [ 200, '' ] );
	} );

	it( 'answers nothing but that name, at the root only', async () => {
		for ( const path of [ `/${ FILE.toUpperCase() }`, `/${ FILE }/`, `/x/${ FILE }`, `/${ FILE }.php`, `/${ FILE }x`, '/tiktok.txt', `/tiktok${ TOKEN.slice( 1 ) }.txt`, `/%74${ FILE.slice( 1 ) }`, `/wp-content/${ FILE }` ] ) {
			const answer = await ask( path );
			expect( await answer.text(), path ).not.toBe( BODY );
			expect( [ 301, 404 ], path ).toContain( answer.status );
		}
		expect( await ( await ask( `/?${ FILE }` ) ).text() ).toContain( '<html' );
		expect( await ( await ask( `/${ FILE }`, { method: 'POST' } ) ).text() ).not.toBe( BODY );
	} );

	it( 'shows what a crawler gets: found, missing, and no usable answer', async () => {
		expect( await crawl() ).toEqual( { tag: { state: 'found', url: `${ site.url }/`, detail: '' }, file: { state: 'found', url: `${ site.url }/${ FILE }`, detail: '' } } );

		// What stands between a crawler and the page: a file of its own says which, for PHP may remember the code for a second.
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		const between = ( what: string ) => writeFileSync( join( folder, 'between.txt' ), what );
		between( '' );
		writeFileSync(
			join( folder, 'between.php' ),
			`<?php
			$between = (string) file_get_contents( __DIR__ . '/between.txt' );
			if ( 'network' === $between ) {
				add_filter( 'pre_http_request', static fn() => new WP_Error( 'x', 'cURL error 7' ) );
			} elseif ( '' !== $between && in_array( $_SERVER['REQUEST_URI'] ?? '', [ '/', '/${ FILE }' ], true ) ) {
				http_response_code( 'cache' === $between ? 200 : 401 );
				exit( '<head><title>old</title></head>' );
			}`
		);
		between( 'cache' );
		expect( await crawl() ).toMatchObject( { tag: { state: 'missing' }, file: { state: 'missing' } } );
		between( 'password' );
		expect( await crawl() ).toMatchObject( { tag: { state: 'blocked', detail: 'HTTP 401' }, file: { state: 'blocked', detail: 'HTTP 401' } } );
		between( 'network' );
		expect( await crawl() ).toMatchObject( { tag: { state: 'blocked', detail: 'cURL error 7' } } );
		between( '' );
	} );

	it( 'is only for users who may change the settings, and sends no request by itself', async () => {
		for ( const route of [ 'verification', 'tag-manager-container' ] ) {
			expect( ( await ask( `/?rest_route=/duet/v1/${ route }` ) ).status ).toBe( 401 );
			expect( ( await rest( route ) ).status ).toBe( 200 );
		}
		const file = await rest( 'tag-manager-container' );
		expect( file.headers.get( 'content-disposition' ) ).toBe( 'attachment; filename="duet-tag-manager-container.json"' );
		expect( file.headers.get( 'cache-control' ) ).toContain( 'no-store' );
		expect( site.debugLog() ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	} );

	it( 'goes when it is taken off', async () => {
		expect( ( await save( { token: '', file: '', file_body: '' } ) ).status ).toBe( 200 );
		expect( await head() ).not.toContain( 'site-verification' );
		expect( ( await ask( `/${ FILE }` ) ).status ).toBe( 404 );
	} );
} );
