/** The container's pixel tag on pages whose authors call their elements as TikTok calls its queue; in a browser, for jsdom names elements otherwise. */
import { spawnSync } from 'node:child_process';
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { root } from '../architecture/files.ts';

interface Tag {
	readonly name: string;
	readonly parameter: readonly { readonly key: string; readonly value?: string }[];
}
const CODE = 'C9OPQFJC77U5NIJ6K7HG';

describe( "the container's pixel tag", () => {
	let browser: Browser;
	let tag = '';

	beforeAll( async () => {
		browser = await chromium.launch( launchOptions );
		const { stdout } = spawnSync( 'php', [ `${ root }/test/unit/ts/tag-manager/container.php`, JSON.stringify( { pixels: [ { code: CODE } ] } ) ], { encoding: 'utf8' } );
		const { containerVersion } = JSON.parse( stdout ) as { containerVersion: { tag: readonly Tag[] } };
		const html = containerVersion.tag.flatMap( ( { parameter } ) => parameter.find( ( { key } ) => key === 'html' )?.value ?? [] );
		tag = html.find( ( text ) => text.includes( 'ttq.load' ) ) ?? '';
		tag = tag.replace( /<\/?script>/g, '' ).replaceAll( '{{Duet - TikTok pixel code}}', `'${ CODE }'` );
		expect( tag ).toContain( CODE );
	} );
	afterAll( () => browser?.close() );

	it.each( [ '<p>no such element</p>', '<a id="ttq">x</a>', '<a id="ttq"></a><a id="ttq"></a>', '<form id="ttq"><input name="_i"><input name="instance"><input name="load"></form>', '<img name="ttq">' ] )( 'loads the pixel beside %s', async ( content ) => {
		const page = await browser.newPage();
		const asked: string[] = [];
		await page.route( '**', ( route ) => ( asked.push( route.request().url() ), route.request().url() === 'https://shop.test/' ? route.fulfill( { contentType: 'text/html', body: `<!doctype html><body>${ content }</body>` } ) : route.abort() ) );
		await page.goto( 'https://shop.test/' );
		await page.evaluate( tag );
		expect( await page.evaluate( 'Array.isArray( window.ttq )' ) ).toBe( true );
		await expect.poll( () => asked.filter( ( url ) => url.includes( `sdkid=${ CODE }` ) ).length ).toBe( 1 );
		await page.close();
	} );
} );
