/** Every kind of page WordPress can show, with and without WooCommerce: each HTML page says Pageview, once. */
import { expect, test } from '@playwright/test';
import { missing, type PluginName } from '../../bin/site/index';
import { Pages } from './pages';
import { layerOf, PIXEL, READY } from './shop';

/** What a blog has, by the path of its page. */
const FILL = `
	global $wp_rewrite;
	$wp_rewrite->set_permalink_structure( '/%postname%/' );
	update_option( 'wp_attachment_pages_enabled', 1 );
	update_option( 'page_comments', 1 );
	update_option( 'comments_per_page', 1 );
	$blog = wp_insert_post( array( 'post_title' => 'Journal', 'post_type' => 'page', 'post_status' => 'publish' ) );
	$home = wp_insert_post( array( 'post_title' => 'Front', 'post_type' => 'page', 'post_status' => 'publish', 'post_content' => 'Hello' ) );
	$page = wp_insert_post( array( 'post_title' => 'About', 'post_type' => 'page', 'post_status' => 'publish' ) );
	$tag  = array( 'duet-tag' );
	foreach ( array( 'One uniqueword', 'Two', 'Three' ) as $title ) {
		$post = wp_insert_post( array( 'post_title' => "Story $title", 'post_type' => 'post', 'post_status' => 'publish', 'post_author' => 1, 'post_date' => '2024-05-06 10:00:00', 'tags_input' => $tag ) );
	}
	for ( $i = 0; $i < 3; $i++ ) {
		wp_insert_comment( array( 'comment_post_ID' => $post, 'comment_content' => "Comment $i", 'comment_approved' => 1, 'comment_author' => 'Somebody' ) );
	}
	$file = wp_insert_attachment( array( 'post_title' => 'Picture', 'post_status' => 'inherit', 'post_mime_type' => 'image/png' ), 'picture.png', $post );
	update_option( 'show_on_front', 'page' );
	update_option( 'page_on_front', $home );
	update_option( 'page_for_posts', $blog );
	flush_rewrite_rules();
	$path = static fn( $url ) => str_replace( home_url(), '', $url );
	echo wp_json_encode( array(
		'home'             => '/',
		'blog'             => $path( get_permalink( $blog ) ),
		'single'           => $path( get_permalink( $post ) ),
		'page'             => $path( get_permalink( $page ) ),
		'category'         => $path( get_category_link( 1 ) ),
		'tag'              => $path( get_term_link( 'duet-tag', 'post_tag' ) ),
		'author'           => $path( get_author_posts_url( 1 ) ),
		'year'             => '/2024/',
		'month'            => '/2024/05/',
		'day'              => '/2024/05/06/',
		'search, no hit'   => '/?s=nothingofthekind',
		'search, one hit'  => '/?s=uniqueword',
		'search, many'     => '/?s=story',
		'404'              => '/no-such-page/',
		'attachment'       => $path( get_permalink( $file ) ),
		'comments, page 2' => $path( get_permalink( $post ) ) . 'comment-page-2/',
	) );`;

const SHOP = [ '/shop/', '/product/duet-mug/', '/product-category/kitchen/', '/cart/', '/checkout/', '/my-account/', '/?s=duet&post_type=product' ];

for ( const plugins of [ [], [ 'woocommerce' ] ] as readonly ( readonly PluginName[] )[] ) {
	const without = await missing( { plugins } );
	test.describe( `every kind of page, ${ plugins.length > 0 ? 'with' : 'without' } WooCommerce`, () => {
		test.skip( without !== undefined, without ?? '' );
		const pages = new Pages( `kinds${ plugins.length }`, plugins, READY );
		test.beforeAll( () => pages.start() );
		test.afterAll( () => pages.stop() );

		test( 'sends Pageview once, to the dataLayer and to TikTok; feeds stay as they are; log-in page and embed send nothing to TikTok', async ( { page } ) => {
			test.setTimeout( 300_000 );
			const kinds = Object.entries( JSON.parse( await pages.site.php( FILL ) ) as Record< string, string > );
			for ( const [ kind, path ] of [ ...kinds, ...SHOP.map( ( address ) => [ address, address ] as const ) ].slice( 0, plugins.length > 0 ? undefined : kinds.length ) ) {
				pages.tiktok.clear();
				const answer = await page.goto( pages.site.url + path );
				expect( answer?.headers()[ 'content-type' ], kind ).toContain( 'text/html' );
				expect( answer?.status(), kind ).toBe( kind === '404' ? 404 : 200 );
				const views = () => layerOf( page ).then( ( layer ) => layer.filter( ( { event } ) => event === 'page_view' ).length );
				await expect.poll( views, kind ).toBe( 1 );
				await expect.poll( () => pages.tiktok.events().filter( ( { event, pixel_code } ) => event === 'Pageview' && pixel_code === PIXEL ).length, kind ).toBe( 1 );
				if ( kind.startsWith( 'search' ) ) {
					expect( ( await layerOf( page ) ).map( ( { event } ) => event ), kind ).toContain( 'search' );
				}
			}

			// Apart from the site: the dataLayer alone.
			const single = kinds.find( ( [ kind ] ) => kind === 'single' )?.[ 1 ] ?? '';
			for ( const path of [ '/wp-login.php', `${ single }embed/` ] ) {
				const asked: string[] = [];
				page.on( 'request', ( request ) => asked.push( request.url() ) );
				await page.goto( pages.site.url + path );
				await expect.poll( async () => ( await layerOf( page ) ).map( ( { event } ) => event ), path ).toEqual( [ 'page_view' ] );
				await page.waitForLoadState( 'load' );
				expect( asked.filter( ( url ) => ! url.startsWith( pages.site.url ) && ! url.startsWith( 'data:' ) && url.includes( 'sdkid' ) ), path ).toEqual( [] );
				page.removeAllListeners( 'request' );
			}

			for ( const path of [ '/feed/', `${ single }feed/`, '/?s=story&feed=rss2' ] ) {
				const answer = await fetch( pages.site.url + path );
				expect( answer.headers.get( 'content-type' ), path ).toContain( 'xml' );
				expect( await answer.text(), path ).not.toMatch( /duet-(page|storefront)/ );
			}
		} );
	} );
}
