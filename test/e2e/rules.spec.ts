/** Rules on a site without a shop: made on the screen, tried on the page, switched on; and links that say what they are. */
import { expect, test, type Page } from '@playwright/test';
import { createSite, missing, type Site } from '../../bin/site/index';
import { startStandIn, type StandIn } from '../tiktok/server';
import vectors from '../vectors/selectors.json' with { type: 'json' };
import { ADDRESS, PIXEL, READY, TOKEN, eventually, layerOf, pushed } from './shop';

const SCREEN = '/wp-admin/options-general.php?page=duet-for-tiktok';
const reason = await missing( {} );

const BODY = `<!-- wp:html -->
<div data-plan="gold"><button class="signup" type="button">Sign up</button></div>
<p><a id="away" class="signup" href="/?elsewhere">Elsewhere</a></p>
<p><a id="tel" href="TEL:+49301234567">Call</a> <a id="mail" href="mailto:shop@example.test">Write</a>
<a id="chat" href="https://wa.me/49301234567">Chat</a> <a id="share" href="https://wa.me/?text=Look">Share</a>
<a id="share-too" href="https://api.whatsapp.com/send?text=Look">Share</a> <a id="messenger" href="https://m.me/duet">Messenger</a>
<a id="chat-web" href="https://web.whatsapp.com/send?phone=49301234567&text=Hi">Chat there</a> <a id="messenger-app" href="fb-messenger://user-thread/duet">Messenger app</a>
<a id="own" data-duet-event="Schedule" href="tel:+49300">Own</a></p>
<p><a id="file" href="/files/Price-List.PDF?v=2">Prices</a> <a id="zip" href="/files/all.zip">All</a> <a id="page" href="/files/pdf/">A page</a></p>
<form id="quiz" action="/" method="get"><input name="answer"><button>Send</button></form>
<!-- /wp:html -->`;

const RULE = {
	id: 'aaaaaaaa',
	label: 'Sign-up',
	on: true,
	event: 'Level Up',
	example: '',
	when: { type: 'click', url: '/rules/', selector: '.signup', layer: '' },
	params: [
		{ name: 'level', from: 'fixed', value: '7' },
		{ name: 'value', from: 'fixed', value: '12.50' },
		{ name: 'currency', from: 'fixed', value: 'EUR' },
		{ name: 'plan', from: 'attribute', value: 'data-plan' },
		{ name: 'source', from: 'url', value: 'from' },
	],
};

