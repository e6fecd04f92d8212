<?php
/**
 * Makes a form of each plugin by the plugin's own means, each with a name, a required e-mail address and, where the free
 * plugin has one, a telephone; and a page for each. Prints {page: "<plugin>:<form id>"}. Run inside a loaded WordPress.
 */

$duet_pages = array();
$duet_page  = static function ( string $slug, string $plugin, int $form, string $shortcode, string $before = '', string $after = '' ) use ( &$duet_pages ): void {
	$content = "<!-- wp:html -->$before<!-- /wp:html --><!-- wp:shortcode -->$shortcode<!-- /wp:shortcode --><!-- wp:html -->$after<!-- /wp:html -->";
	wp_insert_post(
		array(
			'post_type'    => 'page',
			'post_status'  => 'publish',
			'post_title'   => $slug,
			'post_name'    => $slug,
			'post_content' => $content,
		)
	);
	$duet_pages[ $slug ] = "$plugin:$form";
};
wp_set_current_user( 1 );
$duet_wrap = '<div data-duet-on="submit" data-duet-event="Contact" data-duet-description="wrapped">';

// Contact Form 7.
$cf7 = WPCF7_ContactForm::get_template( array( 'title' => 'Ask <b>us</b> & win' ) );
$cf7->set_properties(
	array(
		'form' => '[text first autocomplete:given-name] [text last autocomplete:family-name] [email* your-email] [tel your-tel] [textarea message] [quiz capital "Two and two?|four"] [acceptance terms]Yes[/acceptance] [submit "Send"]',
		'mail' => array( 'recipient' => 'owner@example.test', 'sender' => 'wordpress@example.test', 'subject' => 'Hello', 'body' => '[message]', 'additional_headers' => '', 'attachments' => '', 'use_html' => false, 'exclude_blank' => false ),
	)
);
$cf7->save();
$duet_page( 'cf7', 'contact-form-7', $cf7->id(), "[contact-form-7 id=\"{$cf7->id()}\"]" );

// WPForms: with AJAX, without, and without but in a tracked form.
$duet_wpforms = static function ( bool $ajax, array $confirmation ): int {
	$id = wp_insert_post( array( 'post_type' => 'wpforms', 'post_status' => 'publish', 'post_title' => 'Newsletter & more' ) );
	$field = static fn( int $field, string $type, string $label, array $more = array() ): array => array( 'id' => (string) $field, 'type' => $type, 'label' => $label, 'size' => 'medium' ) + $more;
	$form = array(
		'id'       => (string) $id,
		'field_id' => 4,
		'fields'   => array(
			1 => $field( 1, 'name', 'Name', array( 'format' => 'first-last' ) ),
			2 => $field( 2, 'email', 'E-mail', array( 'required' => '1' ) ),
			3 => $field( 3, 'text', 'Subject' ),
		),
		'settings' => array( 'form_title' => 'Newsletter & more', 'submit_text' => 'Send', 'ajax_submit' => $ajax ? '1' : '', 'confirmations' => array( 1 => $confirmation ) ),
	);
	wp_update_post( array( 'ID' => $id, 'post_content' => wp_slash( wp_json_encode( $form ) ) ) );
	return $id;
};
foreach ( array( 'wpforms' => true, 'wpforms-reload' => false ) as $duet_slug => $duet_ajax ) {
	$id = $duet_wpforms( $duet_ajax, array( 'type' => 'message', 'message' => 'Thanks', 'message_scroll' => '1' ) );
	$duet_page( $duet_slug, 'wpforms', $id, "[wpforms id=\"$id\"]" );
	$duet_page( "$duet_slug-wrapped", 'wpforms', $id, "[wpforms id=\"$id\"]", $duet_wrap, '</div>' );
}
$id = $duet_wpforms( true, array( 'type' => 'redirect', 'redirect' => home_url( '/sample-page/?thanks' ) ) );
$duet_page( 'wpforms-redirect', 'wpforms', $id, "[wpforms id=\"$id\"]" );

