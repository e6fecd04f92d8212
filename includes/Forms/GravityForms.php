<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Gravity Forms without AJAX, and its older AJAX with a redirect, which tells the page nothing: `gform_after_submission`,
 * where spam comes along as well. With AJAX a spam's confirmation is marked for our adapter.
 */
final class GravityForms {

	private const SPAM = '<span data-duet-spam hidden></span>';

	private bool $redirects = false;

	public function __construct(
		private readonly Acceptance $acceptance,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// Before gform_after_submission; last, for other plugins choose the redirect here.
		$this->guard->filter( 'gform_confirmation', $this->confirmed( ... ), 1000, 4 );
		$this->guard->action( 'gform_after_submission', $this->submitted( ... ), 20, 2 );
	}

	private function confirmed( mixed $confirmation, mixed $form = null, mixed $entry = null, mixed $ajax = false ): mixed {
		$this->redirects = is_array( $confirmation ) && isset( $confirmation['redirect'] );
		return is_string( $confirmation ) && (bool) $ajax && self::is_spam( $entry ) ? $confirmation . self::SPAM : $confirmation;
	}

	private function submitted( mixed $entry, mixed $form ): void {
		// Its older AJAX posts an ordinary page into a hidden frame.
		$framed = isset( $_POST['gform_ajax'] ); // phpcs:ignore WordPress.Security -- Only whether it is there.
		if ( is_array( $entry ) && is_array( $form ) && ! self::is_spam( $entry ) && Acceptance::is_page_load() && ( ! $framed || $this->redirects ) ) {
			$this->acceptance->accepted( 'gravity-forms', $form['id'] ?? '', $form['title'] ?? '', self::person( $entry, $form ) );
		}
	}

	private static function is_spam( mixed $entry ): bool {
		return is_array( $entry ) && 'spam' === ( $entry['status'] ?? '' );
	}

	/**
	 * @param array<mixed> $entry Input id => value; a name's parts are "4.3" (first) and "4.6" (last).
	 * @param array<mixed> $form
	 * @return array<string, mixed>
	 */
	private static function person( array $entry, array $form ): array {
		$person = [];
		foreach ( is_array( $form['fields'] ?? null ) ? array_filter( $form['fields'], is_object( ... ) ) : [] as $field ) {
			$id      = is_scalar( $field->id ?? null ) ? (string) $field->id : '';
			$person += array_filter(
				match ( $field->type ?? '' ) {
					'email' => [ 'email' => $entry[ $id ] ?? '' ],
					'phone' => [ 'phone' => $entry[ $id ] ?? '' ],
					'name'  => [
						'first_name' => $entry[ "$id.3" ] ?? '',
						'last_name'  => $entry[ "$id.6" ] ?? '',
					],
					default => [],
				},
				static fn( mixed $typed ): bool => '' !== $typed
			);
		}
		return $person;
	}
}
