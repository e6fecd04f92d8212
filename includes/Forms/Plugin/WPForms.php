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
 * WPForms without AJAX: `wpforms_process_complete`, which spam never reaches. With AJAX, spam that the merchant keeps
 * is answered like success; our adapter reads that from the answer.
 */
final class WPForms implements FormPlugin {

	private const SLUG = 'wpforms';

	private ?Acceptance $acceptance = null;

	private bool $spam = false;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'WPForms', 'WPFORMS_VERSION', 'form.wpforms-form', 'wpforms' );
	}

	public function forms(): array {
		return Foreign::posts( 'wpforms' );
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$this->acceptance = $acceptance;
		$guard->action(
			'wpforms_frontend_output_form_before',
			static function ( mixed $form ) use ( $names ): void {
				if ( is_array( $form ) ) {
					$names->note( self::SLUG, $form['id'] ?? null, $form['settings']['form_title'] ?? '' );
				}
			}
		);
		$guard->action( 'wpforms_process_complete', $this->complete( ... ), 20, 3 );
		$guard->action( 'wpforms_process_anti_spam_entry_marked_as_spam', $this->is_spam( ... ) );
		$guard->filter( 'wpforms_ajax_submit_success_response', $this->marked( ... ) );
		$guard->filter( 'wpforms_ajax_submit_redirect', $this->marked( ... ) );
	}

	private function is_spam(): void {
		$this->spam = true;
	}

	private function marked( mixed $answer ): mixed {
		return $this->spam && is_array( $answer ) ? [ 'duet' => false ] + $answer : $answer;
	}

	private function complete( mixed $fields, mixed $entry, mixed $form ): void {
		if ( ! is_array( $form ) || ! Acceptance::is_page_load() ) {
			return;
		}
		$person = [];
		foreach ( is_array( $fields ) ? array_filter( $fields, is_array( ... ) ) : [] as $field ) {
			$person += array_filter(
				match ( $field['type'] ?? '' ) {
					'email' => [ 'email' => $field['value'] ?? '' ],
					'phone' => [ 'phone' => $field['value'] ?? '' ],
					'name'  => [
						'first_name' => $field['first'] ?? '',
						'last_name'  => $field['last'] ?? '',
					],
					default => [],
				},
				static fn( mixed $typed ): bool => '' !== $typed
			);
		}
		$this->acceptance?->accepted( self::SLUG, $form['id'] ?? '', $form['settings']['form_title'] ?? '', $person );
	}
}
