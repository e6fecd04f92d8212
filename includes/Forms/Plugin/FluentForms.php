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
 * Fluent Forms always uses AJAX, so the browser counts. Spam that the merchant keeps is answered like success; the
 * answer shows it.
 */
final class FluentForms implements FormPlugin {

	private const SLUG = 'fluentform';

	private bool $spam = false;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Fluent Forms', 'FLUENTFORM_VERSION', 'form.frm-fluent-form', 'fluent-form-submission' );
	}

	public function forms(): array {
		global $wpdb;
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT id, title FROM {$wpdb->prefix}fluentform_forms ORDER BY title LIMIT %d", Foreign::MOST ), 'ARRAY_A' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own way loads every field of every form.
		return is_array( $rows ) ? $rows : [];
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$guard->action(
			'fluentform/before_form_render',
			static function ( mixed $form ) use ( $names ): void {
				if ( is_object( $form ) ) {
					$names->note( self::SLUG, $form->id ?? null, $form->title ?? '' );
				}
			}
		);
		foreach ( [ 'fluentform/akismet_spam_result', 'fluentform/cleantalk_spam_result' ] as $verdict ) {
			$guard->filter( $verdict, $this->judged( ... ), PHP_INT_MAX );
		}
		$guard->filter( 'fluentform/submission_confirmation', fn( mixed $answer ): mixed => $this->spam && is_array( $answer ) ? [ 'duet' => false ] + $answer : $answer );
	}

	private function judged( mixed $spam ): mixed {
		$this->spam = $this->spam || (bool) $spam;
		return $spam;
	}
}
