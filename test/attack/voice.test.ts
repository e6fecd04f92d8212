/**
 * Content speaks with Duet's voice to nobody: a contributor and an author save, by REST, whatever WordPress lets them save;
 * an administrator and a visitor open it in Chromium. Nothing of the attacker's runs or loads, and Duet works as configured.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { forgedBlocks, hostileContent } from './hostile-content.ts';

const wants = { plugins: [ 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } };

describe.skipIf( without )( `hostile content${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let attacker: Server;
	let evil: string;
	let admin: BrowserContext;
	/** What reached the attacker's server. */
	const loot: string[] = [];

	const logIn = async ( user: string ): Promise< BrowserContext > => {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto( `${ site.url }/wp-login.php` );
		await page.fill( '#user_login', user );
		await page.fill( '#user_pass', 'password' );
		await Promise.all( [ page.waitForURL( /wp-admin/ ), page.click( '#wp-submit' ) ] );
		await page.close();
		return context;
	};

	/** Saves a post as its author would in the editor; answers its id and what WordPress has kept. */
	const save = async ( user: string, status: string, content: string ): Promise< { id: number; kept: string } > => {
		const { request } = await logIn( user );
		const nonce = await ( await request.get( `${ site.url }/wp-admin/admin-ajax.php?action=rest-nonce` ) ).text();
		const answer = await request.post( `${ site.url }/wp-json/wp/v2/posts`, { headers: { 'X-WP-Nonce': nonce }, data: { title: user, status, content } } );
		expect( answer.status(), await answer.text() ).toBe( 201 );
		const { id } = ( await answer.json() ) as { id: number };
		return { id, kept: await site.php( `echo get_post( ${ id } )->post_content;` ) };
	};

	/** Opens a page and answers what went wrong in Duet's own files. */
	const open = async ( context: BrowserContext, path: string ): Promise< { page: Page; wrong: string[]; scripts: string[] } > => {
		const page = await context.newPage();
		const wrong: string[] = [];
		const scripts: string[] = [];
		page.on( 'pageerror', ( error ) => /duet-for-tiktok/.test( `${ error.stack }` ) && wrong.push( `${ error.stack }` ) );
		page.on( 'request', ( request ) => request.resourceType() === 'script' && scripts.push( request.url() ) );
		// Neither WordPress nor the browser's own PDF viewer is to be tested: these files are names alone.
		await page.route( '**/wp-content/uploads/**', ( route ) => route.abort() );
		await page.goto( site.url + path, { timeout: 90_000 } );
		return { page, wrong, scripts };
	};

	const layerOf = ( page: Page ): Promise< unknown[] > =>
		page.evaluate( () => {
			const { dataLayer } = window as unknown as { dataLayer?: unknown };
			return Array.isArray( dataLayer ) ? dataLayer.map( ( entry: { event?: unknown } ) => entry.event ) : [];
		} );

	const harmless = async ( page: Page ): Promise< void > => {
		expect( await page.evaluate( () => Object.hasOwn( window, 'hacked' ) ) ).toBe( false );
		expect( loot ).toEqual( [] );
	};

	/** Duet as it is set up: the page view in the dataLayer, and TikTok's script for the merchant's pixel alone. */
	const works = async ( path: string ): Promise< void > => {
		const context = await browser.newContext();
		const { page, wrong, scripts } = await open( context, path );
		await expect.poll( () => layerOf( page ), { timeout: 30_000 } ).toContain( 'page_view' );
		await expect.poll( () => scripts.filter( ( url ) => ! url.startsWith( site.url ) ), { timeout: 30_000 } ).toEqual( [ `${ tiktok.pixelScriptUrl }?sdkid=${ DEMO_PIXEL }&lib=ttq` ] );
		expect( await layerOf( page ) ).not.toContain( 'forged' );
		const cookies = await context.cookies();
		expect( cookies.map( ( { name } ) => name ) ).toContain( 'duet_visitor' );
		// A click on marked content is an event like any other, and nothing more.
		await page.evaluate( () => ( Document.prototype.querySelector.call( document, 'a.hostile' ) as HTMLElement ).click() );
		await expect.poll( () => layerOf( page ), { timeout: 30_000 } ).toContain( 'contact' );
		expect( wrong ).toEqual( [] );
		await harmless( page );
		await context.close();
	};

	beforeAll( async () => {
		attacker = createServer( ( request, reply ) => {
			loot.push( `${ request.method } ${ request.url }` );
			reply.writeHead( 200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' } ).end( 'window.hacked = 1' );
		} );
		await new Promise< void >( ( resolve ) => attacker.listen( 0, '127.0.0.1', resolve ) );
		evil = `http://127.0.0.1:${ ( attacker.address() as AddressInfo ).port }`;
		tiktok = await startStandIn();
		site = await createSite( { name: 'voice', ...wants, settings, standIn: tiktok, token: DEMO_TOKEN } );
		await site.php( "foreach ( [ 'contributor', 'author' ] as $role ) { wp_insert_user( [ 'user_login' => $role, 'user_pass' => 'password', 'role' => $role ] ); }" );
		browser = await chromium.launch( launchOptions );
		admin = await logIn( 'admin' );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
		attacker?.close();
	} );

	const content = () => hostileContent( evil ).replaceAll( 'UPLOADS', `${ site.url }/wp-content/uploads` );

	it( 'of a contributor that looks like the JSON of Duet brings an administrator no script', async () => {
		const { id, kept } = await save( 'contributor', 'pending', forgedBlocks( evil ).join( '\n' ) );
		expect( kept ).toContain( '<code id="duet-page">' );
		expect( kept ).not.toContain( '<script' );
		const { page, wrong } = await open( admin, `/?p=${ id }&preview=true` );
		// Long enough for a script that is inserted once the page has loaded.
		await page.waitForTimeout( 3_000 );
		await harmless( page );
		expect( await layerOf( page ) ).toContain( 'page_view' );
		expect( wrong ).toEqual( [] );
	} );

	it( 'of a contributor runs nothing when an administrator previews it, tries rules on it or edits it', async () => {
		const { id, kept } = await save( 'contributor', 'pending', content() );
		// The attack got through WordPress's own filter.
		expect( kept ).toContain( '<code id="duet-page">' );
		expect( kept ).toContain( '<object id="querySelector"' );
		const preview = await open( admin, `/?p=${ id }&preview=true` );
		await expect.poll( () => layerOf( preview.page ), { timeout: 30_000 } ).toContain( 'page_view' );
		await harmless( preview.page );

		const tried = await open( admin, `/?p=${ id }&preview=true&duet_try=1` );
		await expect.poll( () => tried.page.locator( 'duet-try-out' ).count(), { timeout: 30_000 } ).toBe( 1 );
		expect( await tried.page.locator( 'duet-try-out h2' ).textContent() ).toBe( 'Duet: trying rules' );
		expect( await tried.page.locator( 'duet-try-out footer a' ).first().getAttribute( 'href' ) ).toContain( '/wp-admin/' );
		await harmless( tried.page );

		const editor = await open( admin, `/wp-admin/post.php?post=${ id }&action=edit` );
		await editor.page.waitForLoadState( 'load' );
		await harmless( editor.page );
		expect( [ ...preview.wrong, ...tried.wrong, ...editor.wrong ] ).toEqual( [] );
	} );

	it( 'of an author changes nothing of what visitors and TikTok get', async () => {
		const { id } = await save( 'author', 'publish', content() );
		await works( `/?p=${ id }` );
	} );

	it( 'of an author in a form, which WordPress\'s search block lets them write, neither stops the page nor costs an event', async () => {
		// As WordPress writes the attributes of blocks.
		const block = ( label: string ) => `<!-- wp:search ${ JSON.stringify( { label } ).replaceAll( '\\"', '\\u0022' ).replaceAll( '<', '\\u003c' ).replaceAll( '>', '\\u003e' ) } /-->`;
		const around = ( ...names: string[] ) => `<div data-duet-event="Contact">${ block( names.map( ( name ) => `<textarea class="${ name }" name="${ name }"></textarea>` ).join( '' ) ) }</div>`;
		const { id } = await save( 'author', 'publish', around( 'parentElement' ) + around( 'contains', 'getAttributeNames', 'getAttribute', 'matches', 'closest' ) );
		const context = await browser.newContext();
		const { page, wrong } = await open( context, `/?p=${ id }` );
		await expect.poll( () => layerOf( page ), { timeout: 30_000 } ).toContain( 'page_view' );
		for ( const field of [ 'parentElement', 'contains' ] ) {
			const before = ( await layerOf( page ) ).length;
			// A page that hangs answers nothing any more.
			const clicked = page.evaluate( ( name ) => {
				const inner = document.querySelector( `textarea.${ name }` ) as HTMLElement;
				inner.click();
				return ( inner.closest( 'form' ) as unknown as Record< string, unknown > )[ name ] === inner;
			}, field );
			expect( await Promise.race( [ clicked, new Promise( ( resolve ) => setTimeout( resolve, 10_000, 'hangs' ) ) ] ), field ).toBe( true );
			expect( ( await layerOf( page ) ).slice( before ), field ).toEqual( [ 'contact' ] );
		}
		expect( wrong ).toEqual( [] );
		await harmless( page );
		await context.close();
	}, 90_000 );

	it( 'of a plugin that lets authors write forms and named images changes nothing either', async () => {
		const raw = content().replace( /<svg>.*?<\/svg>|<script.*?<\/script>|<object[^>]*uploads[^>]*><\/object>/g, '' );
		const id = await site.php( `kses_remove_filters(); echo wp_insert_post( wp_slash( [ 'post_title' => 'raw', 'post_status' => 'publish', 'post_content' => base64_decode( '${ Buffer.from( raw.replace( /<object.*?<\/object>/g, '' ) ).toString( 'base64' ) }' ) ] ) );` );
		await works( `/?p=${ id }` );
	} );
} );
