/** Writes down what one step of the walk leads to: on the page, at the relay, in the outbox and at TikTok. */
import type { Page, Request, Response } from '@playwright/test';
import type { Site } from '../../bin/site/index.ts';
import type { StandIn } from '../tiktok/server.ts';
import { blurred, keyOf, Names, type Known } from './normalise.ts';

/** How long nothing new may come before a step counts as over. */
const QUIET_MS = 2500;
const LONGEST_MS = 30_000;

const JSON_BLOCK = /<script[^>]*type="application\/json"[^>]*id="(duet[\w-]*)"[^>]*>([\s\S]*?)<\/script>|<script[^>]*id="(duet[\w-]*)"[^>]*type="application\/json"[^>]*>([\s\S]*?)<\/script>/g;
const TAG = /<(?:script|link|meta|style)\b[^>]*duet[^>]*>/g;
const ROUTE = /(?:\/duet\/v1\/|[?&]duet_door=)(\w+)/;

interface Entry {
	readonly section: string;
	readonly text: string;
}

/** Members of objects in alphabetical order: what a reader of JSON cannot tell apart is no difference. */
const sorted = ( value: unknown ): unknown =>
	Array.isArray( value )
		? value.map( sorted )
		: typeof value === 'object' && value !== null
			? Object.fromEntries( Object.entries( value ).sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) ).map( ( [ key, inner ] ) => [ key, sorted( inner ) ] ) )
			: value;

export class Recorder {
	private readonly names = new Names();
	private readonly lines: string[] = [];
	private entries: Entry[] = [];
	private copies = 0;
	private rows = 0;
	private last = Date.now();

	public constructor(
		private readonly site: Site,
		private readonly standIn: StandIn,
		private readonly known: Known
	) {}

	/** Listens to a page: what it loads and what it posts to the site. */
	public watch( page: Page ): void {
		page.on( 'request', ( request ) => this.posted( request ) );
		page.on( 'response', ( response ) => void this.loaded( response ) );
	}

	private note( section: string, value: unknown ): void {
		this.last = Date.now();
		this.entries.push( { section, text: typeof value === 'string' ? value : JSON.stringify( sorted( value ) ) } );
	}

	private posted( request: Request ): void {
		const route = request.method() === 'POST' ? ROUTE.exec( request.url() )?.[ 1 ] : undefined;
		if ( route !== undefined ) {
			this.note( `3 the page posts to ${ route }`, JSON.parse( request.postData() ?? 'null' ) );
		}
	}

	private async loaded( response: Response ): Promise< void > {
		const request = response.request();
		if ( ! request.isNavigationRequest() || response.status() >= 300 ) {
			return;
		}
		const html = await response.text().catch( () => '' );
		for ( const [ , id, json, otherId, otherJson ] of html.matchAll( JSON_BLOCK ) ) {
			this.note( `1 the page prints #${ id ?? otherId }`, JSON.parse( json ?? otherJson ?? 'null' ) );
		}
		for ( const [ tag ] of html.matchAll( TAG ) ) {
			if ( ! tag.includes( 'application/json' ) ) {
				this.note( '2 the page prints', tag );
			}
		}
	}

	/** Ends a step: waits until nothing comes any more, delivers, and writes down what happened. */
	public async step( title: string, page: Page ): Promise< void > {
		const begin = Date.now();
		this.last = begin;
		while ( Date.now() - this.last < QUIET_MS && Date.now() - begin < LONGEST_MS ) {
			await page.waitForTimeout( 250 );
			this.received();
		}
		const pushes = await page.evaluate( () => ( ( window as unknown as { dataLayer?: unknown[] } ).dataLayer ?? [] ).filter( ( push ) => typeof ( push as { event?: unknown } ).event === 'string' ) ).catch( () => [] );
		pushes.forEach( ( push ) => this.note( '4 the dataLayer has', push ) );
		await this.stored();
		await this.site.drain();
		this.received();
		this.write( title );
	}

	/** What the server has put into the outbox since the last step. */
	private async stored(): Promise< void > {
		const text = await this.site.php( `echo wp_json_encode( $GLOBALS['wpdb']->get_results( "SELECT * FROM {$GLOBALS['wpdb']->prefix}duet_outbox ORDER BY id", ARRAY_A ) );` );
		const found = JSON.parse( text ) as Record< string, string >[];
		// The other columns are when it was written and what a drain made of it.
		found.slice( this.rows ).forEach( ( { id, claim, lease, next_at, attempts, created_at, updated_at, ...row } ) => this.note( '5 the outbox has', { ...row, sender: row.sender && '<sender>', payload: JSON.parse( row.payload || 'null' ), matching: JSON.parse( row.matching || 'null' ) } ) );
		this.rows = found.length;
	}

	/** What TikTok has received since the last look. */
	private received(): void {
		const all = this.standIn.events();
		all.slice( this.copies ).forEach( ( { channel, source, pixel_code, event, event_id, properties, user, page, limited_data_use, test_event_code, accepted, message, warnings } ) =>
			this.note( `6 TikTok receives from the ${ channel }`, { source, pixel_code, event, event_id, properties, user, page, limited_data_use, test_event_code, accepted, message, warnings } )
		);
		this.copies = all.length;
	}

	private write( title: string ): void {
		const entries = this.entries.map( ( { section, text } ) => ( { section, text: blurred( text, this.known ) } ) );
		const key = ( { section, text }: Entry ): string => `${ section }\n${ keyOf( text ) }`;
		entries.sort( ( a, b ) => ( key( a ) < key( b ) ? -1 : key( a ) > key( b ) ? 1 : 0 ) );
		this.lines.push( '', `# ${ title }` );
		let section = '';
		for ( const entry of entries ) {
			if ( entry.section !== section ) {
				section = entry.section;
				this.lines.push( '', `## ${ section.slice( 2 ) }` );
			}
			this.lines.push( this.names.number( entry.text ) );
		}
		this.entries = [];
	}

	public text(): string {
		return `${ this.lines.join( '\n' ).trim() }\n`;
	}
}
