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
 * Gravity Forms without AJAX, and its older AJAX with a redirect, of which the page gets no signal:
 * `gform_after_submission`, where spam comes along as well. With AJAX a spam's confirmation is marked for our adapter.
 */
final class GravityForms implements FormPlugin {

	private const SLUG = 'gravity-forms';

	private const SPAM = '<span data-duet-spam hidden></span>';

	private ?Acceptance $acceptance = null;

	private bool $redirects = false;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Gravity Forms', 'GFForms', 'form[id^="gform_"]', 'gform_gravityforms' );
	}

	public function forms(): array {
		return Foreign::list( [ 'GFAPI', 'get_forms' ] );
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$this->acceptance = $acceptance;
		$guard->filter( 'gform_pre_render', static fn( mixed $form ): mixed => self::noted( $form, $names ) );
		// Before gform_after_submission; last, for other plugins choose the redirect here.
		$guard->filter( 'gform_confirmation', $this->confirmed( ... ), 1000, 4 );
		$guard->action( 'gform_after_submission', $this->submitted( ... ), 20, 2 );
	}

	private function confirmed( mixed $confirmation, mixed $form = null, mixed $entry = null, mixed $ajax = false ): mixed {
		$this->redirects = is_array( $confirmation ) && isset( $confirmation['redirect'] );
		return is_string( $confirmation ) && (bool) $ajax && self::is_spam( $entry ) ? $confirmation . self::SPAM : $confirmation;
	}

	private function submitted( mixed $entry, mixed $form ): void {
		// Its older AJAX posts an ordinary page into a hidden frame.
		$framed = isset( $_POST['gform_ajax'] ); // phpcs:ignore WordPress.Security -- Only whether it is there.
		if (
			is_array( $entry )
			&& is_array( $form )
			&& ! self::is_spam( $entry )
			&& Acceptance::is_page_load()
			&& ( ! $framed || $this->redirects )
		) {
			$this->acceptance?->accepted( self::SLUG, $form['id'] ?? '', $form['title'] ?? '', self::person( $entry, $form ) );
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

	private static function noted( mixed $form, FormNames $names ): mixed {
		if ( is_array( $form ) ) {
			$names->note( self::SLUG, $form['id'] ?? null, $form['title'] ?? '' );
		}
		return $form;
	}
}
