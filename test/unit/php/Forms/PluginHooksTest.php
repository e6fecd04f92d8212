<?php
declare(strict_types=1);

namespace Duet\Test\Forms;

use Duet\Forms\Plugin\FluentForms;
use Duet\Forms\Plugin\Formidable;
use Duet\Forms\Plugin\Forminator;
use Duet\Forms\FormNames;
use Duet\Forms\FormPlugins;
use Duet\Forms\Plugin\GravityForms;
use Duet\Forms\Plugin\MailchimpForWp;
use Duet\Forms\Plugin\Newsletter;
use Duet\Forms\Plugin\WPForms;
use PHPUnit\Framework\Attributes\DataProvider;

/** The plugins' own hooks, with what they hand over: a page load counts once, AJAX and spam do not. */
final class PluginHooksTest extends FormsTestCase {

	/** @return iterable<string, array{string}> What duet_shop() says of the request. */
	public static function other_requests(): iterable {
		yield 'AJAX' => [ 'ajax' ];
		yield 'REST' => [ 'rest' ];
		yield 'cron' => [ 'cron' ];
		yield 'administration' => [ 'admin' ];
	}

	public function test_wpforms(): void {
		$this->listen( new WPForms() );
		$this->wpforms();
		self::assertSame( [ 'Lead' ], $this->names() );
		self::assertEquals( [ 'email' => 'a@b.test', 'first_name' => 'Zoë', 'last_name' => "O'Brien", 'external_id' => self::HEX ], $this->pushed[0]->person );
		self::assertSame( 'News', $this->pushed[0]->params['form_name'] );
	}

	#[DataProvider( 'other_requests' )]
	public function test_what_is_no_page_load_is_the_browsers( string $kind ): void {
		$GLOBALS['duet_shop'][ $kind ] = true;
		$this->listen( new WPForms() );
		$this->listen( new Formidable() );
		$this->listen( new GravityForms() );
		$this->wpforms();
		$_POST['form_id'] = '2';
		do_action( 'frm_after_create_entry', 5, 2, [ 'is_child' => false ] );
		$this->gravity();
		self::assertSame( [], $this->pushed );
	}

	public function test_wpforms_spam_that_is_kept_is_marked(): void {
		$this->listen( new WPForms() );
		self::assertSame( [ 'confirmation' => 'Thanks' ], apply_filters( 'wpforms_ajax_submit_success_response', [ 'confirmation' => 'Thanks' ], 7, [] ) );
		do_action( 'wpforms_process_anti_spam_entry_marked_as_spam', 1, 7 );
		self::assertSame( [ 'duet' => false, 'confirmation' => 'Thanks' ], apply_filters( 'wpforms_ajax_submit_success_response', [ 'confirmation' => 'Thanks' ], 7, [] ) );
		self::assertSame( [ 'duet' => false, 'redirect_url' => '/' ], apply_filters( 'wpforms_ajax_submit_redirect', [ 'redirect_url' => '/' ], 7, '/' ) );
	}

	public function test_mc4wp_counts_what_mailchimp_took_and_leaves_ajax_to_the_browser(): void {
		$this->listen( new MailchimpForWp() );
		$form = (object) [ 'ID' => 9, 'name' => 'News' ];
		do_action( 'mc4wp_form_error', $form );
		self::assertSame( [], $this->pushed );
		do_action( 'mc4wp_form_subscribed', $form, 'buyer@example.test', [ 'FNAME' => 'Zoë' ] );
		self::assertSame( [ 'Lead' ], $this->names() );
		$GLOBALS['duet_shop']['ajax'] = true;
		do_action( 'mc4wp_form_subscribed', (object) [ 'ID' => 10, 'name' => 'Other' ], 'buyer@example.test', [] );
		self::assertSame( [ 'Lead' ], $this->names() );
	}

	public function test_newsletter_counts_page_loads_and_its_own_ajax(): void {
		foreach ( [ false, true ] as $ajax ) {
			$this->pushed                 = [];
			$GLOBALS['duet_shop']['ajax'] = $ajax;
			$this->listen( new Newsletter() );
			do_action( 'newsletter_user_post_subscribe', (object) [ 'email' => 'buyer@example.test' ] );
			self::assertContains( 'Lead', $this->names() );
		}
		$this->pushed              = [];
		$_SERVER['REQUEST_METHOD'] = 'GET';
		unset( $GLOBALS['duet_shop']['ajax'] );
		$this->listen( new Newsletter() );
		do_action( 'newsletter_user_post_subscribe', (object) [ 'email' => 'buyer@example.test' ] );
		self::assertSame( [], $this->pushed, 'an import' );
	}

