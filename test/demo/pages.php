<?php
/**
 * Pages of the demo: something to click for every event that needs no shop.
 */

$duet_form = '';
if ( class_exists( 'WPCF7_ContactForm' ) ) {
	$duet_forms = WPCF7_ContactForm::find();
	$duet_form  = $duet_forms ? $duet_forms[0]->shortcode() : '';
}

$duet_file = wp_upload_bits( 'duet-guide.pdf', null, "%PDF-1.4\n%%EOF\n" )['url'];

$duet_pages = array(
	'release' => array( 'Duet 2: the release', '<!-- wp:paragraph --><p>A page without a product: a view of it can be an event all the same.</p><!-- /wp:paragraph -->' ),
	'contact' => array( 'Contact', '' === $duet_form ? '<!-- wp:paragraph --><p><a href="mailto:hello@example.test">hello@example.test</a></p><!-- /wp:paragraph -->' : "<!-- wp:shortcode -->{$duet_form}<!-- /wp:shortcode -->" ),
	'start'   => array(
		'Start here',
		'<!-- wp:paragraph --><p>Each of these sends an event. Keep the page of the stand-in open beside this one.</p><!-- /wp:paragraph -->
<!-- wp:list --><ul class="wp-block-list">
<!-- wp:list-item --><li><a href="' . esc_url( $duet_file ) . '">Download the guide</a> (Download)</li><!-- /wp:list-item -->
<!-- wp:list-item --><li><a href="tel:+4930123456">+49 30 123456</a> or <a href="mailto:hello@example.test">hello@example.test</a> (Contact)</li><!-- /wp:list-item -->
<!-- wp:list-item --><li><a href="' . esc_url( home_url( '/contact/' ) ) . '">Fill in the form</a> (Lead)</li><!-- /wp:list-item -->
<!-- wp:list-item --><li><a href="' . esc_url( home_url( '/?s=duet' ) ) . '">Search for "duet"</a> (Search)</li><!-- /wp:list-item -->
<!-- wp:list-item --><li><a href="' . esc_url( home_url( '/release/' ) ) . '">The release page</a> (Pageview)</li><!-- /wp:list-item -->
</ul><!-- /wp:list -->
<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="#follow" data-duet-event="ClickButton">Follow us</a></div><!-- /wp:button --></div><!-- /wp:buttons -->',
	),
);
$duet_start = 0;
foreach ( $duet_pages as $duet_slug => list( $duet_title, $duet_content ) ) {
	$duet_start = wp_insert_post(
		wp_slash(
			array(
				'post_type'    => 'page',
				'post_status'  => 'publish',
				'post_name'    => $duet_slug,
				'post_title'   => $duet_title,
				'post_content' => $duet_content,
			)
		)
	);
}
update_option( 'blogname', 'Duet demo' );
update_option( 'show_on_front', 'page' );
update_option( 'page_on_front', $duet_start );
