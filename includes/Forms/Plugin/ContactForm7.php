<?php
declare(strict_types=1);

namespace Duet\Forms\Plugin;

use Duet\Forms\Acceptance;
use Duet\Forms\Foreign;
use Duet\Forms\FormNames;
use Duet\Forms\FormPlugin;
use Duet\Forms\FormSigns;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** Contact Form 7 without its script: `wpcf7_mail_sent`, which spam, rejected and failed submissions never reach. */
final class ContactForm7 implements FormPlugin {

	private const SLUG = 'contact-form-7';

	private ?Acceptance $acceptance = null;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Contact Form 7', 'WPCF7_VERSION', 'form.wpcf7-form', 'contact-form-7' );
	}

	public function forms(): array {
		return Foreign::posts( 'wpcf7_contact_form' );
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$this->acceptance = $acceptance;
		$guard->filter( 'wpcf7_form_hidden_fields', static fn( mixed $fields ): mixed => self::noted( $fields, $names ) );
		$guard->action( 'wpcf7_mail_sent', $this->sent( ... ), 20 );
	}

	private function sent( mixed $form ): void {
		// With the script it comes through REST. Other plugins may submit a form by themselves: no visitor, no
		// `_wpcf7`.
		if ( ! is_object( $form ) || ! Acceptance::is_page_load() || ! isset( $_POST['_wpcf7'] ) || ! is_callable( [ $form, 'id' ] ) || ! is_callable( [ $form, 'title' ] ) ) { // phpcs:ignore WordPress.Security -- Contact Form 7 has judged it.
			return;
		}
		$this->acceptance?->accepted( self::SLUG, $form->id(), $form->title(), self::person( $form ) );
	}

	/** @return array<string, mixed> By the types of its fields; a name only where a field says so to browsers. */
	private static function person( object $form ): array {
		$submission = Foreign::ask( [ 'WPCF7_Submission', 'get_instance' ] );
		$tags       = is_callable( [ $form, 'scan_form_tags' ] ) ? $form->scan_form_tags() : [];
		$person     = [];
		foreach ( is_array( $tags ) && is_object( $submission ) && is_callable( [ $submission, 'get_posted_string' ] ) ? $tags : [] as $tag ) {
			$options = is_object( $tag ) && is_array( $tag->options ?? null ) ? $tag->options : [];
			$kind    = match ( true ) {
				! is_object( $tag )                                     => '',
				'email' === ( $tag->basetype ?? '' )                    => 'email',
				'tel' === ( $tag->basetype ?? '' )                      => 'phone',
				in_array( 'autocomplete:given-name', $options, true )   => 'first_name',
				in_array( 'autocomplete:family-name', $options, true )  => 'last_name',
				default                                                 => '',
			};
			if ( '' !== $kind && '' === ( $person[ $kind ] ?? '' ) && is_object( $tag ) ) {
				$person[ $kind ] = $submission->get_posted_string( $tag->name ?? '' );
			}
		}
		return $person;
	}

	/** The filter itself gets no form. */
	private static function noted( mixed $fields, FormNames $names ): mixed {
		$form = Foreign::ask( 'wpcf7_get_current_contact_form' );
		if ( is_object( $form ) && is_callable( [ $form, 'id' ] ) && is_callable( [ $form, 'title' ] ) ) {
			$names->note( self::SLUG, $form->id(), $form->title() );
		}
		return $fields;
	}
}