	public function test_fluent_forms_spam_that_is_kept_is_marked(): void {
		$this->listen( new FluentForms() );
		self::assertFalse( apply_filters( 'fluentform/akismet_spam_result', false, 1, [] ) );
		self::assertSame( [ 'message' => 'Thanks' ], apply_filters( 'fluentform/submission_confirmation', [ 'message' => 'Thanks' ] ) );
		self::assertTrue( apply_filters( 'fluentform/cleantalk_spam_result', true, 1, [] ) );
		self::assertSame( [ 'duet' => false, 'message' => 'Thanks' ], apply_filters( 'fluentform/submission_confirmation', [ 'message' => 'Thanks' ] ) );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>, int}> POST, about, events */
	public static function formidable(): iterable {
		yield 'a form' => [ [ 'form_id' => '2' ], [ 'is_child' => false ], 1 ];
		yield 'a row of its repeater' => [ [ 'form_id' => '2' ], [ 'is_child' => true ], 0 ];
		yield 'another form\'s entry, made by a program' => [ [ 'form_id' => '3' ], [], 0 ];
		yield 'an import' => [ [], [], 0 ];
		yield 'a draft' => [ [ 'form_id' => '2', 'frm_saving_draft' => '1' ], [], 0 ];
	}

	/**
	 * @param array<string, mixed> $post
	 * @param array<string, mixed> $about
	 */
	#[DataProvider( 'formidable' )]
	public function test_formidable( array $post, array $about, int $events ): void {
		$_POST = $post;
		$this->listen( new Formidable() );
		do_action( 'frm_after_create_entry', 5, 2, $about );
		self::assertCount( $events, $this->pushed );
	}

	/** @return iterable<string, array{string, string, string, int}> how it thanks, what it did, the answer, events */
	public static function formidable_answers(): iterable {
		yield 'a page' => [ 'page', 'create', '<p>Come in</p>', 1 ];
		yield 'a page beside a message, which the browser hears' => [ 'page', 'create', '<div class="frm_message">Thanks</div><p>Come in</p>', 0 ];
		yield 'a message' => [ 'message', 'create', '<p>Thanks</p>', 0 ];
		yield 'an entry that was edited' => [ 'page', 'update', '<p>Come in</p>', 0 ];
	}

	#[DataProvider( 'formidable_answers' )]
	public function test_formidable_by_ajax_is_the_browsers_but_where_a_page_takes_its_place( string $how, string $did, string $html, int $events ): void {
		$GLOBALS['duet_shop']['ajax'] = true;
		$_POST                        = [ 'form_id' => '2' ];
		$this->listen( new Formidable() );
		self::assertSame( $html, apply_filters( 'frm_filter_final_form', $html ) );
		do_action( 'frm_after_create_entry', 5, 2, [] );
		do_action( 'frm_success_action', $how, (object) [ 'id' => '2' ], [], 5, [ 'action' => $did ] );
		self::assertSame( $html, apply_filters( 'frm_filter_final_form', $html ) );
		apply_filters( 'frm_filter_final_form', $html );
		self::assertCount( $events, $this->pushed );
	}

	/** @return iterable<string, array{?string, bool, string, int}> entry's status, success, form type, events */
	public static function forminator(): iterable {
		yield 'accepted' => [ 'active', true, 'default', 1 ];
		yield 'spam that is thanked for' => [ 'spam', true, 'default', 0 ];
		yield 'a draft' => [ 'draft', true, 'default', 0 ];
		yield 'caught in the honeypot, and thanked' => [ null, true, 'default', 0 ];
		yield 'rejected' => [ null, false, 'default', 0 ];
		yield 'a log-in' => [ 'active', true, 'login', 0 ];
		yield 'a registration, which is counted as such' => [ 'active', true, 'registration', 0 ];
	}

	#[DataProvider( 'forminator' )]
	public function test_forminator( ?string $status, bool $success, string $type, int $events ): void {
		$_POST = [ 'form_type' => $type, 'email-1' => 'a@b.test', 'phone-1' => '+4930', 'name-1-first-name' => 'Zoë', 'name-2' => 'x' ];
		$this->listen( new Forminator() );
		if ( null !== $status ) {
			do_action( 'forminator_after_handle_form', (object) [ 'status' => $status ] );
		}
		$marked = apply_filters( 'forminator_form_ajax_submit_response', [ 'success' => $success, 'message' => 'Thanks' ], 4 );
		do_action( 'forminator_form_after_handle_submit', 4, [ 'success' => $success ] );
		self::assertCount( $events, $this->pushed );
		self::assertSame( $success && 'active' !== $status, isset( $marked['duet'] ) );
		if ( 1 === $events ) {
			self::assertEquals( [ 'email' => 'a@b.test', 'phone' => '+4930', 'first_name' => 'Zoë', 'external_id' => self::HEX ], $this->pushed[0]->person );
		}
	}

