/** What every consent tool has to hold: nothing before an answer, everything once after a yes, nothing after a no. */
import { expect, type Page } from '@playwright/test';
import type { PluginSlug } from '../../../bin/site/kinds';
import { CLICK, READY, Shopper, eventually, layerOf, pushed, type Shop } from '../../e2e/shop';

/** A real consent tool, and how a visitor uses its banner. */
export interface ConsentTool {
	readonly plugin: PluginSlug;
	/** As the merchant knows it. */
	readonly name: string;
	/** PHP of a must-use plugin: what cannot be chosen in its settings. */
	readonly mustUse?: string;
	/** PHP that does what its wizard does. */
	readonly setUp?: string;
	/** More of Duet's setting `consent`. */
	readonly duet?: object;
	/** It loads the page again after an answer. */
	readonly reloads?: true;
	readonly banner: string;
	accept( page: Page ): Promise< void >;
	reject( page: Page ): Promise< void >;
	/** Finds the way back to the banner and refuses there. */
	withdraw( page: Page ): Promise< void >;
}

const OURS = /^(duet_|ttclid$|_ttp$|_tt_enable_cookie$|ttcsid)/;
const NUMBER = /duet_visitor=[0-9a-f]{32}/;
const NEWEST = "wc_get_orders( [ 'limit' => 1, 'orderby' => 'ID', 'order' => 'DESC' ] )[0]";

/** A visitor whose requests to TikTok are counted. */
export class Visit {
	public readonly requests: string[] = [];
	private readonly shopper: Shopper;

	public constructor( private readonly shop: Shop, public readonly page: Page ) {
		this.shopper = new Shopper( page, shop.site.url, 'classic' );
		const { origin } = new URL( shop.tiktok.pixelScriptUrl );
		page.on( 'request', ( request ) => request.url().startsWith( origin ) && this.requests.push( request.url() ) );
	}

	public async arrive( banner: string ): Promise< void > {
		await this.shopper.arrive( `/product/duet-mug/?ttclid=${ CLICK }` );
		await pushed( this.page, 'view_item' );
		await expect( this.page.locator( banner ).first() ).toBeVisible();
	}

	/** Answers, and waits until the tool has stored the answer, as a visitor who watches the banner go. */
	public async answer( tool: ConsentTool, act: 'accept' | 'reject' ): Promise< void > {
		await tool[ act ]( this.page );
		await expect( this.page.locator( tool.banner ).first() ).toBeHidden();
	}

	/** Nothing went to TikTok, nothing of ours is stored in the browser or on the server. */
	public async leftNothing(): Promise< void > {
		expect( this.requests ).toEqual( [] );
		expect( await this.cookies() ).toEqual( [] );
		expect( await this.shop.rows() ).toEqual( [] );
	}

	private async cookies(): Promise< string[] > {
		return ( await this.page.context().cookies() ).map( ( { name } ) => name ).filter( ( name ) => OURS.test( name ) );
	}

	public async hasNumber( has: boolean ): Promise< void > {
		const cookies = async () => ( await this.page.context().cookies() ).map( ( { name, value } ) => `${ name }=${ value }` ).join( '; ' );
		await expect.poll( async () => NUMBER.test( await cookies() ) ).toBe( has );
	}

	/** What had waited on this page arrived under the ids it had in the dataLayer, each once. */
	public async wasReleased(): Promise< void > {
		const ids = ( await layerOf( this.page ) ).filter( ( { event } ) => event === 'page_view' || event === 'view_item' ).map( ( { event_id } ) => String( event_id ) );
		expect( ids ).toHaveLength( 2 );
		const arrived = () => [ ...this.shop.copies( 'Pageview', 'pixel' ), ...this.shop.copies( 'ViewContent', 'pixel' ) ].map( ( { event_id } ) => event_id );
		await eventually( () => expect( arrived() ).toEqual( expect.arrayContaining( ids ) ) );
		expect( arrived().filter( ( id ) => ids.includes( String( id ) ) ).sort() ).toEqual( ids.sort() );
	}

	/** Buys something, and answers what was stored about consent with the order. */
	public async buy( method: 'cod' | 'bacs' ): Promise< string > {
		await this.shopper.addToCart( 'duet-card' );
		await this.shopper.fillCheckout();
		await this.shopper.pay( method );
		return this.shop.ask< string >( `${ NEWEST }->get_meta( '_duet_visitor' )['consent']['decision'] ?? ''` );
	}

	/** A bank transfer arrives: a request without this visitor. */
	public async getPaid(): Promise< void > {
		await this.shop.site.php( `${ NEWEST }->payment_complete();` );
		await this.shop.site.drain();
	}

	public async look( path: string ): Promise< void > {
		await this.shopper.go( path );
		await pushed( this.page, 'page_view' );
	}
}

/** Withdrawals that the server keeps. */
const tombstones = async ( shop: Shop ): Promise< number > =>
	Number( await shop.ask( "$GLOBALS['wpdb']->get_var( \"SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state = 'tombstone' AND created_at > 0\" )" ) );

export const settings = ( tool: ConsentTool, mode: 'required' | 'assumed' ) => ( { ...READY, consent: { mode, ...tool.duet } } );

export async function acceptAndWithdraw( shop: Shop, page: Page, tool: ConsentTool ): Promise< void > {
	const visit = new Visit( shop, page );
	await shop.set( settings( tool, 'required' ) );
	await visit.arrive( tool.banner );
	await visit.leftNothing();

	await page.evaluate( 'window.sameDocument = true' );
	await visit.answer( tool, 'accept' );
	if ( tool.reloads === undefined ) {
		await visit.wasReleased();
		expect( await page.evaluate( 'window.sameDocument' ) ).toBe( true );
	}
	await visit.hasNumber( true );
	expect( await visit.buy( 'cod' ) ).toBe( 'granted' );
	await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
	await shop.paired( 'Purchase' );

	expect( await visit.buy( 'bacs' ) ).toBe( 'granted' );
	await shop.site.drain();
	await tool.withdraw( page );
	await visit.hasNumber( false );
	await shop.site.drain();
	shop.tiktok.clear();
	visit.requests.length = 0;
	await visit.look( '/product/duet-mug/' );
	await visit.getPaid();
	expect( shop.tiktok.events() ).toEqual( [] );
	expect( visit.requests ).toEqual( [] );
}

export async function rejectAndBuy( shop: Shop, page: Page, tool: ConsentTool, mode: 'required' | 'assumed' ): Promise< void > {
	const visit = new Visit( shop, page );
	await shop.set( settings( tool, mode ) );
	const before = await tombstones( shop );
	await visit.arrive( tool.banner );
	await visit.answer( tool, 'reject' );
	await visit.hasNumber( false );
	await visit.look( '/shop/' );
	expect( await visit.buy( 'cod' ) ).toBe( 'denied' );
	await page.reload();
	await pushed( page, 'page_view' );
	await shop.site.drain();
	expect( shop.tiktok.events() ).toEqual( [] );
	expect( visit.requests ).toEqual( [] );
	expect( await shop.rows() ).toEqual( [] );
	expect( ( await tombstones( shop ) ) - before ).toBeLessThanOrEqual( 1 );
}
