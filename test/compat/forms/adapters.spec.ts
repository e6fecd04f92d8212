/**
 * Real form plugins, side by side on a site without a shop: an accepted form is one lead, on the dataLayer, the pixel and
 * the server, with one id; a form that is shown, rejected, aborted, spam or not mailed is none.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { missing, type PluginName } from '../../../bin/site/index';
import { proves } from '../proof';
import { ADDRESS, READY, eventually, layerOf, pushed, shopWith } from '../../e2e/shop';

const plugins = [ 'contact-form-7', 'wpforms-lite', 'ninja-forms', 'fluentform', 'formidable', 'forminator' ] as const satisfies PluginName[];
const reason = await missing( { plugins } );
const forms = readFileSync( new URL( 'forms.php', import.meta.url ), 'utf8' ).replace( '<?php', '' );
const hash = ( text: string ) => createHash( 'sha256' ).update( text ).digest( 'hex' );

const PERSON = { email: 'Buyer@Example.test', first: 'Zoë', last: "O'Brien", phone: '+4930901820' } as const;

interface Form {
	/** Slug of the page. */
	readonly page: string;
	/** Which of the plugins, and how the merchant calls it. */
	readonly by: readonly [ slug: ( typeof plugins )[ number ], name: string ];
	/** The field of each part; the free version may have no telephone. */
	readonly first: string;
	readonly last: string;
	readonly email: string;
	readonly phone?: string;
	readonly submit: string;
	/** What appears when it was accepted, and when it was not. */
	readonly thanks: string;
	readonly wrong: string;
	readonly title: string;
	/** Comes back with a page of its own: the server counts. */
	readonly reload?: true;
}

const wpforms = { by: [ 'wpforms-lite', 'WPForms' ], first: '.wpforms-field-name-first', last: '.wpforms-field-name-last', email: '.wpforms-field-email input', submit: '.wpforms-submit', thanks: '.wpforms-confirmation-container, .wpforms-confirmation-container-full', wrong: '.wpforms-error:visible', title: 'Newsletter & more' } as const;
const formidable = { by: [ 'formidable', 'Formidable Forms' ], first: '[name$="[first]"]', last: '[name$="[last]"]', email: '.frm-show-form input[type="email"]', phone: '.frm-show-form input[type="tel"]', submit: '.frm_button_submit', thanks: '.frm_message', wrong: '.frm_error:visible', title: 'Ask' } as const;
const forminator = { by: [ 'forminator', 'Forminator' ], first: '[name="name-1-first-name"]', last: '[name="name-1-last-name"]', email: '[name="email-1"]', phone: '[name="phone-1"]', submit: '.forminator-button-submit', thanks: '.forminator-response-message.forminator-success', wrong: '.forminator-error-message:visible, .forminator-response-message.forminator-error:visible', title: 'Quote' } as const;

const all: readonly Form[] = [
	{ page: 'cf7', by: [ 'contact-form-7', 'Contact Form 7' ], first: '[name="first"]', last: '[name="last"]', email: '[name="your-email"]', phone: '[name="your-tel"]', submit: '.wpcf7-submit', thanks: 'form.wpcf7-form.sent', wrong: 'form.wpcf7-form.invalid', title: 'Ask us & win' },
	{ page: 'wpforms', ...wpforms },
	{ page: 'wpforms-reload', ...wpforms, reload: true },
	{ page: 'ninja', by: [ 'ninja-forms', 'Ninja Forms' ], first: '.firstname-wrap input', last: '.lastname-wrap input', email: '.email-wrap input', phone: '.phone-wrap input', submit: '.submit-wrap input', thanks: '.nf-response-msg:has-text("Thanks")', wrong: '.nf-error-msg:visible', title: 'Call me' },
	{ page: 'fluent', by: [ 'fluentform', 'Fluent Forms' ], first: '[name="names[first_name]"]', last: '[name="names[last_name]"]', email: '.frm-fluent-form input[type="email"]', submit: '.ff-btn-submit', thanks: '.ff-message-success', wrong: '.ff-el-is-error', title: 'Contact' },
	{ page: 'formidable', ...formidable },
	{ page: 'formidable-reload', ...formidable, reload: true },
	{ page: 'formidable-page', ...formidable, thanks: 'text=This is an example page' },
	{ page: 'forminator', ...forminator },
	{ page: 'forminator-reload', ...forminator, reload: true },
];