test.describe( 'rules', () => {
	test.skip( reason !== undefined, reason ?? '' );
	let tiktok: StandIn;
	let site: Site;

	test.beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		site = await createSite( { name: 'rules', plugins: [ 'duet' ], standIn: tiktok, settings: READY, token: TOKEN } );
		await site.php( `
			global $wp_rewrite;
			$wp_rewrite->set_permalink_structure( '/%postname%/' );
			flush_rewrite_rules();
			kses_remove_filters();
			wp_insert_post( [ 'post_type' => 'page', 'post_status' => 'publish', 'post_name' => 'rules', 'post_title' => 'Rules', 'post_content' => base64_decode( '${ Buffer.from( BODY ).toString( 'base64' ) }' ) ] );` );
	} );
	test.afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
		expect( site?.debugLog() ?? '' ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	} );

	const set = async ( rules: readonly object[], more: object = {} ) => {
		const value = Buffer.from( JSON.stringify( { ...READY, rules, ...more } ) ).toString( 'base64' );
		await site.php( `update_option( 'duet_settings', json_decode( base64_decode( '${ value }' ), true ) );` );
		tiktok.clear();
	};
	const logIn = async ( page: Page ) => {
		await page.goto( `${ site.url }/wp-login.php` );
		await page.fill( '#user_login', 'admin' );
		await page.fill( '#user_pass', 'password' );
		await page.click( '#wp-submit' );
		await page.waitForURL( /wp-admin/ );
	};
	/** A visitor on the page; links lead nowhere, so that the next step finds the page again. */
	const visit = async ( page: Page, path = '/rules/' ) => {
		await page.setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS } );
		await page.goto( site.url + path );
		await pushed( page, 'page_view' );
		await page.evaluate( () => document.addEventListener( 'click', ( event ) => ( event.target as Element ).closest( 'a' ) && event.preventDefault() ) );
	};
	const named = async ( page: Page, event: string ) => ( await layerOf( page ) ).filter( ( one ) => one.event === event );
	const copies = ( event: string, channel: string ) => tiktok.events().filter( ( one ) => one.event === event && one.channel === channel );
	const rowOf = ( page: Page, name: string ) => page.locator( '.duet-rule' ).filter( { hasText: name } );

	test( 'a rule is made by hand; the error of a bad selector is beside its field, and nothing is saved before it is corrected', async ( { page } ) => {
		await logIn( page );
		await page.goto( `${ site.url }${ SCREEN }#settings/forms` );
		await page.getByRole( 'button', { name: 'Add a rule' } ).click();
		await expect( page.getByLabel( 'Name of the rule' ) ).toBeFocused();
		await page.keyboard.type( 'Sign-up' );
		await page.getByLabel( 'Which element: CSS selector' ).fill( '.signup >' );
		await page.getByLabel( 'On which pages' ).fill( 'https://elsewhere.test/' );
		await expect( page.getByLabel( 'Which element: CSS selector' ) ).toHaveAccessibleDescription( /browser cannot read/ );
		await page.getByLabel( 'Event', { exact: true } ).selectOption( { label: 'A name of my own…' } );
		await page.getByLabel( 'Its name' ).fill( 'Level Up' );
		for ( const [ at, { name, from, value } ] of RULE.params.entries() ) {
			await page.getByRole( 'button', { name: 'Add a parameter' } ).click();
			const row = page.locator( '.duet-param' ).nth( at );
			await row.getByLabel( 'Parameter', { exact: true } ).fill( name );
			await row.getByLabel( 'Where from' ).selectOption( from );
			await row.locator( 'input' ).last().fill( name === 'value' ? 'much' : value );
		}
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		const selector = page.getByLabel( 'Which element: CSS selector' );
		await expect( selector ).toBeFocused();
		await expect( selector ).toHaveAccessibleDescription( /Something is missing at the end/ );
		await expect( page.getByLabel( 'On which pages' ) ).toHaveAccessibleDescription( /address of this site/ );
		await expect( page.locator( '#duet-rules-0-params-1-value' ) ).toHaveAccessibleDescription( /number with a dot/ );

		await selector.fill( '.signup' );
		await page.getByLabel( 'On which pages' ).fill( '/rules/' );
		await page.locator( '#duet-rules-0-params-1-value' ).fill( '12.50' );
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();
		const stored = JSON.parse( await site.php( 'echo wp_json_encode( get_option( "duet_settings" )["rules"] );' ) ) as object[];
		const when = { ...RULE.when, counts: 'accepted', shown: '' };
		expect( stored ).toEqual( [ { ...RULE, when, id: expect.stringMatching( /^[a-z0-9]{8}$/ ), on: false } ] );
		await expect( page.getByRole( 'link', { name: /^Try Sign-up/ } ) ).toHaveAttribute( 'href', `${ site.url }/rules/?duet_try=1` );
		// Its own name has switches like any other event.
		await page.goto( `${ site.url }${ SCREEN }#settings/events` );
		await expect( page.getByRole( 'row', { name: /^Level Up/ } ).getByRole( 'checkbox' ) ).toHaveCount( 3 );
	} );

	test( 'it is tried from the admin bar while it is off: shown, and nothing leaves the page', async ( { page } ) => {
		await set( [ { ...RULE, on: false } ] );
		const relayed: string[] = [];
		page.on( 'request', ( request ) => ( /duet\/v1\/|127\.0\.0\.1:\d+\/(i18n|api)\//.test( request.url() ) ? relayed.push( request.url() ) : undefined ) );
		await logIn( page );
		await page.goto( `${ site.url }/rules/?from=mail` );
		await pushed( page, 'page_view' );
		relayed.length = 0;
		await page.locator( '#wp-admin-bar-duet-try a' ).click();
		await page.waitForURL( /duet_try=1/ );
		const panel = page.getByRole( 'region', { name: 'Duet: trying rules' } );
		await expect( panel ).toContainText( 'Elements found: 2' );
		await page.getByRole( 'button', { name: 'Sign up' } ).click();
		const entry = panel.locator( '.event.mine' );
		await expect( entry ).toContainText( 'by your rule "Sign-up"' );
		for ( const channel of [ 'dataLayer', 'Pixel', 'Events API' ] ) {
			const row = entry.getByRole( 'row', { name: channel } );
			for ( const part of [ 'Level Up', 'level: 7', 'value: 12.5', 'currency: EUR', 'plan: gold', 'source: mail' ] ) {
				await expect( row ).toContainText( part );
			}
		}
		await page.locator( '#away' ).click();
		await expect( panel.getByRole( 'link', { name: 'Open it and go on trying' } ) ).toHaveAttribute( 'href', `${ site.url }/?elsewhere=&duet_try=1` );
		expect( page.url() ).toContain( '/rules/' );
		await expect( panel.locator( '.event.mine' ) ).toHaveCount( 2 );
		expect( await layerOf( page ) ).toEqual( [] );
		expect( await page.evaluate( () => 'ttq' in window ) ).toBe( false );
		await page.waitForTimeout( 600 );
		expect( relayed ).toEqual( [] );
		expect( copies( 'Level Up', 'pixel' ) ).toEqual( [] );
		const response = await page.reload();
		expect( response?.headers()[ 'cache-control' ] ).toContain( 'no-store' );
		await panel.getByRole( 'link', { name: 'Stop trying' } ).click();
		await page.waitForURL( ( url ) => ! url.searchParams.has( 'duet_try' ) );
	} );

	test( 'who tries a rule sees what keeps it from being sent, and takes nothing from the pages that send', async ( { page } ) => {
		const price = { name: 'value', from: 'attribute', value: 'data-plan' };
		await set( [ { ...RULE, on: false, event: 'Lead', params: [ price ] } ] );
		await logIn( page );
		const tray = { name: 'duet_tray', value: Buffer.from( JSON.stringify( [ [ 'Lead', 'L-1-0123456789ab', 1 ] ] ) ).toString( 'base64url' ), url: site.url };
		await page.context().addCookies( [ tray ] );
		await page.goto( `${ site.url }/rules/?duet_try=1` );
		await page.getByRole( 'button', { name: 'Sign up' } ).click();
		const panel = page.getByRole( 'region', { name: 'Duet: trying rules' } );
		await expect( panel.locator( '.event.mine' ) ).toContainText( /value of another kind .*: value/ );
		await expect( panel ).not.toContainText( 'Has just fired' );
		expect( ( await page.context().cookies() ).find( ( { name } ) => name === 'duet_tray' )?.value ).toBe( tray.value );
	} );

	test( 'only an administrator can try: the parameter means nothing to a visitor', async ( { page, request } ) => {
		await set( [ { ...RULE, on: false } ] );
		await visit( page, '/rules/?duet_try=1' );
		expect( await page.locator( 'duet-try-out, #duet-try' ).count() ).toBe( 0 );
		await eventually( () => expect( copies( 'Pageview', 'pixel' ) ).toHaveLength( 1 ) );
		expect( await ( await request.get( `${ site.url }/rules/?duet_try=1` ) ).text() ).not.toContain( '.signup' );
		await page.getByRole( 'button', { name: 'Sign up' } ).click();
		expect( await named( page, 'Level Up' ) ).toEqual( [] );
	} );

	test( 'switched on it fires once, with the same parameters and one id on all channels', async ( { page } ) => {
		await set( [ { ...RULE, on: false } ] );
		await logIn( page );
		await page.goto( `${ site.url }${ SCREEN }#settings/forms` );
		await rowOf( page, 'Sign-up' ).getByRole( 'checkbox' ).check();
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();
		await page.context().clearCookies();

		await visit( page, '/rules/?from=mail' );
		await page.getByRole( 'button', { name: 'Sign up' } ).click();
		const params = { level: '7', value: 12.5, currency: 'EUR', plan: 'gold', source: 'mail' };
		const [ layer, ...more ] = await named( page, 'Level Up' );
		expect( more ).toEqual( [] );
		expect( layer ).toMatchObject( params );
		expect( layer ).not.toHaveProperty( 'sig' );
		await expect( async () => {
			await site.drain();
			expect( [ copies( 'Level Up', 'pixel' ).length, copies( 'Level Up', 'server' ).length ] ).toEqual( [ 1, 1 ] );
		} ).toPass( { timeout: 15_000 } );
		for ( const copy of [ ...copies( 'Level Up', 'pixel' ), ...copies( 'Level Up', 'server' ) ] ) {
			expect( copy.event_id ).toBe( layer?.event_id );
			expect( copy.properties ).toMatchObject( params );
		}
		expect( tiktok.count( 'Level Up' ) ).toBe( 1 );
		// Another page is another page.
		await visit( page, '/' );
		expect( await page.locator( '#duet-page' ).textContent() ).not.toContain( '.signup' );
	} );

	test( 'the keyboard counts once, the middle button never', async ( { page } ) => {
		await set( [ RULE ] );
		await visit( page );
		const button = page.getByRole( 'button', { name: 'Sign up' } );
		const count = async () => ( await named( page, 'Level Up' ) ).length;
		await button.press( 'Enter' );
		await expect.poll( count ).toBe( 1 );
		await button.press( 'Space' );
		await expect.poll( count ).toBe( 2 );
		await page.locator( '#away' ).click( { button: 'middle' } );
		await page.locator( '.signup' ).first().click( { button: 'right' } );
		expect( await named( page, 'Level Up' ) ).toHaveLength( 2 );
	} );

	test( 'a page, a form, something that comes into view, and an event of another tool', async ( { page } ) => {
		const rule = ( id: string, event: string, when: object, params: object[] = [] ) => ( { ...RULE, id, event, when: { url: '*', ...when }, params } );
		await set( [
			rule( 'aaaaaaaa', 'Opened', { type: 'page', url: '/rules/' } ),
			rule( 'bbbbbbbb', 'Quiz', { type: 'submit', selector: '#quiz' } ),
			rule( 'cccccccc', 'Seen', { type: 'view', selector: '#quiz' } ),
			rule( 'dddddddd', 'AddToWishlist', { type: 'layer', layer: 'wish' }, [ { name: 'item_id', from: 'layer', value: 'item.id' }, { name: 'item_name', from: 'layer', value: 'item.name' } ] ),
		] );
		await page.addInitScript( () => {
			( window as unknown as Record< string, unknown > ).dataLayer = [ { event: 'wish', item: { id: 'early' } } ];
		} );
		await visit( page );
		expect( await named( page, 'Opened' ) ).toHaveLength( 1 );
		await page.locator( '#quiz' ).scrollIntoViewIfNeeded();
		await expect.poll( async () => ( await named( page, 'Seen' ) ).length ).toBe( 1 );
		await page.evaluate( () => ( window as unknown as { dataLayer: object[] } ).dataLayer.push( { event: 'wish', item: { id: 7, name: 'Mug' } }, { event: 'other' } ) );
		expect( ( await named( page, 'add_to_wishlist' ) ).map( ( one ) => [ one.content_id, one.content_name ] ) ).toEqual( [ [ 'early', undefined ], [ '7', 'Mug' ] ] );
		await page.evaluate( () => document.querySelector( '#quiz' )?.addEventListener( 'submit', ( event ) => event.preventDefault(), { once: true } ) );
		await page.getByRole( 'button', { name: 'Send' } ).click();
		expect( await named( page, 'Quiz' ) ).toEqual( [] );
		await page.evaluate( () => window.addEventListener( 'submit', ( event ) => event.preventDefault() ) );
		await page.getByRole( 'button', { name: 'Send' } ).click();
		expect( await named( page, 'Quiz' ) ).toHaveLength( 1 );
	} );

	test( 'links that say what they are: Contact and Download, once each, and not what only looks like it', async ( { page } ) => {
		await set( [] );
		await visit( page );
		for ( const id of [ 'tel', 'mail', 'chat', 'chat-web', 'messenger', 'messenger-app', 'share', 'share-too', 'own', 'file', 'zip', 'page' ] ) {
			await page.locator( `#${ id }` ).click();
		}
		expect( ( await named( page, 'contact' ) ).map( ( { method, link_text } ) => [ method, link_text ] ) ).toEqual( [ [ 'phone', 'Call' ], [ 'email', 'Write' ], [ 'whatsapp', 'Chat' ], [ 'whatsapp', 'Chat there' ], [ 'messenger', 'Messenger' ], [ 'messenger', 'Messenger app' ] ] );
		expect( ( await named( page, 'file_download' ) ).map( ( one ) => [ one.file_name, String( one.file_extension ).toLowerCase(), one.content_name ] ) ).toEqual( [ [ 'Price-List.PDF', 'pdf', 'Price-List.PDF' ], [ 'all.zip', 'zip', 'all.zip' ] ] );
		expect( await named( page, 'schedule' ) ).toHaveLength( 1 );
		await expect( async () => {
			await site.drain();
			expect( [ tiktok.count( 'Contact' ), tiktok.count( 'Download' ), copies( 'Contact', 'server' ).length, copies( 'Download', 'server' ).length ] ).toEqual( [ 6, 2, 6, 2 ] );
		} ).toPass( { timeout: 15_000 } );
		await set( [], { links: { phone: false, file_types: [ 'zip' ] } } );
		await visit( page );
		await page.locator( '#tel' ).click();
		await page.locator( '#file' ).click();
		expect( [ ...( await named( page, 'contact' ) ), ...( await named( page, 'file_download' ) ) ] ).toEqual( [] );
	} );

	test( 'what PHP takes for a selector, a browser takes, too; a broken option breaks no page', async ( { page } ) => {
		const errors: string[] = [];
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		await set( [ { ...RULE, when: { ...RULE.when, selector: '</script><script>window.hacked=1</script>' } }, { ...RULE, event: '<b>' }, 'rubbish' as unknown as object, { ...RULE, id: 'bbbbbbbb' } ] );
		await visit( page );
		const refused = await page.evaluate( ( selectors ) => selectors.filter( ( selector ) => {
			try {
				document.querySelector( selector );
				return false;
			} catch {
				return true;
			}
		} ), vectors.good );
		expect( refused ).toEqual( [] );
		await page.getByRole( 'button', { name: 'Sign up' } ).click();
		expect( await named( page, 'Level Up' ) ).toHaveLength( 1 );
		expect( await page.evaluate( () => 'hacked' in window ) ).toBe( false );
		expect( errors ).toEqual( [] );
	} );
} );
