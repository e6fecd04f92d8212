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

/**
 * Forminator without AJAX: `forminator_form_after_handle_submit`. Spam, and what falls into its honeypot, is answered
 * like success, with AJAX and without: only a form that reached `forminator_after_handle_form` as an active entry was
 * accepted.
 */
final class Forminator implements FormPlugin {

	private const SLUG = 'forminator';

	/** A log-in is no lead; a registration is counted as such. */
	private const NOT_A_LEAD = [ 'login', 'registration' ];

	private ?Acceptance $acceptance = null;

	private bool $active = false;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Forminator', 'FORMINATOR_VERSION', 'form.forminator-custom-form', 'forminator-front-scripts' );
	}

	public function forms(): array {
		return Foreign::list( [ 'Forminator_API', 'get_forms' ], null, 1, Foreign::MOST, 'publish' );
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$this->acceptance = $acceptance;
		$guard->action(
			'forminator_before_form_render',
			static function ( mixed $id, mixed $type = '', mixed $post = 0, mixed $fields = [], mixed $settings = [] ) use ( $names ): void {
				if ( 'custom-form' === $type && is_array( $settings ) ) {
					$names->note( self::SLUG, $id, $settings['formName'] ?? '' );
				}
			},
			10,
			5
		);
		$guard->action( 'forminator_after_handle_form', $this->entered( ... ) );
		$guard->filter( 'forminator_form_ajax_submit_response', $this->marked( ... ), 20 );
		$guard->action( 'forminator_form_after_handle_submit', $this->handled( ... ), 20, 2 );
	}

	private function entered( mixed $entry ): void {
		$this->active = is_object( $entry ) && 'active' === ( $entry->status ?? '' );
	}

	private function marked( mixed $answer ): mixed {
		return ! $this->active && is_array( $answer ) && true === ( $answer['success'] ?? false ) ? [ 'duet' => false ] + $answer : $answer;
	}

	private function handled( mixed $form, mixed $answer ): void {
		$sent = wp_unslash( $_POST ); // phpcs:ignore WordPress.Security -- Forminator has judged the request; what is read is checked like a stranger's.
		if (
			! $this->active
			|| ! is_array( $answer )
			|| true !== ( $answer['success'] ?? false )
			|| ! Acceptance::is_page_load()
			|| in_array( $sent['form_type'] ?? '', self::NOT_A_LEAD, true )
		) {
			return;
		}
		$model    = Foreign::ask( [ 'Forminator_Base_Form_Model', 'get_model' ], $form );
		$settings = is_object( $model ) && is_array( $model->settings ?? null ) ? $model->settings : [];
		$this->acceptance?->accepted( self::SLUG, $form, $settings['formName'] ?? '', self::person( $sent ) );
	}

	/**
	 * @param array<mixed> $sent Its fields are called after their type: email-1, phone-1, name-1-first-name.
	 * @return array<string, mixed>
	 */
	private static function person( array $sent ): array {
		$kinds  = [
			'email'      => '/^email-\d+$/',
			'phone'      => '/^phone-\d+$/',
			'first_name' => '/^name-\d+-first-name$/',
			'last_name'  => '/^name-\d+-last-name$/',
		];
		$person = [];
		foreach ( $kinds as $kind => $pattern ) {
			foreach ( $sent as $name => $value ) {
				if ( is_string( $value ) && '' !== $value && 1 === preg_match( $pattern, (string) $name ) ) {
					$person[ $kind ] ??= $value;
				}
			}
		}
		return $person;
	}
}
