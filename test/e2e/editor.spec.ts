/** An author in WordPress's own editor: gives elements an event, old and new, and the page then fires each once. */
import { join } from 'node:path';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { pagesWith } from './pages';

const reason = await missing( {} );

/** For who wants to see the panel: DUET_SHOTS names a folder. */
const shot = async ( page: Page, name: string ) => process.env.DUET_SHOTS !== undefined && page.screenshot( { path: join( process.env.DUET_SHOTS, `${ name }.png` ) } );

/** Content as it was before Duet came. */
const OLD = `<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="#ring">Ring us</a></div><!-- /wp:button --></div><!-- /wp:buttons -->

<!-- wp:file {"href":"#list.pdf"} --><div class="wp-block-file"><a href="#list.pdf">Price list</a><a href="#list.pdf" class="wp-block-file__button wp-element-button" download>Download</a></div><!-- /wp:file -->`;

test.describe( 'the block editor', () => {
	test.skip( reason !== undefined, reason ?? '' );
	test.describe.configure( { mode: 'serial' } );
	const pages = pagesWith( 'editor' );
	const problems: string[] = [];

	test.beforeEach( async ( { page } ) => {
		page.on( 'pageerror', ( error ) => problems.push( error.message ) );
		page.on( 'console', ( message ) => /block validation|duet/i.test( message.text() ) && message.type() === 'error' && problems.push( message.text() ) );
	} );
	test.afterEach( () => expect( problems ).toEqual( [] ) );

	async function edit( page: Page, path: string ): Promise< FrameLocator > {
		await pages.logIn( page );
		await page.goto( `${ pages.site.url }/wp-admin/${ path }` );
		await page.waitForFunction( "window.wp?.data?.select( 'core/editor' )?.getCurrentPostId()" );
		await page.evaluate( "wp.data.dispatch( 'core/preferences' ).set( 'core/edit-post', 'welcomeGuide', false ); wp.data.dispatch( 'core/preferences' ).set( 'core', 'enableChoosePatternModal', false )" );
		const canvas = page.frameLocator( 'iframe[name="editor-canvas"]' );
		await canvas.locator( '.editor-post-title, [data-type]' ).first().waitFor();
		return canvas;
	}

	/** The panel of the block that is selected, opened if it is closed. */
	async function panel( page: Page ) {
		const sidebar = page.getByRole( 'region', { name: 'Editor settings' } );
		const title = sidebar.getByRole( 'button', { name: 'TikTok event' } );
		await title.waitFor();
		if ( await title.getAttribute( 'aria-expanded' ) === 'false' ) {
			await title.click();
		}
		return sidebar;
	}

	async function publish( page: Page ): Promise< number > {
		return page.evaluate( async () => {
			const { data } = ( window as unknown as { wp: { data: { dispatch( store: string ): Record< string, ( ...args: unknown[] ) => Promise< unknown > >; select( store: string ): Record< string, ( ...args: unknown[] ) => unknown > } } } ).wp;
			await data.dispatch( 'core/editor' )[ 'editPost' ]?.( { status: 'publish' } );
			await data.dispatch( 'core/editor' )[ 'savePost' ]?.();
			return Number( data.select( 'core/editor' )[ 'getCurrentPostId' ]?.() );
		} );
	}

	/** Every block of the post, as WordPress judges it. */
	const invalid = ( page: Page ) =>
		page.evaluate( () => {
			interface Block {
				readonly name: string;
				readonly isValid: boolean;
				readonly innerBlocks: readonly Block[];
			}
			const all = ( blocks: readonly Block[] ): readonly Block[] => blocks.flatMap( ( block ) => [ block, ...all( block.innerBlocks ) ] );
			const { wp } = window as unknown as { wp: { data: { select( store: string ): { getBlocks(): readonly Block[] } } } };
			return all( wp.data.select( 'core/block-editor' ).getBlocks() ).filter( ( { isValid, name } ) => ! isValid || name === 'core/missing' ).map( ( { name } ) => name );
		} );

	test( 'a tracked button: errors are shown beside the field, and the page sends what the panel shows', async ( { page } ) => {
		const canvas = await edit( page, 'post-new.php' );
		await canvas.locator( '.editor-post-title' ).fill( 'Contact' );
		await page.keyboard.press( 'Enter' );
		await page.keyboard.type( '/tracked b' );
		await page.getByRole( 'option', { name: 'Tracked button' } ).click();
		await canvas.getByRole( 'textbox', { name: 'Button text' } ).click();
		await page.keyboard.type( 'Book a call' );

		const sidebar = await panel( page );
		const event = sidebar.getByLabel( 'Event', { exact: true } );
		await event.selectOption( { label: 'Click Button' } );
		await expect( sidebar.getByText( 'TikTok drops this event in 2027' ) ).toBeVisible();
		await shot( page, 'editor-ending' );
		await sidebar.getByRole( 'button', { name: 'Lead (Submit Form)' } ).click();
		await expect( event ).toHaveValue( 'Lead' );

		const value = sidebar.getByLabel( 'Value', { exact: true } );
		await value.fill( '12,50' );
		await sidebar.getByLabel( 'Currency' ).fill( 'EURO' );
		await expect( value ).toHaveAccessibleDescription( /a number like 12\.50/ );
		await expect( sidebar.getByLabel( 'Currency' ) ).toHaveAccessibleDescription( /three letters/ );
		await expect( sidebar.getByText( 'Nothing is sent until the marked fields are right.' ) ).toBeVisible();
		await shot( page, 'editor-wrong' );
		await value.fill( '-1' );
		await expect( value ).toHaveAccessibleDescription( /not below zero/ );

		await value.fill( '12.50' );
		await sidebar.getByLabel( 'Currency' ).fill( 'eur' );
		await expect( sidebar.getByText( 'generate_lead { value: 12.5, currency: "EUR" }' ) ).toBeVisible();
		await expect( sidebar.getByText( 'Lead { value: 12.5, currency: "EUR" }', { exact: true } ) ).toBeVisible();
		await shot( page, 'editor-button' );

		const id = await publish( page );
		await page.reload();
		await page.waitForFunction( "window.wp?.data?.select( 'core/block-editor' )?.getBlocks().length" );
		expect( await invalid( page ) ).toEqual( [] );

		await page.context().clearCookies();
		await pages.visit( page, id );
		await page.getByRole( 'button', { name: 'Book a call' } ).click();
		const copies = await pages.sentOnce( page, [ [ 'generate_lead', 'Lead' ] ] );
		expect( copies.map( ( { properties } ) => [ properties.value, properties.currency ] ) ).toEqual( [ [ 12.5, 'EUR' ], [ 12.5, 'EUR' ] ] );
	} );

	test( "the panel on core's button and file in an old post: no rebuilding, each fires once", async ( { page } ) => {
		const id = await pages.write( OLD );
		const canvas = await edit( page, `post.php?post=${ id }&action=edit` );
		await canvas.getByText( 'Ring us' ).click();
		let sidebar = await panel( page );
		await sidebar.getByLabel( 'Event', { exact: true } ).selectOption( { label: 'A name of your own…' } );
		const name = sidebar.getByLabel( 'Name of the event' );
		await name.fill( '<b>' );
		await expect( name ).toHaveAccessibleDescription( /letters, digits/ );
		await name.fill( 'Ring Bell' );
		const own = sidebar.getByRole( 'group', { name: 'Your own parameter' } );
		await own.getByLabel( 'Name' ).fill( 'bell_number' );
		await own.getByLabel( 'Value' ).fill( '3' );
		await own.getByRole( 'button', { name: 'Add' } ).click();
		await expect( sidebar.getByText( 'Ring Bell { bell_number: "3" }' ) ).toHaveCount( 2 );
		await shot( page, 'editor-own' );

		// The address of the first button's link hangs over it.
		await page.evaluate( "wp.data.dispatch( 'core/block-editor' ).selectBlock( wp.data.select( 'core/block-editor' ).getBlocks().find( ( { name } ) => name === 'core/file' ).clientId )" );
		sidebar = await panel( page );
		await sidebar.getByLabel( 'Event', { exact: true } ).selectOption( { label: 'Download' } );
		await sidebar.getByLabel( 'Content name' ).fill( 'Prices' );
		await shot( page, 'editor-file' );
		expect( await invalid( page ) ).toEqual( [] );
		// What both blocks save with every kind of look, and a form wrapped by the block switcher, is read back as valid.
		expect( await page.evaluate( `( () => {
			const { createBlock, parse, serialize, switchToBlockType } = wp.blocks;
			const look = { backgroundColor: 'contrast', textColor: 'base', fontSize: 'large', className: 'is-style-outline', style: { spacing: { padding: { left: '2em' }, margin: { top: '1em' } }, border: { radius: '4px', width: '2px' }, typography: { letterSpacing: '1px' }, shadow: '1px 1px #000' } };
			const blocks = [
				createBlock( 'duet/button', { ...look, text: 'a <em>b</em>', url: '/x?a=1&b=2', linkTarget: '_blank', rel: 'noopener', align: 'center', anchor: 'here', duetEvent: 'Lead', duetParams: { value: '1' } } ),
				createBlock( 'duet/button', { ...look, text: 'no address', align: 'left' } ),
				...switchToBlockType( createBlock( 'core/html', { content: '<form></form>' } ), 'duet/form' ),
			];
			return parse( serialize( blocks ) ).map( ( { name, isValid, innerBlocks } ) => [ name, isValid, innerBlocks.length ].join( ' ' ) );
		} )()` ) ).toEqual( [ 'duet/button true 0', 'duet/button true 0', 'duet/form true 1' ] );
		await publish( page );

		// The HTML between the comments is what it was.
		const saved = await pages.site.php( `echo get_post( ${ id } )->post_content;` );
		const html = ( content: string ) => content.replace( /<!--.*?-->/gs, '' ).replace( />\s+</g, '><' ).trim();
		expect( html( saved ) ).toBe( html( OLD ) );
		expect( saved ).toContain( '"duetEvent":"Ring Bell"' );

		await page.context().clearCookies();
		await pages.visit( page, id );
		await page.getByRole( 'link', { name: 'Ring us' } ).click();
		await page.getByRole( 'link', { name: 'Price list' } ).click();
		await page.getByRole( 'link', { name: 'Download' } ).click();
		await pages.sentOnce( page, [ [ 'Ring Bell', 'Ring Bell' ], [ 'file_download', 'Download' ], [ 'file_download', 'Download' ] ] );
	} );

	test( 'without Duet the same posts are valid blocks', async ( { page } ) => {
		const id = await pages.write( `${ OLD.replace( '<!-- wp:button -->', '<!-- wp:button {"duetEvent":"Lead","duetParams":{"value":"1"}} -->' ) }` );
		const plugin = ( call: string ) => pages.site.php( `require_once ABSPATH . 'wp-admin/includes/plugin.php'; ${ call }( 'duet-for-tiktok/plugin.php' );` );
		await plugin( 'deactivate_plugins' );
		await edit( page, `post.php?post=${ id }&action=edit` );
		expect( await invalid( page ) ).toEqual( [] );
		await plugin( 'activate_plugin' );
	} );
} );
