/** Clicks, forms and views on a site without a shop: each act counts once, with one id, whatever else is on the page. */
import { expect, test, type Page } from '@playwright/test';
import catalogue from '../../src/events/catalogue.json' with { type: 'json' };
import { missing } from '../../bin/site/index';
import { layerOf, READY } from './shop';
import { pagesWith } from './pages';

const reason = await missing( {} );

const rule = ( id: string, type: string, more: object, params: object[] = [] ) => ( {
	id,
	label: '',
	on: true,
	event: 'LevelUp',
	example: '',
	when: { type, url: '*', selector: '', layer: '', ...more },
	params,
} );
const RULES = [
	rule( 'aaaaaaaa', 'view', { selector: '#deep' }, [ { name: 'source', from: 'fixed', value: 'view' } ] ),
	rule( 'bbbbbbbb', 'layer', { layer: 'quiz' }, [ { name: 'score', from: 'layer', value: 'result.points' } ] ),
	rule( 'cccccccc', 'submit', { selector: '#native' }, [ { name: 'source', from: 'attribute', value: 'data-source' } ] ),
];

const html = ( body: string ) => `<!-- wp:html -->${ body }<!-- /wp:html -->`;
const AWAY = 'onclick="event.preventDefault()"';

test.describe( 'elements', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const pages = pagesWith( 'elements', { settings: { ...READY, rules: RULES } } );

	const events = async ( page: Page ) => ( await pages.layer( page ) ).map( ( { event } ) => event );
	const open = async ( page: Page, body: string ) => {
		const thrown: Error[] = [];
		page.on( 'pageerror', ( error ) => thrown.push( error ) );
		await pages.visit( page, await pages.write( html( body ) ) );
		return thrown;
	};

	test( 'a site without WooCommerce loads no shop code', async ( { page } ) => {
		await open( page, '<p>x</p>' );
		const ours = await page.locator( 'script[src*="duet-for-tiktok"]' ).evaluateAll( ( tags ) => tags.map( ( tag ) => String( tag.getAttribute( 'src' ) ).replace( /.*build\/|\?.*/g, '' ) ) );
		expect( ours ).toContain( 'storefront.js' );
		expect( ours.join() ).not.toMatch( /shop|wishlists/ );
		expect( JSON.parse( ( await page.locator( '#duet-page' ).textContent() ) ?? '' ) ).not.toHaveProperty( 'shop' );
	} );

	test( 'marked buttons and links count once on every channel', async ( { page } ) => {
		await open(
			page,
			`<div data-duet-event="Schedule"><button id="b" type="button" data-duet-event="Lead" data-duet-content-name="Brochure"><b>Brochure</b></button></div>
			<a id="tel" href="tel:+49301234567" ${ AWAY }>Call</a><a id="mail" href="mailto:a@example.test" ${ AWAY }>Write</a>
			<a id="file" href="/files/Prices.PDF?v=2" ${ AWAY }>Prices</a><a id="own" href="tel:+4930" data-duet-event="FindLocation" ${ AWAY }>Way</a>`
		);
		await page.click( '#b b' );
		for ( const id of [ 'tel', 'mail', 'file', 'own' ] ) {
			await page.click( `#${ id }` );
		}
		const layer = await pages.layer( page );
		expect( layer ).toMatchObject( [
			{ event: 'generate_lead', content_name: 'Brochure' },
			{ event: 'schedule' },
			{ event: 'contact', method: 'phone', link_url: 'tel:+49301234567', link_text: 'Call' },
			{ event: 'contact', method: 'email' },
			{ event: 'file_download', file_name: 'Prices.PDF', file_extension: 'PDF', link_text: 'Prices' },
			{ event: 'find_location' },
		] );
		await pages.sentOnce( page, [
			[ 'generate_lead', 'Lead' ],
			[ 'schedule', 'Schedule' ],
			[ 'contact', 'Contact' ],
			[ 'contact', 'Contact' ],
			[ 'file_download', 'Download' ],
			[ 'find_location', 'FindLocation' ],
		] );
	} );

	test( 'the keyboard counts once, the middle button and a disabled button never', async ( { page, context } ) => {
		await open(
			page,
			`<a id="a" href="/?elsewhere" data-duet-event="Lead">A</a><button id="b" type="button" data-duet-event="Contact">B</button>
			<button id="off" type="button" disabled data-duet-event="Download">Off</button>`
		);
		const [ opened ] = await Promise.all( [ context.waitForEvent( 'page' ), page.click( '#a', { button: 'middle' } ) ] );
		await opened.close();
		await page.click( '#off', { force: true } );
		expect( await events( page ) ).toEqual( [] );
		await page.evaluate( () => document.querySelector( '#a' )?.addEventListener( 'click', ( event ) => event.preventDefault() ) );
		await page.press( '#a', 'Enter' );
		await page.press( '#b', 'Space' );
		await page.press( '#b', 'Enter' );
		expect( await events( page ) ).toEqual( [ 'generate_lead', 'contact', 'contact' ] );
		await pages.sentOnce( page, [ [ 'generate_lead', 'Lead' ], [ 'contact', 'Contact' ], [ 'contact', 'Contact' ] ] );
	} );

	test( 'each event of the catalogue, fired by a button: once, under one ID, on exactly its channels; by the middle button never', async ( { page } ) => {
		const all = Object.entries( catalogue.events ).filter( ( [ name ] ) => name !== 'Pageview' );
		await open( page, all.map( ( [ name ] ) => `<button type="button" id="${ name }" data-duet-event="${ name }">${ name }</button>` ).join( ' ' ) );
		for ( const [ name ] of all ) {
			await page.click( `#${ name }`, { button: 'middle' } );
		}
		expect( await events( page ) ).toEqual( [] );
		for ( const [ name ] of all ) {
			await page.click( `#${ name }` );
		}
		const pushed = await pages.layer( page );
		const layerName = ( channels: object ) => ( channels as { dataLayer?: { name: string } } ).dataLayer?.name;
		expect( pushed.map( ( { event } ) => event ) ).toEqual( all.flatMap( ( [ , { channels } ] ) => layerName( channels ) ?? [] ) );
		// Sales are never the relay's; what the catalogue has "off" nobody has switched on here.
		const on = {
			pixel: ( [ , { channels } ]: ( typeof all )[ number ] ) => 'pixel' in channels,
			server: ( [ , { channels, born } ]: ( typeof all )[ number ] ) => 'eventsApi' in channels && ! ( 'off' in channels.eventsApi ) && 'browser' in born,
		};
		await page.goto( `${ pages.site.url }/sample-page/?later` );
		for ( const channel of [ 'pixel', 'server' ] as const ) {
			const wanted = all.filter( on[ channel ] ).map( ( [ name, { channels } ] ) => `${ name } ${ pushed.find( ( { event } ) => event === layerName( channels ) )?.event_id }` );
			await expect( async () => {
				await pages.site.drain();
				const told = pages.tiktok.events().filter( ( copy ) => copy.channel === channel && copy.event !== 'Pageview' );
				expect( told.map( ( { event, event_id } ) => `${ event } ${ event_id }` ).sort() ).toEqual( wanted.sort() );
			} ).toPass( { timeout: 20_000 } );
		}
	} );

	test( 'a label and its control are one act, by mouse and by keyboard', async ( { page } ) => {
		await open( page, '<div data-duet-event="Lead"><label id="l">Yes <input id="i" type="checkbox"></label></div>' );
		await page.click( '#l', { position: { x: 4, y: 4 } } );
		expect( await page.isChecked( '#i' ) ).toBe( true );
		expect( await events( page ) ).toEqual( [ 'generate_lead' ] );
		await page.press( '#i', 'Space' );
		expect( await page.isChecked( '#i' ) ).toBe( false );
		await pages.sentOnce( page, [ [ 'generate_lead', 'Lead' ], [ 'generate_lead', 'Lead' ] ] );
	} );

	test( 'a native form counts when it is sent, not when it is shown, refused or stopped', async ( { page } ) => {
		await open(
			page,
			`<div data-duet-on="submit" data-duet-event="Lead" data-duet-form-id="7"><form id="native" data-source="blog" action="/" method="get" target="frame"><input name="q" required><button>Send</button></form></div>
			<form id="stopped" data-duet-event="Contact"><button>Never</button></form><iframe name="frame"></iframe>
			<script>document.querySelector( '#stopped' ).addEventListener( 'submit', function ( event ) { event.preventDefault(); } );</script>`
		);
		await page.click( '#native button' );
		await page.click( '#stopped button' );
		expect( await events( page ) ).toEqual( [] );
		await page.fill( '#native input', 'x' );
		await page.press( '#native input', 'Enter' );
		expect( await pages.layer( page ) ).toMatchObject( [ { event: 'generate_lead', form_id: '7' }, { event: 'LevelUp', source: 'blog' } ] );
		await pages.sentOnce( page, [ [ 'generate_lead', 'Lead' ], [ 'LevelUp', 'LevelUp' ] ] );
	} );

	test( 'what comes into view counts once, what is never scrolled to does not', async ( { page } ) => {
		await open(
			page,
			`<div style="height:3000px">Top</div><p id="deep" data-duet-event="Lead" data-duet-on="view">Deep</p><div style="height:3000px">Middle</div>
			<p data-duet-event="Contact" data-duet-on="view">Bottom</p>`
		);
		expect( await events( page ) ).toEqual( [] );
		for ( const y of [ 3000, 0, 3000 ] ) {
			await page.evaluate( ( top ) => window.scrollTo( 0, top ), y );
			await expect.poll( async () => ( await events( page ) ).length ).toBe( 2 );
		}
		await pages.sentOnce( page, [ [ 'generate_lead', 'Lead' ], [ 'LevelUp', 'LevelUp' ] ] );
	} );

	test( 'another tool\'s dataLayer event leads to ours, before and after us, and our own to none', async ( { page } ) => {
		await open( page, `<script>window.dataLayer = [ { event: 'quiz', result: { points: 7 } } ];</script>` );
		await page.evaluate( () => ( window as unknown as { dataLayer: object[] } ).dataLayer.push( { event: 'quiz', result: { points: 9 } } ) );
		const mine = ( await layerOf( page ) ).filter( ( { event } ) => event === 'LevelUp' );
		expect( mine ).toMatchObject( [ { score: 7 }, { score: 9 } ] );
		await page.evaluate( () => ( window as unknown as { duet: { track( name: string ): void } } ).duet.track( 'quiz' ) );
		expect( ( await layerOf( page ) ).filter( ( { event } ) => event === 'LevelUp' ) ).toHaveLength( 2 );
	} );

	for ( const [ name, script, seen ] of [
		[ 'throws in every listener and stops every click', `window.addEventListener( 'click', function () { throw new Error( 'theirs' ); }, true );
			document.addEventListener( 'click', function ( event ) { event.stopImmediatePropagation(); throw new Error( 'theirs' ); }, true );`, true ],
		[ 'freezes the dataLayer', 'window.dataLayer = Object.freeze( [] );', false ],
		[ 'has something else under its name', 'window.dataLayer = "mine";', false ],
		[ 'listens to the dataLayer and throws', 'window.dataLayer = []; window.dataLayer.push = function () { throw new Error( "theirs" ); };', false ],
	] as const ) {
		test( `nothing is lost, doubled or thrown beside a tool that ${ name }`, async ( { page } ) => {
			const thrown: string[] = [];
			page.on( 'pageerror', ( { message } ) => thrown.push( message ) );
			pages.tiktok.clear();
			const id = await pages.write( html( `<script>${ script }</script><button id="b" type="button" data-duet-event="Lead">B</button>` ) );
			await page.goto( `${ pages.site.url }/?p=${ id }` );
			await page.waitForFunction( () => 'track' in ( ( window as { duet?: object } ).duet ?? {} ) );
			await page.click( '#b' );
			expect( thrown.filter( ( message ) => message !== 'theirs' ) ).toEqual( [] );
			if ( seen ) {
				expect( await events( page ) ).toEqual( [ 'generate_lead' ] );
			}
			await page.goto( `${ pages.site.url }/sample-page/?later` );
			await expect( async () => {
				await pages.site.drain();
				const leads = pages.tiktok.events().filter( ( { event } ) => event === 'Lead' );
				expect( leads.map( ( { channel } ) => channel ).sort() ).toEqual( [ 'pixel', 'server' ] );
				expect( new Set( leads.map( ( { event_id } ) => event_id ) ).size ).toBe( 1 );
			} ).toPass( { timeout: 20_000 } );
		} );
	}

	test( 'a script that runs twice, and late, counts once', async ( { page } ) => {
		await open( page, '<button id="b" type="button" data-duet-event="Lead">B</button>' );
		const address = await page.locator( 'script[src*="build/storefront.js"]' ).getAttribute( 'src' );
		await page.addScriptTag( { url: address ?? '' } );
		await page.click( '#b' );
		await pages.sentOnce( page, [ [ 'generate_lead', 'Lead' ] ] );
	} );
} );
