/** Blocks, panel and shortcodes in a real WordPress: what it makes of good content, and of a hostile contributor's. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

const without = await missing( {} );
const settings = { pixels: [ { code: 'C9OPQFJC77U5NIJ6K7HG' } ], consent: { mode: 'assumed' }, data_layer: { mode: 'on' } };

/** What a contributor might try; each alone in a paragraph. */
const hostile = [
	'[duet_button url="javascript:alert(1)"]x[/duet_button]',
	'[duet_button url="data:text/html,<script>alert(1)</script>"]x[/duet_button]',
	'[duet_button url="&#106;avascript:alert(1)" target="_blank\' onclick=alert(1)"]x[/duet_button]',
	'[duet_button class="a&quot; onmouseover=&quot;alert(1)" event="Lead"]x[/duet_button]',
	'[duet_button event="&quot;><img src=x onerror=alert(1)>"]x[/duet_button]',
	'[duet_button event="Contact" onclick="alert(1)"]x[/duet_button]',
	'[duet_button event="Own" onclick="alert(1)" style="x:expression(alert(1))"]x[/duet_button]',
	'[duet_button event="Lead" description="</script><script>alert(1)</script>"]x[/duet_button]',
	'[duet_button event="Lead" description="&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"]x[/duet_button]',
	'[duet_button event="Lead" description="&quot;,&quot;value&quot;:99,&quot;x&quot;:&quot;"]x[/duet_button]',
	'[duet_button event="Lead"]<script>alert(1)</script><img src=x onerror=alert(1)>x[/duet_button]',
	'[duet_button event="[duet_event name=Lead]"]x[/duet_button]',
	'<a href="[duet_button url=javascript:alert(1)]">x</a>',
	'<a title="[duet_form event=Lead]">x</a>',
	`[duet_button event="Own" big="${ 'x'.repeat( 100_000 ) }"]x[/duet_button]`,
	'[duet_form event="Lead" class="&quot; onfocus=&quot;alert(1)"]x[/duet_form]',
	'[duet_form event="Own" onsubmit="alert(1)"]<form action="javascript:alert(1)"><input onfocus=alert(1)></form>[/duet_form]',
	'[duet_event name="Lead" on="click" selector="&lt;img src=x onerror=alert(1)&gt;"]',
	'[duet_event name="Lead" on="click" selector="a{}*{}"]',
	'[duet_event name="Own" x="&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--"]',
	'[duet_event name="__proto__" on="view" constructor="x"]',
	'[duet_event]',
	'[duet_button event="Refund"]x[/duet_button]',
].join( '\n\n' );

/** Blocks as a contributor would forge them: the event is in the comment, where nothing filters markup. */
const forged = [
	'<!-- wp:button {"duetEvent":"\\u0022\\u003e\\u003cimg src=x onerror=alert(1)\\u003e"} --><div class="wp-block-button"><a class="wp-block-button__link">a</a></div><!-- /wp:button -->',
	'<!-- wp:button {"duetEvent":"Lead","duetParams":{"description":"\\u0022 onclick=\\u0022alert(1)"}} --><div class="wp-block-button"><a class="wp-block-button__link">b</a></div><!-- /wp:button -->',
	'<!-- wp:button {"duetEvent":["Lead"],"duetParams":"x"} --><div class="wp-block-button"><a class="wp-block-button__link">c</a></div><!-- /wp:button -->',
	'<!-- wp:button {"duetEvent":"Lead","duetParams":{"value":"12,50"}} --><div class="wp-block-button"><a class="wp-block-button__link">d</a></div><!-- /wp:button -->',
	'<!-- wp:duet/button {"duetEvent":"Lead","duetParams":{"value":{"a":1}}} --><div class="wp-block-duet-button wp-block-button"><a class="wp-block-button__link" href="/e">e</a></div><!-- /wp:duet/button -->',
].join( '\n' );

