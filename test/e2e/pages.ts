/** A plain WordPress site with Duet and its TikTok, for what authors put on pages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { createSite, type PluginName, type Site } from '../../bin/site/index';
import { startStandIn, type EventCopy, type StandIn } from '../tiktok/server';
import { eventually, layerOf, PIXEL, READY, TOKEN } from './shop';

const CHANNELS = [ 'pixel', 'server' ] as const;

export async function logIn( page: Page, url: string ): Promise< void > {
	await page.goto( `${ url }/wp-login.php` );
	await page.fill( '#user_login', 'admin' );
	await page.fill( '#user_pass', 'password' );
	await page.click( '#wp-submit' );
	await page.waitForURL( /wp-admin/ );
}

export class Pages {
	private running: { readonly site: Site; readonly tiktok: StandIn } | undefined;

	public constructor( private readonly name: string, private readonly plugins: readonly PluginName[], private readonly settings: object ) {}

	public get site(): Site {
		return this.open().site;
	}

	public get tiktok(): StandIn {
		return this.open().tiktok;
	}

	private open() {
		if ( this.running === undefined ) {
			throw new Error( 'the site opens before the first test' );
		}
		return this.running;
	}

	public async start(): Promise< void > {
		const tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		const site = await createSite( { name: this.name, plugins: [ ...this.plugins, 'duet' ], settings: this.settings, token: TOKEN, standIn: tiktok } );
		this.running = { site, tiktok };
	}

	public async stop(): Promise< void > {
		const running = this.running;
		this.running = undefined;
		await running?.site.stop();
		await running?.tiktok.stop();
		expect( running?.site.debugLog() ?? '' ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	}

	/** PHP that runs on every request. */
	public mustUse( php: string ): void {
		const folder = join( this.site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'pages.php' ), `<?php\n${ php }` );
	}

	/** A published post by somebody of the role; answers its id. */
	public async write( content: string, role: 'administrator' | 'contributor' = 'administrator' ): Promise< number > {
		return Number( await this.site.php( `
			$login = 'administrator' === '${ role }' ? 'admin' : '${ role }';
			$user  = get_user_by( 'login', $login ) ?: get_user_by( 'id', wp_insert_user( [ 'user_login' => $login, 'user_pass' => 'password', 'role' => '${ role }' ] ) );
			// Whatever making a user may have told.
			$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state <> 'tombstone'" );
			wp_set_current_user( $user->ID );
			echo wp_insert_post( wp_slash( [ 'post_title' => 'A post', 'post_status' => 'publish', 'post_content' => base64_decode( '${ Buffer.from( content ).toString( 'base64' ) }' ) ] ) );` ) );
	}

	public async logIn( page: Page ): Promise< void > {
		await logIn( page, this.site.url );
	}

	/** Opens a post as a visitor, and waits until Duet runs there. */
	public async visit( page: Page, id: number ): Promise< void > {
		this.tiktok.clear();
		await page.goto( `${ this.site.url }/?p=${ id }` );
		await expect.poll( async () => ( await layerOf( page ) ).map( ( one ) => one.event ) ).toContain( 'page_view' );
	}

	/** What the page has sent besides the page view: dataLayer names with their parameters, in order. */
	public async layer( page: Page ): Promise< Record< string, unknown >[] > {
		return ( await layerOf( page ) ).filter( ( one ) => one.event !== 'page_view' );
	}

	/**
	 * Leaves the page and delivers: every event of the dataLayer came to TikTok once by each channel, under its own id.
	 *
	 * @param names what the dataLayer calls the events -> what TikTok calls them
	 */
	public async sentOnce( page: Page, names: readonly ( readonly [ string, string ] )[] ): Promise< EventCopy[] > {
		await expect.poll( async () => ( await this.layer( page ) ).map( ( one ) => one.event ).sort() ).toEqual( names.map( ( [ layer ] ) => layer ).sort() );
		const pushed = await this.layer( page );
		await page.goto( `${ this.site.url }/sample-page/?later` );
		const wanted = ( tiktok: string[] ) => tiktok.sort();
		const ids = ( channel: EventCopy[ 'channel' ] ) => wanted( this.copies().filter( ( copy ) => copy.channel === channel ).map( ( { event, event_id } ) => `${ event } ${ event_id }` ) );
		const expected = wanted( pushed.map( ( { event, event_id } ) => `${ names.find( ( [ layer ] ) => layer === event )?.[ 1 ] } ${ event_id }` ) );
		await expect( async () => {
			await this.site.drain();
			for ( const channel of CHANNELS ) {
				expect( ids( channel ), channel ).toEqual( expected );
			}
		} ).toPass( { timeout: 20_000 } );
		expect( new Set( expected ).size ).toBe( names.length );
		return this.copies();
	}

	/** Nothing but page views came to TikTok, however long one looks. */
	public async sentNothing( page: Page ): Promise< void > {
		expect( await this.layer( page ) ).toEqual( [] );
		await page.goto( `${ this.site.url }/sample-page/?later` );
		await eventually( () => expect( this.tiktok.events().filter( ( { event, page: { url } } ) => event === 'Pageview' && String( url ).endsWith( '?later' ) ) ).toHaveLength( 1 ) );
		await this.site.drain();
		expect( this.copies() ).toEqual( [] );
	}

	private copies(): EventCopy[] {
		return this.tiktok.events().filter( ( { event } ) => event !== 'Pageview' );
	}
}

/** Opens a site before the tests of this file and closes it after them. */
export function pagesWith( name: string, { plugins = [], settings = READY }: { readonly plugins?: readonly PluginName[]; readonly settings?: object } = {} ): Pages {
	const pages = new Pages( name, plugins, settings );
	test.beforeAll( () => pages.start() );
	test.afterAll( () => pages.stop() );
	return pages;
}
