<?php
/** Pages of the demo: one element for every event that needs no shop. */

$duet_form = '';
if ( class_exists( 'WPCF7_ContactForm' ) ) {
	$duet_forms = WPCF7_ContactForm::find();
	$duet_form  = $duet_forms ? $duet_forms[0]->shortcode() : '';
}

$duet_file = wp_upload_bits( 'duet-guide.pdf', null, "%PDF-1.4\n%%EOF\n" )['url'];

$duet_pages = array(
	'release' => array( 'Duet 2: the release', '<!-- wp:paragraph --><p>A page without a product: a view of it can be an event all the same.</p><!-- /wp:paragraph --><!-- wp:shortcode -->[duet_event name="ViewContent" content_id="release-2" content_name="Duet 2"]<!-- /wp:shortcode -->' ),
	'contact' => array( 'Contact', '' === $duet_form ? '<!-- wp:paragraph --><p><a href="mailto:hello@example.test">hello@example.test</a></p><!-- /wp:paragraph -->' : "<!-- wp:shortcode -->{$duet_form}<!-- /wp:shortcode -->" ),
	'start'   => array(
		'Start here',
		'<!-- wp:paragraph --><p>Each of these sends an event. Keep the page of the stand-in open beside this one.</p><!-- /wp:paragraph -->
<!-- wp:heading --><h2 class="wp-block-heading">Forms: counted when they are sent, not when their button is pressed</h2><!-- /wp:heading -->
<!-- wp:html -->
[duet_form event="CompleteRegistration" description="Newsletter"]
<form method="post"><label>E-mail <input type="email" name="mail" required></label> <button>Sign up</button></form>
[/duet_form]
[duet_form event="Lead" description="Question"]
<form method="post"><label>Question <input name="question" required></label> <button>Send</button></form>
[/duet_form]
<!-- /wp:html -->
<!-- wp:heading --><h2 class="wp-block-heading">Buttons and links</h2><!-- /wp:heading -->
<!-- wp:html -->
<ul>
<li>[duet_button event="ClickButton" url="#follow" content_name="Follow us"]Follow us[/duet_button] (a shortcode: ClickButton)</li>
<li><a href="#appointment" data-duet-event="Schedule" data-duet-content-name="First call">Book a call</a> (plain markup: Schedule)</li>
<li><a href="#level" data-duet-event="LevelUp" data-duet-level_number="3">Reach level 3</a> (a name of one\'s own: LevelUp)</li>
<li><a href="' . esc_url( $duet_file ) . '">Download the guide</a> (Download, by itself)</li>
<li><a href="mailto:hello@example.test">hello@example.test</a> (Contact, by itself)</li>
<li><a href="' . esc_url( home_url( '/release/' ) ) . '">The release page</a> (a view of it is ViewContent, by a shortcode)</li>
</ul>
<!-- /wp:html -->',
	),
);
$duet_start = 0;
// WordPress would remove forms from a page of an author without rights.
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