describe.skipIf( without )( `elements${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	beforeAll( async () => {
		site = await createSite( { name: 'elements', plugins: [ 'duet' ], settings } );
		// WordPress has core/form in its experiments alone: there, as in the Gutenberg plugin, it is its saved form with some attributes set.
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/form.php' ), `<?php add_action( 'init', static fn() => register_block_type( 'core/form', array( 'attributes' => array( 'method' => array( 'type' => 'string' ) ), 'render_callback' => static function ( $chosen, $html ) {
			$tags = new WP_HTML_Tag_Processor( $html );
			$tags->next_tag( 'form' );
			$tags->set_attribute( 'method', $chosen['method'] ?? 'post' );
			return $tags->get_updated_html();
		} ) ) );` );
	}, 120_000 );
	afterAll( () => site?.stop() );

	/** The page a visitor gets of a post that such a user wrote, in the theme's own template. */
	async function written( content: string, role = 'administrator', reader = 'nobody' ): Promise< { html: string; doc: Document } > {
		const id = await site.php( `
			$user = get_user_by( 'login', '${ role }' ) ?: get_user_by( 'id', wp_insert_user( [ 'user_login' => '${ role }', 'user_pass' => 'x', 'role' => '${ role }' ] ) );
			wp_set_current_user( $user->ID );
			echo wp_insert_post( wp_slash( [ 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => base64_decode( '${ Buffer.from( content ).toString( 'base64' ) }' ) ] ) );` );
		const html = reader === 'nobody' ? await ( await fetch( `${ site.url }/?p=${ id }` ) ).text() : await site.php( `
			wp_set_current_user( get_user_by( 'login', '${ reader }' )->ID );
			$GLOBALS['post'] = get_post( ${ id } ); setup_postdata( $GLOBALS['post'] );
			echo apply_filters( 'the_content', $GLOBALS['post']->post_content );` );
		return { html, doc: new JSDOM( html ).window.document };
	}

	const pageOf = ( doc: Document ) => JSON.parse( doc.getElementById( 'duet-page' )?.textContent ?? 'null' );
	const tracked = ( doc: Document ) => [ ...doc.querySelectorAll< HTMLElement >( '[data-duet-event]' ) ].map( ( { tagName, dataset } ) => `${ tagName } ${ dataset[ 'duetEvent' ] } ${ dataset[ 'duetOn' ] ?? '' }`.trim() );

	it( 'renders shortcodes with typed, signed parameters and runs what is nested', async () => {
		const { doc } = await written( `[duet_button event="Submit Form" url="/thanks/?a=1&b=2" target="_blank" value="12.50" currency="EUR" class="big"]Call <em>us</em>[/duet_button]

[duet_form event="Subscribe" description="Tom &amp; Jerry"]

<form><input name="email"></form>

[duet_button event="LevelUp" level-number="3"]Up[/duet_button]

[/duet_form]

[duet_event name="View Content" content_id="007" value="5" currency="EUR"]

[duet_event name="Lead" on="click" selector="main > .cta[href*='x']"]` );
		expect( tracked( doc ) ).toEqual( [ 'A Lead click', 'DIV Subscribe submit', 'BUTTON LevelUp click' ] );
		const link = doc.querySelector< HTMLAnchorElement >( 'a[data-duet-event]' );
		expect( link?.getAttribute( 'href' ) ).toBe( '/thanks/?a=1&b=2' );
		expect( link?.className ).toBe( 'wp-block-button__link wp-element-button big' );
		expect( JSON.parse( link?.dataset[ 'duetParams' ] ?? '' ) ).toEqual( { sig: expect.stringMatching( /^[0-9a-f]{32}$/ ), value: 12.5, currency: 'EUR' } );
		const form = doc.querySelector< HTMLElement >( '.duet-form' );
		expect( JSON.parse( form?.dataset[ 'duetParams' ] ?? '' ) ).toEqual( { description: 'Tom & Jerry' } );
		expect( form?.querySelector( 'form' ) ).not.toBeNull();
		expect( form?.querySelector( 'button' )?.dataset[ 'duetParams' ] ).toBe( '{"level_number":"3"}' );
		expect( pageOf( doc ).page.bindings ).toEqual( expect.arrayContaining( [
			{ on: 'view', name: 'ViewContent', params: expect.objectContaining( { content_id: '007', value: 5, currency: 'EUR' } ) },
			{ on: 'click', at: "main > .cta[href*='x']", name: 'Lead' },
		] ) );
	} );

	it( 'takes a post for viewed on its own page alone', async () => {
		const { doc } = await written( '[duet_event name="Contact" content_name="only here"] [duet_event name="Contact" on="view" selector=".seen"]' );
		const views = ( { page }: { page: { bindings: { on: string }[] } } ) => page.bindings.filter( ( { on } ) => on === 'view' );
		expect( views( pageOf( doc ) ) ).toHaveLength( 2 );
		const home = new JSDOM( await ( await fetch( `${ site.url }/` ) ).text() ).window.document;
		expect( views( pageOf( home ) ).filter( ( one ) => ! ( 'at' in one ) ) ).toEqual( [] );
	} );

	it( 'makes a hostile contributor harmless', async () => {
		const { html, doc } = await written( hostile, 'contributor' );
		const own = doc.querySelector( '.entry-content, main' ) ?? doc.body;
		const bad = [ ...own.querySelectorAll( '*' ) ].flatMap( ( element ) => [ ...element.attributes ].filter( ( { name, value } ) => /^on/i.test( name ) || /^\s*(javascript|data):/i.test( value ) ).map( ( { name, value } ) => `${ element.tagName } ${ name }=${ value }` ) );
		expect( bad ).toEqual( [] );
		expect( own.querySelectorAll( 'script:not([type="application/json"])' ) ).toHaveLength( 0 );
		// What is for the script to read is data: nothing of it closed its element or made a second parameter.
		const texts = [ ...own.querySelectorAll< HTMLElement >( '[data-duet-params]' ) ].map( ( { dataset } ) => JSON.parse( dataset[ 'duetParams' ] ?? '' ) );
		expect( texts ).toContainEqual( { description: '","value":99,"x":"' } );
		expect( texts.flatMap( ( one ) => Object.keys( one ) ) ).not.toContain( 'value' );
		const { bindings } = pageOf( doc ).page;
		expect( bindings.filter( ( { name }: { name: string } ) => name === 'Lead' ) ).toEqual( [] );
		expect( html ).not.toContain( 'xxxxxxxxxx' );
		// Visitors do not read about mistakes.
		expect( own.querySelector( '.duet-notice' ) ).toBeNull();
	} );

	it( 'shows what is wrong to users who can edit the page, and to no other visitor', async () => {
		const content = '[duet_button event="Lead" value="12,50"]Call[/duet_button] [duet_event name="Lead" on="click"]';
		const { doc } = await written( content, 'editor', 'editor' );
		expect( [ ...doc.querySelectorAll( '.duet-notice' ) ].map( ( note ) => note.textContent ) ).toEqual( [ expect.stringMatching( /value: write a number like 12\.50/ ), expect.stringMatching( /selector: / ) ] );
		expect( doc.querySelector( 'button' )?.outerHTML ).toBe( '<button type="button" class="wp-block-button__link wp-element-button">Call</button>' );
		expect( ( await written( content, 'editor', 'contributor' ) ).doc.querySelector( '.duet-notice' ) ).toBeNull();
	} );

	it( "puts the panel's event on the right tag of core's blocks, and leaves blocks without one alone", async () => {
		const file = '<div class="wp-block-file"><a id="f" href="/a.pdf">A</a><a href="/a.pdf" class="wp-block-file__button wp-element-button" download>Download</a></div>';
		const { doc } = await written( [
			'<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button {"duetEvent":"Contact","duetParams":{"value":"3","currency":"EUR"}} --><div class="wp-block-button"><a class="wp-block-button__link" href="/x">b</a></div><!-- /wp:button --><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link" href="/y">plain</a></div><!-- /wp:button --></div><!-- /wp:buttons -->',
			`<!-- wp:file {"href":"/a.pdf","duetEvent":"Download"} -->${ file }<!-- /wp:file -->`,
			'<!-- wp:social-links --><ul class="wp-block-social-links"><!-- wp:social-link {"url":"https://wa.me/1","service":"whatsapp","duetEvent":"Contact"} /--></ul><!-- /wp:social-links -->',
			'<!-- wp:navigation-link {"label":"n","url":"/n","duetEvent":"Own One"} /-->',
			'<!-- wp:duet/form {"duetEvent":"Lead"} --><div class="wp-block-duet-form"><!-- wp:html --><form><button>go</button></form><!-- /wp:html --></div><!-- /wp:duet/form -->',
			'<!-- wp:form {"duetEvent":"Subscribe"} --><form class="wp-block-form"><input type="email"></form><!-- /wp:form -->',
			'<!-- wp:duet/form --><div class="wp-block-duet-form"><!-- wp:html --><form></form><!-- /wp:html --></div><!-- /wp:duet/form -->',
			'<!-- wp:duet/button {"duetEvent":"Schedule"} --><div class="wp-block-duet-button wp-block-button"><button type="button" class="wp-block-button__link wp-element-button">s</button></div><!-- /wp:duet/button -->',
		].join( '\n' ) );
		const own = doc.querySelector( '.entry-content' ) as unknown as Document;
		expect( tracked( own ) ).toEqual( [ 'A Contact click', 'A Download click', 'A Download click', 'A Contact click', 'A Own One click', 'DIV Lead submit', 'FORM Subscribe submit', 'DIV Lead submit', 'BUTTON Schedule click' ] );
		expect( JSON.parse( own.querySelector< HTMLElement >( '[href="/x"]' )?.dataset[ 'duetParams' ] ?? '' ) ).toMatchObject( { value: 3, currency: 'EUR' } );
	} );

	it( 'renders nothing extra for forged block attributes', async () => {
		const { doc } = await written( forged, 'contributor' );
		const own = doc.querySelector( '.entry-content' ) as unknown as Document;
		expect( tracked( own ) ).toEqual( [ 'A Lead click' ] );
		expect( own.querySelector( 'img, [onclick]' ) ).toBeNull();
	} );

	it( 'lets plain markup of a contributor through', async () => {
		const { doc } = await written( '<a href="/x" data-duet-event="Lead" data-duet-value="5" onclick="alert(1)">x</a><form data-duet-event="Lead"></form>', 'contributor' );
		const link = doc.querySelector< HTMLElement >( 'a[data-duet-event="Lead"]' );
		expect( link?.dataset[ 'duetValue' ] ).toBe( '5' );
		expect( link?.hasAttribute( 'onclick' ) ).toBe( false );
	} );

	it( 'registers the attributes on the server, so that previews of dynamic blocks keep them', async () => {
		const known = await site.php( `foreach ( [ 'core/button', 'core/file', 'core/social-link', 'core/navigation-link', 'core/form', 'core/paragraph' ] as $name ) { echo isset( WP_Block_Type_Registry::get_instance()->get_registered( $name )->attributes['duetEvent'] ) ? '1' : '0'; }` );
		expect( known ).toBe( '111110' );
	} );

	it( "finds Elementor's forms where it keeps them: in the data of published pages", async () => {
		const found = await site.php( `
			define( 'ELEMENTOR_PRO_VERSION', '3' );
			$form = static fn( string $id, string $name ): string => wp_slash( wp_json_encode( array( array( 'id' => 'x', 'elType' => 'section', 'elements' => array( array( 'id' => $id, 'elType' => 'widget', 'widgetType' => 'form', 'settings' => array( 'form_name' => $name ) ) ) ) ) ) );
			foreach ( array( 'publish' => $form( 'a1b2c3d', 'Ask <b>us</b> "now"' ), 'draft' => $form( 'e4f5a6b', 'Not yet' ) ) as $status => $data ) {
				update_post_meta( wp_insert_post( array( 'post_title' => 'x', 'post_status' => $status ) ), '_elementor_data', $data );
			}
			update_post_meta( wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish' ) ), '_elementor_data', '[{"id":"1","widgetType":"form"' );
			$list = new Duet\\Forms\\FormList( new Duet\\Forms\\FormPlugins(), new Duet\\Support\\Guard( new Duet\\Support\\Log() ) );
			echo wp_json_encode( $list->report()["plugins"] );` );
		expect( JSON.parse( found ) ).toEqual( [ { slug: 'elementor', name: 'Elementor Pro', forms: [ { id: 'a1b2c3d', title: 'Ask us "now"' } ] } ] );
	} );
} );