test.describe( 'forms', { tag: '@fast' }, () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( {
		name: 'forms',
		without: 'woocommerce',
		plugins,
		mustUse: `
			// What the tests type decides: spam, an abort, a mail server that is down.
			$typed = static fn( string $word ): bool => str_contains( wp_json_encode( $_POST ), $word );
			add_filter( 'wpcf7_spam', static fn( $spam ) => $spam || $typed( 'casino' ) );
			add_action( 'wpcf7_before_send_mail', static function ( $form, &$abort ) use ( $typed ) { $abort = $typed( 'abort' ); }, 10, 2 );
			add_filter( 'pre_wp_mail', static fn() => ! $typed( 'bounce' ), 20 );
			add_filter( 'forminator_spam_protection', static fn( $spam ) => $spam || $typed( 'casino' ) );
			// An optimiser.
			isset( $_GET['optimised'] ) && ob_start( static function ( $html ) {
				$all  = '';
				$html = preg_replace_callback( '~<script[^>]+/duet-for-tiktok/(build/[^"?]+)[^>]*></script>~', static function ( $tag ) use ( &$all ) {
					$all = file_get_contents( WP_PLUGIN_DIR . '/duet-for-tiktok/' . $tag[1] ) . ';' . $all;
					return '';
				}, $html );
				$text = wp_json_encode( $all, JSON_HEX_TAG );
				return str_replace( '</body>', "<script>addEventListener( 'keydown', () => [ 1, 2 ].forEach( () => document.head.append( Object.assign( document.createElement( 'script' ), { text: $text } ) ) ), { once: true, capture: true } );</script></body>", $html );
			} );
			if ( $typed( 'withoutscript' ) || isset( $_GET['withoutscript'] ) ) { add_filter( 'wpcf7_load_js', '__return_false' ); }`,
	} );
	let keys: Record< string, string >;

	test.beforeAll( async () => {
		keys = JSON.parse( await shop.site.php( forms ) ) as Record< string, string >;
	} );

	const open = async ( page: Page, path: string ) => {
		await page.context().setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS } );
		await page.goto( `${ shop.site.url }/${ path }` );
		await pushed( page, 'page_view' );
	};
	const fill = async ( page: Page, form: Form, email: string = PERSON.email ) => {
		await page.fill( form.first, PERSON.first );
		await page.fill( form.last, PERSON.last );
		await page.fill( form.email, email );
		if ( form.phone !== undefined ) {
			await page.fill( form.phone, PERSON.phone );
		}
		for ( const [ field, text ] of [ [ '[name="message"]', 'Hello' ], [ '[name="capital"]', 'four' ] ] as const ) {
			if ( ( await page.locator( field ).count() ) > 0 ) {
				await page.fill( field, text );
			}
		}
		const terms = page.locator( '[name="terms"]' );
		if ( ( await terms.count() ) > 0 && ! ( await terms.isChecked() ) ) {
			await terms.press( 'Space' );
		}
	};
	/** Accepted within a page, or on the next. */
	const send = async ( page: Page, form: Form ) => {
		// By keyboard: a hint that appears as the field is left moves the button from under a pointer.
		await expect( async () => {
			// On a busy machine a plugin may still be looking at the field that was left: a visitor presses again.
			if ( await page.locator( `${ form.submit }:enabled` ).count() > 0 ) {
				await page.press( form.submit, 'Enter', { timeout: 5_000 } );
			}
			await expect( page.locator( form.thanks ).first() ).toBeVisible( { timeout: 15_000 } );
		} ).toPass( { timeout: 60_000 } );
	};
	const logIn = async ( page: Page ) => {
		await page.goto( `${ shop.site.url }/wp-login.php` );
		await page.fill( '#user_login', 'admin' );
		await page.fill( '#user_pass', 'password' );
		await page.click( '#wp-submit' );
		await page.waitForURL( /wp-admin/ );
	};
	const leads = async ( page: Page ) => ( await layerOf( page ) ).filter( ( { event } ) => event === 'generate_lead' );
	const none = async ( page: Page, event = 'Lead' ) => {
		await shop.later( page );
		await shop.site.drain();
		expect( [ ...shop.copies( event, 'pixel' ), ...shop.copies( event, 'server' ) ] ).toEqual( [] );
		expect( ( await shop.rows() ).map( ( row ) => row.event ) ).not.toContain( event );
	};

	for ( const form of all ) {
		test( `${ form.page }: accepted is one lead with one id on every channel; shown or rejected is none`, async ( { page } ) => {
			const [ slug, plugin ] = form.by;
			const version = shop.site.software.find( ( one ) => one.slug === slug )?.version ?? '';
			proves( { subject: 'Forms', plugin, version, claim: `${ form.reload === undefined ? 'without' : 'with' } a page load: an accepted submission is one Lead with one id on every channel; shown or rejected is none` } );
			await shop.set();
			await open( page, `${ form.page }/` );
			await fill( page, form, '' );
			// One plugin takes the button away while a field is wrong.
			await page.locator( form.submit ).evaluate( ( button ) => ( button as HTMLElement ).click() );
			await expect( page.locator( form.wrong ).first() ).toBeVisible();
			expect( await leads( page ) ).toEqual( [] );

			await open( page, `${ form.page }/` );
			await fill( page, form );
			await send( page, form );
			const [ push, ...more ] = ( await pushed( page, 'generate_lead' ) ).filter( ( { event } ) => event === 'generate_lead' );
			expect( more ).toEqual( [] );
			expect( push ).toMatchObject( { form_id: keys[ form.page ]?.split( ':' )[ 1 ], form_name: form.title } );

			const [ pixel, ...others ] = await ( async () => {
				await eventually( () => expect( shop.copies( 'Lead', 'pixel' ) ).toHaveLength( 1 ) );
				return shop.paired( 'Lead' );
			} )();
			// Nor did the rejected one before it leave anything.
			expect( others ).toEqual( [] );
			expect( pixel?.event_id ).toBe( push?.event_id );
			const [ server ] = shop.copies( 'Lead', 'server' );
			expect( server?.user ).toMatchObject( { email: hash( 'buyer@example.test' ), ...( form.phone === undefined ? {} : { phone: hash( PERSON.phone ) } ) } );
			// What was typed stays out of everything a page or its neighbours can read.
			const readable = await page.evaluate( () => JSON.stringify( [ Reflect.get( window, 'dataLayer' ), { ...localStorage }, { ...sessionStorage }, document.cookie ] ) );
			expect( readable.toLowerCase() ).not.toContain( 'buyer@example' );
			expect( server?.properties ).not.toHaveProperty( 'form_id' );
		} );
	}

	test( 'Contact Form 7: spam, an unanswered quiz, an abort and a mail that failed are no leads; two submissions are two', async ( { page } ) => {
		await shop.set();
		const form = all[ 0 ] as Form;
		await open( page, 'cf7/' );
		for ( const [ field, text, status ] of [ [ 'message', 'casino', 'spam' ], [ 'capital', 'five', 'invalid' ], [ 'message', 'abort', 'aborted' ], [ 'message', 'bounce', 'failed' ] ] as const ) {
			await fill( page, form );
			await page.fill( `[name="${ field }"]`, text );
			await page.press( form.submit, 'Enter' );
			await expect( page.locator( `form.wpcf7-form.${ status }` ) ).toBeVisible();
		}
		expect( await leads( page ) ).toEqual( [] );
		for ( const count of [ 1, 2 ] ) {
			await page.reload();
			await fill( page, form );
			await send( page, form );
			await eventually( () => expect( shop.copies( 'Lead', 'pixel' ) ).toHaveLength( count ) );
		}
		expect( await shop.paired( 'Lead' ) ).toHaveLength( 2 );
	} );

	test( 'Contact Form 7 without its script: the server counts, the next page sends the browser copy', async ( { page } ) => {
		await shop.set();
		await open( page, 'cf7/?withoutscript' );
		await fill( page, all[ 0 ] as Form );
		await page.fill( '[name="message"]', 'withoutscript casino' );
		await page.press( '.wpcf7-submit', 'Enter' );
		await expect( page.locator( 'form.wpcf7-form.spam' ) ).toBeVisible();
		await fill( page, all[ 0 ] as Form );
		await page.fill( '[name="message"]', 'withoutscript' );
		await page.press( '.wpcf7-submit', 'Enter' );
		await expect( page.locator( 'form.wpcf7-form.sent' ) ).toBeVisible();
		await pushed( page, 'generate_lead' );
		await eventually( () => expect( shop.copies( 'Lead', 'pixel' ) ).toHaveLength( 1 ) );
		await shop.paired( 'Lead' );
		expect( shop.copies( 'Lead', 'server' )[ 0 ]?.user ).toMatchObject( { email: hash( 'buyer@example.test' ) } );

		// Nobody was asked yet: the page that answers tells the dataLayer, and TikTok once the visitor agrees there.
		await shop.set( { ...READY, consent: { mode: 'required' } } );
		await page.context().clearCookies();
		await open( page, 'cf7/?withoutscript' );
		await fill( page, all[ 0 ] as Form );
		await page.fill( '[name="message"]', 'withoutscript' );
		await page.press( '.wpcf7-submit', 'Enter' );
		await expect( page.locator( 'form.wpcf7-form.sent' ) ).toBeVisible();
		const [ lead ] = ( await pushed( page, 'generate_lead' ) ).filter( ( { event } ) => event === 'generate_lead' );
		expect( ( await page.context().cookies() ).map( ( { name } ) => name ).filter( ( name ) => name.startsWith( 'duet' ) ) ).toEqual( [] );
		expect( await shop.rows() ).toEqual( [] );
		await page.evaluate( "dataLayer.push( [ 'consent', 'update', { ad_storage: 'granted', ad_user_data: 'granted' } ] )" );
		await eventually( () => expect( shop.copies( 'Lead', 'pixel' ).map( ( { event_id } ) => event_id ) ).toEqual( [ lead?.event_id ] ) );
		await shop.paired( 'Lead' );
	} );

	for ( const path of [ 'forminator', 'forminator-reload' ] ) {
		test( `${ path }: spam that Forminator keeps and thanks for is no lead`, async ( { page } ) => {
			await shop.set();
			const form = all.find( ( one ) => one.page === path ) as Form;
			await open( page, `${ path }/` );
			await fill( page, form, 'casino@example.test' );
			await send( page, form );
			expect( await leads( page ) ).toEqual( [] );
			await none( page );
		} );
	}

	test( 'a redirect right after success loses nothing', async ( { page } ) => {
		await shop.set();
		const form = all[ 1 ] as Form;
		await open( page, 'wpforms-redirect/' );
		await fill( page, form );
		await page.press( form.submit, 'Enter' );
		await page.waitForURL( /thanks/ );
		await eventually( () => expect( shop.copies( 'Lead', 'pixel' ) ).toHaveLength( 1 ) );
		await shop.paired( 'Lead' );
	} );

	for ( const path of [ 'wpforms', 'wpforms-reload' ] ) {
		test( `${ path }: a form's own choice beats the default, a tracked form around it beats both`, async ( { page } ) => {
			const form = all.find( ( one ) => one.page === path ) as Form;
			await shop.set( { ...READY, forms: { event: '', each: { [ keys[ path ] ?? '' ]: { event: 'Subscribe' } } } } );
			await open( page, `${ path }/` );
			await fill( page, form );
			await send( page, form );
			await pushed( page, 'subscribe' );
			await open( page, `${ path }-wrapped/` );
			await fill( page, form );
			await send( page, form );
			await pushed( page, 'contact' );
			await eventually( () => expect( [ ...shop.copies( 'Subscribe', 'pixel' ), ...shop.copies( 'Contact', 'pixel' ) ] ).toHaveLength( 2 ) );
			await shop.paired( 'Subscribe' );
			expect( ( await shop.paired( 'Contact' ) )[ 0 ]?.properties ).toMatchObject( { description: 'wrapped' } );
			expect( shop.copies( 'Contact', 'server' )[ 0 ]?.properties ).toMatchObject( { description: 'wrapped' } );
			await none( page );
		} );
	}

	test( 'a rule about a form runs when the form is accepted', async ( { page } ) => {
		const rule = { id: 'abcd1234', on: true, event: 'Schedule', label: '', example: '', params: [], when: { type: 'submit', url: '*', selector: 'form.wpforms-form', layer: '' } };
		await shop.set( { ...READY, forms: { event: '' }, rules: [ rule ] } );
		const form = all[ 1 ] as Form;
		await open( page, 'wpforms/' );
		await fill( page, form, '' );
		await page.press( form.submit, 'Enter' );
		await expect( page.locator( form.wrong ).first() ).toBeVisible();
		expect( ( await layerOf( page ) ).map( ( { event } ) => event ) ).not.toContain( 'schedule' );
		await fill( page, form );
		await send( page, form );
		expect( ( await pushed( page, 'schedule' ) ).filter( ( { event } ) => event === 'schedule' ) ).toHaveLength( 1 );
		await none( page );
	} );

	test( 'a rule about a form that comes with a page of its own is counted when the server accepts it', async ( { page } ) => {
		const rule = { id: 'abcd1234', on: true, event: 'Schedule', label: '', example: '', params: [ { name: 'value', from: 'fixed', value: '50' }, { name: 'currency', from: 'fixed', value: 'EUR' } ], when: { type: 'submit', url: '*', selector: 'form.wpforms-form', layer: '' } };
		await shop.set( { ...READY, forms: { event: '' }, rules: [ rule ] } );
		const form = all[ 2 ] as Form;
		await open( page, 'wpforms-reload/' );
		await fill( page, form, '' );
		await page.press( form.submit, 'Enter' );
		await expect( page.locator( form.wrong ).first() ).toBeVisible();
		await fill( page, form );
		await send( page, form );
		const [ push, ...more ] = ( await pushed( page, 'schedule' ) ).filter( ( { event } ) => event === 'schedule' );
		expect( more ).toEqual( [] );
		await eventually( () => expect( shop.copies( 'Schedule', 'pixel' ) ).toHaveLength( 1 ) );
		const [ pixel ] = await shop.paired( 'Schedule' );
		expect( pixel?.event_id ).toBe( push?.event_id );
		for ( const channel of [ 'pixel', 'server' ] as const ) {
			expect( shop.copies( 'Schedule', channel )[ 0 ]?.properties ).toMatchObject( { value: 50, currency: 'EUR' } );
		}
		await none( page );

		// Tried, it is shown although nothing is sent.
		await logIn( page );
		await page.goto( `${ shop.site.url }/wpforms-reload/?duet_try=1` );
		await fill( page, form );
		await page.press( form.submit, 'Enter' );
		const panel = page.getByRole( 'region', { name: 'Duet: trying rules' } );
		await expect( panel.locator( '.event.mine' ) ).toContainText( 'by your rule "Schedule"' );
		await expect( panel ).toContainText( 'The form was not sent.' );
	} );

	test( 'an optimiser that puts all our files in one, turns their order round, brings them with the first touch and runs them twice', async ( { page } ) => {
		await shop.set();
		const form = all[ 0 ] as Form;
		const errors: string[] = [];
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		await page.context().setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS } );
		// Without our own tag nobody can say where the pixel's script is, so it is TikTok's.
		await page.route( 'https://analytics.tiktok.com/i18n/pixel/**', async ( route ) => {
			const { pathname, search } = new URL( route.request().url() );
			await route.fulfill( { contentType: 'text/javascript', body: await ( await fetch( shop.tiktok.url + pathname + search ) ).text() } );
		} );
		await page.goto( `${ shop.site.url }/cf7/?optimised` );
		await expect( page.locator( 'script[src*="duet-for-tiktok/build"]' ) ).toHaveCount( 0 );
		expect( await page.evaluate( () => 'dataLayer' in window ) ).toBe( false );
		await fill( page, form );
		await send( page, form );
		const heard = ( await pushed( page, 'generate_lead' ) ).map( ( { event } ) => event );
		expect( heard ).toEqual( [ 'page_view', 'generate_lead' ] );
		await eventually( () => expect( [ shop.copies( 'Lead', 'pixel' ).length, shop.copies( 'Pageview', 'pixel' ).length ] ).toEqual( [ 1, 1 ] ) );
		await shop.paired( 'Lead' );
		expect( errors ).toEqual( [] );
	} );

	test( 'forms that mean nothing say nothing', async ( { page } ) => {
		await shop.set( { ...READY, forms: { event: '' } } );
		for ( const path of [ 'wpforms', 'wpforms-reload' ] ) {
			const form = all.find( ( one ) => one.page === path ) as Form;
			await open( page, `${ path }/` );
			await fill( page, form );
			await send( page, form );
		}
		await none( page );
	} );

	test( 'the screen lists the forms of this site', async ( { page } ) => {
		await shop.set();
		await logIn( page );
		await page.goto( `${ shop.site.url }/wp-admin/options-general.php?page=duet-for-tiktok#settings/forms` );
		const section = page.getByRole( 'region', { name: 'Forms', exact: true } );
		for ( const title of [ 'Contact Form 7', 'WPForms', 'Ninja Forms', 'Fluent Forms', 'Formidable Forms', 'Forminator' ] ) {
			await expect( section.getByRole( 'group', { name: title } ) ).toBeVisible();
		}
		await section.getByLabel( 'Call me' ).selectOption( 'Contact' );
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( async () => {
			expect( await shop.ask( "get_option( 'duet_settings' )['forms']['each']" ) ).toEqual( { [ keys.ninja ?? '' ]: { event: 'Contact' } } );
		} ).toPass();
	} );
} );
