/** What a reviewer looks at, and what no page of the screen may do at any width. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const folder = process.env.DUET_SHOTS;

/** Widths of a phone, a tablet at WordPress's own breakpoint, and a desktop. */
export const WIDTHS = [ 360, 782, 1440 ] as const;

/** An image of the whole page in the folder DUET_SHOTS, if there is one. */
export async function shot( page: Page, name: string ): Promise< void > {
	if ( folder !== undefined ) {
		mkdirSync( folder, { recursive: true } );
		await page.screenshot( { path: `${ folder }/${ name }.png`, fullPage: true } );
	}
}

/** Nothing has to be scrolled sideways. From right to left only Duet's own elements count: WordPress's frame is a pixel wider. */
export async function fits( page: Page, name: string ): Promise< void > {
	const found = await page.evaluate( () => {
		const isOutside = ( { left, right, width }: DOMRect ) => width > 0 && ( left < -0.5 || right > window.innerWidth + 0.5 );
		const ours = [ ...document.querySelectorAll( '#duet-admin *' ) ].filter(
			( one ) => one.closest( '.duet-wide, .screen-reader-text' ) === null && isOutside( one.getBoundingClientRect() )
		);
		const isWide = document.dir !== 'rtl' && document.documentElement.scrollWidth > window.innerWidth;
		return [ ...ours.map( ( { tagName, className } ) => `${ tagName } ${ className }` ), ...( isWide ? [ 'the page' ] : [] ) ];
	} );
	expect( found, name ).toEqual( [] );
}

const axe = readFileSync( createRequire( import.meta.url ).resolve( 'axe-core/axe.min.js' ), 'utf8' );

/** axe finds nothing to complain about in the screen. */
export async function accessible( page: Page, name: string, selector = '#duet-admin' ): Promise< void > {
	await page.evaluate( axe );
	const violations = await page.evaluate( async ( within ) => {
		const { axe: run } = window as unknown as { axe: { run( context: string ): Promise< AxeResults > } };
		const { violations: all } = await run.run( within );
		return all.map( ( { id, nodes } ) => `${ id }: ${ nodes.map( ( { target } ) => target.join( ' ' ) ).join( '; ' ) }` );
	}, selector );
	expect( violations, name ).toEqual( [] );
}

/** Everything that a reviewer and a reader need of one state: an image, no sideways scrolling, no violation. */
export async function look( page: Page, name: string ): Promise< void > {
	for ( const width of WIDTHS ) {
		await page.setViewportSize( { width, height: 900 } );
		await shot( page, `${ name }-${ width }` );
		await fits( page, `${ name } at ${ width }` );
	}
	await accessible( page, name );
}
