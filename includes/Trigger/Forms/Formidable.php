<?php
declare(strict_types=1);

namespace Duet\Trigger\Forms;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** Formidable without AJAX, its default: `frm_after_create_entry`. Spam and errors create no entry. */
final class Formidable {

	public function __construct(
		private readonly Acceptance $acceptance,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// After the form's own actions (20).
		$this->guard->action( 'frm_after_create_entry', $this->created( ... ), 30, 3 );
	}

	private function created( mixed $entry, mixed $form, mixed $about = [] ): void {
		// phpcs:disable WordPress.Security -- Formidable has judged the request; what is read is checked like a stranger's.
		$sent  = $_POST['form_id'] ?? null;
		$typed = $_POST['item_meta'] ?? null;
		$draft = '1' === ( $_POST['frm_saving_draft'] ?? '' );
		// phpcs:enable
		// Rows of a repeater are entries of another form.
		$is_child = is_array( $about ) && true === (bool) ( $about['is_child'] ?? false );
		if ( $draft || $is_child || ! is_scalar( $form ) || ! is_scalar( $sent ) || (string) $sent !== (string) $form || ! Acceptance::is_page_load() ) {
			return;
		}
		$whole = FormPlugin::ask( [ 'FrmForm', 'getOne' ], $form );
		$title = is_object( $whole ) ? ( $whole->name ?? '' ) : '';
		$typed = is_array( $typed ) ? wp_unslash( $typed ) : [];
		$this->acceptance->accepted( 'formidable', $form, $title, self::person( (int) $form, $typed ) );
	}

	/**
	 * @param array<mixed> $typed Field id => value.
	 * @return array<string, mixed>
	 */
	private static function person( int $form, array $typed ): array {
		$fields = FormPlugin::ask( [ 'FrmField', 'get_all_for_form' ], $form );
		$person = [];
		foreach ( is_array( $fields ) ? array_filter( $fields, is_object( ... ) ) : [] as $field ) {
			$value   = $typed[ $field->id ?? '' ] ?? '';
			$parts   = is_array( $value ) ? $value : [];
			$person += array_filter(
				match ( $field->type ?? '' ) {
					'email' => [ 'email' => $value ],
					'phone' => [ 'phone' => $value ],
					'name'  => [
						'first_name' => $parts['first'] ?? '',
						'last_name'  => $parts['last'] ?? '',
					],
					default => [],
				},
				static fn( mixed $typed ): bool => '' !== $typed
			);
		}
		return $person;
	}
}
