<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * WPForms without AJAX: `wpforms_process_complete`, which spam never reaches. With AJAX, spam that the merchant keeps is
 * answered like success; then the answer tells our adapter.
 */
final class WPForms {

	private bool $spam = false;

	public function __construct(
		private readonly Acceptance $acceptance,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'wpforms_process_complete', $this->complete( ... ), 20, 3 );
		$this->guard->action( 'wpforms_process_anti_spam_entry_marked_as_spam', $this->is_spam( ... ) );
		$this->guard->filter( 'wpforms_ajax_submit_success_response', $this->marked( ... ) );
		$this->guard->filter( 'wpforms_ajax_submit_redirect', $this->marked( ... ) );
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
		$this->acceptance->accepted( 'wpforms', $form['id'] ?? '', $form['settings']['form_title'] ?? '', $person );
	}
}