// Ninja Forms.
$ninja = Ninja_Forms()->form()->get();
$ninja->update_settings( array( 'title' => 'Call me', 'default_label_pos' => 'above', 'add_submit' => 1 ) );
$ninja->save();
$ninja = $ninja->get_id();
foreach ( array( 'firstname' => 'First', 'lastname' => 'Last', 'email' => 'E-mail', 'phone' => 'Phone', 'submit' => 'Send' ) as $duet_type => $duet_label ) {
	$field = Ninja_Forms()->form( $ninja )->field()->get();
	$field->update_settings( array( 'type' => $duet_type, 'label' => $duet_label, 'key' => $duet_type, 'label_pos' => 'above', 'required' => 'email' === $duet_type ? 1 : 0, 'processing_label' => 'Sending' ) );
	$field->save();
}
$action = Ninja_Forms()->form( $ninja )->action()->get();
$action->update_settings( array( 'type' => 'successmessage', 'label' => 'Thanks', 'message' => 'Thanks', 'success_msg' => 'Thanks', 'active' => true ) );
$action->save();
WPN_Helper::build_nf_cache( $ninja );
$duet_page( 'ninja', 'ninja-forms', (int) $ninja, "[ninja_form id=$ninja]" );

// Fluent Forms: the one it brings along.
$GLOBALS['wpdb']->query( "UPDATE {$GLOBALS['wpdb']->prefix}fluentform_forms SET title = 'Contact' WHERE id = 1" );
$duet_page( 'fluent', 'fluentform', 1, '[fluentform id="1"]' );

// Formidable: without AJAX, its default, with it, and with a page in the form's place.
( new FrmMigrate() )->upgrade();
foreach ( array( 'formidable-reload' => 0, 'formidable' => 1, 'formidable-page' => 1 ) as $duet_slug => $duet_ajax ) {
	$id = FrmForm::create( array( 'form_key' => $duet_slug, 'name' => 'Ask', 'description' => '', 'status' => 'published', 'options' => array( 'ajax_submit' => $duet_ajax, 'success_action' => 'formidable-page' === $duet_slug ? 'page' : 'message', 'success_page_id' => get_page_by_path( 'sample-page' )->ID, 'success_msg' => 'Thanks', 'submit_value' => 'Send' ) ) );
	foreach ( array( 'name', 'email', 'phone' ) as $duet_type ) {
		FrmField::create( array_merge( FrmFieldsHelper::setup_new_vars( $duet_type, $id ), array( 'name' => ucfirst( $duet_type ), 'required' => 'email' === $duet_type ? 1 : 0 ) ) );
	}
	$duet_page( $duet_slug, 'formidable', (int) $id, "[formidable id=$id]" );
}

// Forminator.
foreach ( array( 'forminator' => 'true', 'forminator-reload' => 'false' ) as $duet_slug => $duet_ajax ) {
	$field    = static fn( string $id, string $type, array $more ): array => array( 'wrapper_id' => "wrapper-$id", 'fields' => array( array( 'element_id' => $id, 'type' => $type, 'cols' => '12', 'field_label' => $id ) + $more ) );
	$wrappers = array(
		$field( 'name-1', 'name', array( 'multiple_name' => 'true', 'fname' => 'true', 'fname_label' => 'First', 'lname' => 'true', 'lname_label' => 'Last' ) ),
		$field( 'email-1', 'email', array( 'required' => 'true', 'validation' => 'true' ) ),
		$field( 'phone-1', 'phone', array( 'required' => 'false', 'validation' => 'none' ) ),
	);
	$id       = Forminator_API::add_form( 'Quote', $wrappers, array( 'form-type' => 'default', 'formName' => 'Quote', 'submission-behaviour' => 'behaviour-thankyou', 'thankyou-message' => 'Thanks', 'submitData' => array( 'custom-submit-text' => 'Send' ), 'enable-ajax' => $duet_ajax, 'akismet-protection-behavior' => 'spam', 'validation' => 'on_submit', 'validation-inline' => '', 'form-expire' => 'no_expire' ) );
	if ( is_wp_error( $id ) ) {
		throw new RuntimeException( $id->get_error_message() );
	}
	$duet_page( $duet_slug, 'forminator', (int) $id, "[forminator_form id=\"$id\"]" );
}

update_option( 'permalink_structure', '/%postname%/' );
flush_rewrite_rules();
echo wp_json_encode( $duet_pages );
