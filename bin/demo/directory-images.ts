/** Banner and icon of the plugin directory, drawn here and nowhere copied from. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { root } from '../site/paths.ts';

const FOLDER = join( root, '.wordpress-org' );
const BLUE = '#2271b1';
const GREEN = '#00a32a';
const DARK = '#1d2327';

/** Two ways, one from the browser and one from the server, that meet in one point. */
const mark = ( x: number, y: number, size: number ): string => {
	const line = ( from: number, color: string ) =>
		`<path d="M${ x } ${ y + from * size }h${ size * 0.35 }q${ size * 0.2 } 0 ${ size * 0.28 } ${ ( 0.5 - from ) * size * 0.55 }L${ x + size * 0.85 } ${ y + size * 0.5 }" fill="none" stroke="${ color }" stroke-width="${ size * 0.12 }" stroke-linecap="round" stroke-linejoin="round"/>`;
	return `${ line( 0.2, BLUE ) }${ line( 0.8, GREEN ) }<circle cx="${ x + size * 0.85 }" cy="${ y + size * 0.5 }" r="${ size * 0.13 }" fill="${ DARK }"/>`;
};

const svg = ( width: number, height: number, content: string ): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${ width } ${ height }" width="${ width }" height="${ height }">${ content }</svg>`;

export const icon = svg( 256, 256, `<rect width="256" height="256" rx="40" fill="#f6f7f7"/>${ mark( 44, 44, 168 ) }` );

const banner = svg(
	772,
	250,
	`<rect width="772" height="250" fill="#f6f7f7"/>${ mark( 56, 55, 140 ) }
	<g font-family="-apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" fill="${ DARK }">
		<text x="250" y="118" font-size="54" font-weight="700">Duet</text>
		<text x="250" y="160" font-size="23">Pixel and Events API for TikTok</text>
		<text x="250" y="196" font-size="18" fill="#50575e">One sale, one conversion.</text>
	</g>`
);

export async function drawImages( browser: Browser ): Promise< void > {
	mkdirSync( FOLDER, { recursive: true } );
	writeFileSync( join( FOLDER, 'icon.svg' ), `${ icon }\n` );
	for ( const [ name, source, width, height, scale ] of [
		[ 'icon-128x128', icon, 256, 256, 0.5 ],
		[ 'icon-256x256', icon, 256, 256, 1 ],
		[ 'banner-772x250', banner, 772, 250, 1 ],
		[ 'banner-1544x500', banner, 772, 250, 2 ],
	] as const ) {
		const page = await browser.newPage( { viewport: { width, height }, deviceScaleFactor: scale } );
		await page.setContent( `<style>body{margin:0}svg{display:block}</style>${ source }` );
		await page.screenshot( { path: join( FOLDER, `${ name }.png` ), omitBackground: true } );
		await page.close();
	}
}
