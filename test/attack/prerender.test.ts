/**
 * A browser may make the next page before the visitor asks for it (speculation rules; the plugin "Speculative Loading" does so by default). Duet
 * begins when the page is shown, and a consent tool that keeps its state in the page - Google Consent Mode, Cookiebot, Usercentrics, TCF -
 * says there what the visitor had said when the page was made. Who refuses in between is taken for somebody who agrees anew: cookie,
 * server and pixel.
 *
 * Chromium without Playwright, whose debugger keeps pages from being prerendered; the page drives itself.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

const banner = ( port: number ) => `<?php
add_action( 'wp_head', static function () { ?>
<script>
window.dataLayer = window.dataLayer || [];
function gtag() { dataLayer.push( arguments ); }
function said( state ) { gtag( 'consent', 'update', { ad_storage: state, ad_user_data: state } ); }
gtag( 'consent', 'default', { ad_storage: 'denied', ad_user_data: 'denied' } );
if ( localStorage.banner ) { said( localStorage.banner ); }
window.answer = function ( yes ) { localStorage.banner = yes ? 'granted' : 'denied'; said( localStorage.banner ); };
( function () {
	var wait = function ( ms ) { return new Promise( function ( done ) { setTimeout( done, ms ); } ); };
	var report = function ( what ) { new Image().src = 'http://127.0.0.1:${ port }/?' + encodeURIComponent( what + '|' + document.cookie ); };
	if ( /^#drive/.test( location.hash ) ) {
		( async function () {
			await wait( 2500 ); answer( true ); await wait( 3000 ); report( 'agreed' );
			if ( location.hash === '#drive' ) {
				var rules = document.createElement( 'script' );
				rules.type = 'speculationrules';
				rules.textContent = '{"prerender":[{"source":"list","urls":["/product/duet-mug/"],"eagerness":"immediate"}]}';
				document.head.append( rules );
			}
			await wait( 6000 ); answer( false ); await wait( 3000 ); report( 'refused' ); await wait( 500 );
			location.href = '/product/duet-mug/';
		} )();
	} else {
		var go = async function () {
			await wait( 4000 ); duet.track( 'Contact' ); await wait( 3000 );
			report( 'after ' + ( performance.getEntriesByType( 'navigation' )[ 0 ].activationStart > 0 ) );
		};
		document.prerendering ? document.addEventListener( 'prerenderingchange', go ) : go();
	}
} )();
</script><?php }, 0 );
`;

describe.skipIf( without )( `a page that was prerendered before the no${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let reporter: Server;
	const told: { what: string; cookie: string; at: number }[] = [];

	beforeAll( async () => {
		reporter = createServer( ( request, response ) => {
			const [ what = '', cookies = '' ] = decodeURIComponent( new URL( request.url ?? '', 'http://x' ).search.slice( 1 ) ).split( '|' );
			told.push( { what, cookie: /duet_visitor=([^;]*)/.exec( cookies )?.[ 1 ] ?? '', at: Date.now() } );
			response.end();
		} ).listen( 0, '127.0.0.1' );
		await new Promise( ( done ) => reporter.once( 'listening', done ) );
		tiktok = await startStandIn();
		site = await createSite( { name: 'prerender', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/banner.php' ), banner( ( reporter.address() as AddressInfo ).port ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
		reporter?.close();
	} );
	beforeEach( () => {
		tiktok.clear();
		told.length = 0;
	} );

	it.each( [ [ 'control: the page is made after it', '#drive-plain', 'after false' ], [ 'the page was made before it', '#drive', 'after true' ] ] )( 'nothing is sent after the no (%s)', async ( _, drive, after ) => {
		const profile = mkdtempSync( join( tmpdir(), 'duet-prerender-' ) );
		const chromium = spawn( launchOptions.executablePath ?? 'chromium', [ '--headless=new', ...launchOptions.args, `--user-data-dir=${ profile }`, `${ site.url }/shop/${ drive }` ], { stdio: 'ignore' } );
		try {
			await expect.poll( () => told.map( ( { what } ) => what ), { timeout: 90_000, interval: 500 } ).toContain( after );
		} finally {
			chromium.kill();
			await new Promise( ( done ) => setTimeout( done, 1000 ) );
			rmSync( profile, { recursive: true, force: true, maxRetries: 5 } );
		}
		const said = ( what: string ) => told.find( ( one ) => one.what === what );
		expect( said( 'agreed' )?.cookie ).toMatch( /^[0-9a-f]{32}\.g$/ );
		expect( said( 'refused' )?.cookie ).toBe( '' );
		await site.drain();
		const seen = tiktok.events().filter( ( { received_at } ) => received_at > ( said( 'refused' )?.at ?? 0 ) ).map( ( { channel, event } ) => `${ channel } ${ event }` );
		expect( { cookie: said( after )?.cookie.slice( -1 ), seen } ).toEqual( { cookie: '', seen: [] } );
	}, 120_000 );
} );
