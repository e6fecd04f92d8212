/** What a plugin's scripts cost a page in Chromium: requests, bytes, time by V8's profiler, and touches of the browser's storage. */
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import type { BenchSite } from './site.ts';

/** Microseconds between two samples. */
const SAMPLING = 100;
const AFTER_LOAD = 1500;
/** The visitor comes from an ad. */
const AD = 'https://www.tiktok.com/';

export interface PageCost {
	readonly requests: number;
	/** Gzipped one by one, as a server sends them. */
	readonly bytes: number;
	/** Milliseconds with a frame of the plugin on the stack. */
	readonly time: number;
	/** The longest of them in a row. */
	readonly longest: number;
	/** Touches of localStorage and sessionStorage from the plugin's scripts, and those of them before the page had loaded. */
	readonly touches: number;
	readonly early: number;
}

interface ProfileNode {
	readonly id: number;
	readonly callFrame: { readonly url: string };
	readonly children?: readonly number[];
}

/** Samples in which one of these scripts is on the stack, and the longest row of them. */
export function timeOf( profile: { nodes: readonly ProfileNode[]; samples?: readonly number[]; timeDeltas?: readonly number[] }, isOurs: ( url: string ) => boolean ): { time: number; longest: number } {
	const ours = new Set<number>();
	const nodes = new Map( profile.nodes.map( ( node ) => [ node.id, node ] ) );
	const walk = ( id: number, inside: boolean ): void => {
		const node = nodes.get( id );
		const own = inside || isOurs( node?.callFrame.url ?? '' );
		if ( own ) {
			ours.add( id );
		}
		node?.children?.forEach( ( child ) => walk( child, own ) );
	};
	walk( profile.nodes[ 0 ]?.id ?? 0, false );
	let [ time, row, longest ] = [ 0, 0, 0 ];
	const { samples = [], timeDeltas = [] } = profile;
	samples.forEach( ( id, index ) => {
		// A sample holds until the next one.
		const took = timeDeltas[ index + 1 ] ?? 0;
		row = ours.has( id ) ? row + took : 0;
		time += ours.has( id ) ? took : 0;
		longest = Math.max( longest, row );
	} );
	return { time: time / 1000, longest: longest / 1000 };
}

async function open( browser: Browser, bench: BenchSite, variant: string, basket: number ): Promise<Page> {
	const context = await browser.newContext( { extraHTTPHeaders: { 'X-Bench': variant } } );
	if ( basket > 0 ) {
		await context.request.get( `${ bench.site.url }/?add-to-cart=${ basket }` );
	}
	return context.newPage();
}

/** Scripts of the plugin by the URL of their files, on a page that is opened in a profile of its own. */
export async function profiled( browser: Browser, bench: BenchSite, variant: string, path: string, basket: number ): Promise<Pick<PageCost, 'requests' | 'bytes' | 'time' | 'longest'>> {
	const folder = `/wp-content/plugins/${ bench.variants[ variant ]?.slug || '-' }/`;
	const page = await open( browser, bench, variant, basket );
	const scripts: Promise<number>[] = [];
	page.on( 'response', ( answer ) => {
		if ( answer.request().resourceType() === 'script' && answer.url().includes( folder ) ) {
			scripts.push( answer.body().then( ( body ) => gzipSync( body, { level: 9 } ).length ) );
		}
	} );
	const cdp = await page.context().newCDPSession( page );
	await cdp.send( 'Profiler.enable' );
	await cdp.send( 'Profiler.setSamplingInterval', { interval: SAMPLING } );
	await cdp.send( 'Profiler.start' );
	await page.goto( bench.site.url + path, { waitUntil: 'load', referer: AD } );
	await page.waitForTimeout( AFTER_LOAD );
	const { profile } = await cdp.send( 'Profiler.stop' );
	const bytes = await Promise.all( scripts );
	await page.context().close();
	return { requests: bytes.length, bytes: bytes.reduce( ( sum, size ) => sum + size, 0 ), ...timeOf( profile, ( url ) => url.includes( folder ) ) };
}

/** On a page of its own, because what counts the touches takes time. */
export async function touched( browser: Browser, bench: BenchSite, variant: string, path: string, basket: number ): Promise<Pick<PageCost, 'touches' | 'early'>> {
	const page = await open( browser, bench, variant, basket );
	await page.addInitScript( ( folder ) => {
		const seen: boolean[] = [];
		Object.assign( window, { benchTouches: seen } );
		for ( const name of [ 'localStorage', 'sessionStorage' ] as const ) {
			const get = Object.getOwnPropertyDescriptor( window, name )?.get;
			Object.defineProperty( window, name, {
				configurable: true,
				get() {
					if ( ( new Error().stack ?? '' ).includes( folder ) ) {
						// Before the event "load" has ended nothing is idle.
						seen.push( performance.getEntriesByType( 'navigation' ).every( ( entry ) => ( entry as PerformanceNavigationTiming ).loadEventEnd === 0 ) );
					}
					return get?.call( window );
				},
			} );
		}
	}, `/plugins/${ bench.variants[ variant ]?.slug || '-' }/` );
	await page.goto( bench.site.url + path, { waitUntil: 'load', referer: AD } );
	await page.waitForTimeout( AFTER_LOAD );
	const seen = await page.evaluate( () => ( window as unknown as { benchTouches: boolean[] } ).benchTouches );
	await page.context().close();
	return { touches: seen.length, early: seen.filter( Boolean ).length };
}