	/** @return iterable<string, array{string, bool, mixed, int}> entry's status, older AJAX, confirmation, events */
	public static function gravity_forms(): iterable {
		yield 'a page load' => [ 'active', false, 'Thanks', 1 ];
		yield 'a page load with a redirect' => [ 'active', false, [ 'redirect' => '/' ], 1 ];
		yield 'older AJAX, whose page will tell' => [ 'active', true, 'Thanks', 0 ];
		yield 'older AJAX with a redirect, whose page cannot' => [ 'active', true, [ 'redirect' => '/' ], 1 ];
		yield 'spam' => [ 'spam', false, 'Thanks', 0 ];
		yield 'spam by AJAX' => [ 'spam', true, 'Thanks', 0 ];
	}

	#[DataProvider( 'gravity_forms' )]
	public function test_gravity_forms( string $status, bool $ajax, mixed $confirmation, int $events ): void {
		$_POST = $ajax ? [ 'gform_ajax' => 'form_id=6' ] : [];
		$this->listen( new GravityForms() );
		$said = $this->gravity( $status, $ajax, $confirmation );
		self::assertCount( $events, $this->pushed );
		self::assertSame( 'spam' === $status && $ajax ? 'Thanks<span data-duet-spam hidden></span>' : $confirmation, $said );
		if ( 1 === $events ) {
			self::assertEquals( [ 'email' => 'a@b.test', 'phone' => '+4930', 'first_name' => 'Zoë', 'last_name' => "O'Brien", 'external_id' => self::HEX ], $this->pushed[0]->person );
		}
	}

	public function test_titles_are_noted_while_forms_are_printed_and_rubbish_is_not(): void {
		$names   = new FormNames();
		$plugins = new FormPlugins();
		foreach ( $plugins->all() as $plugin ) {
			$plugin->listen( $this->guard(), $names, $this->acceptance() );
		}
		do_action( 'wpforms_frontend_output_form_before', [ 'id' => 7, 'settings' => [ 'form_title' => 'Salt &amp; Pepper' ] ] );
		do_action( 'fluentform/before_form_render', (object) [ 'id' => 1, 'title' => 'Contact' ] );
		do_action( 'forminator_before_form_render', 4, 'custom-form', 9, [], [ 'formName' => 'Quote' ] );
		do_action( 'forminator_before_form_render', 5, 'quiz', 9, [], [ 'formName' => 'Quiz' ] );
		self::assertSame( [ 'id' => 6, 'title' => 'Call' ], apply_filters( 'gform_pre_render', [ 'id' => 6, 'title' => 'Call' ] ) );
		self::assertFalse( apply_filters( 'gform_pre_render', false ) );
		do_action( 'wpforms_frontend_output_form_before', 'x' );
		do_action( 'fluentform/before_form_render', (object) [ 'id' => [], 'title' => 'x' ] );
		self::assertSame( [ 'wpforms:7' => 'Salt & Pepper', 'fluentform:1' => 'Contact', 'forminator:4' => 'Quote', 'gravity-forms:6' => 'Call' ], $names->all() );
	}

	private function wpforms(): void {
		$fields = [
			1 => [ 'id' => 1, 'type' => 'name', 'value' => "Zoë O'Brien", 'first' => 'Zoë', 'middle' => '', 'last' => "O'Brien" ],
			2 => [ 'id' => 2, 'type' => 'email', 'value' => '' ],
			3 => [ 'id' => 3, 'type' => 'email', 'value' => 'a@b.test' ],
		];
		do_action( 'wpforms_process_complete', $fields, [], [ 'id' => '7', 'settings' => [ 'form_title' => 'News' ] ], 1 );
	}

	private function gravity( string $status = 'active', bool $ajax = false, mixed $confirmation = 'Thanks' ): mixed {
		$entry  = [ 'id' => 1, 'status' => $status, '1.3' => 'Zoë', '1.6' => "O'Brien", '2' => 'a@b.test', '3' => '+4930' ];
		$fields = [ (object) [ 'id' => 1, 'type' => 'name' ], (object) [ 'id' => 2, 'type' => 'email' ], (object) [ 'id' => 3, 'type' => 'phone' ] ];
		$form   = [ 'id' => 6, 'title' => 'Call', 'fields' => $fields ];
		$said   = apply_filters( 'gform_confirmation', $confirmation, $form, $entry, $ajax );
		do_action( 'gform_after_submission', $entry, $form );
		return $said;
	}
}
