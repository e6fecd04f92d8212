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
<!-- wp:html -->
<h2>Sign up</h2>
<form data-demo-event="CompleteRegistration" data-demo-method="newsletter"><label>E-mail <input type="email" required></label> <button>Sign up</button></form>
<h2>Ask us</h2>
<form data-demo-event="Lead" data-demo-form_name="Question"><label>Question <input required></label> <button>Send</button></form>
<h2>Click</h2>
<ul>
<li><a href="#follow" data-demo-event="ClickButton" data-demo-content_name="Follow us">Follow us</a> (ClickButton)</li>
<li><a href="' . esc_url( $duet_file ) . '" data-demo-event="Download" data-demo-file_name="duet-guide.pdf">Download the guide</a> (Download)</li>
<li><a href="mailto:hello@example.test" data-demo-event="Contact" data-demo-method="mail">hello@example.test</a> (Contact)</li>
<li><a href="' . esc_url( home_url( '/release/' ) ) . '">The release page</a> (Pageview, like every page)</li>
</ul>
<!-- /wp:html -->',
	),
);
$duet_start = 0;
// Forms are more than a page by nobody may hold.
kses_remove_filters();
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
