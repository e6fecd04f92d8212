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
 * Formidable without AJAX, its default: `frm_after_create_entry`. Spam and errors create no entry. With AJAX the
 * browser counts what is thanked for by a message or an address; a page shown in the form's place announces nothing
 * there.
 */
final class Formidable implements FormPlugin {

	private const SLUG = 'formidable';

	private ?Acceptance $acceptance = null;

	/** Form whose success this AJAX answer says by a page. */
	private int $shows_page = 0;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Formidable Forms', 'FrmAppHelper', 'form.frm-show-form', 'formidable' );
	}

	public function forms(): array {
		return Foreign::list( [ 'FrmForm', 'get_published_forms' ] );
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$this->acceptance = $acceptance;
		// After the form's own actions (20).
		$guard->action( 'frm_after_create_entry', $this->created( ... ), 30, 3 );
		$guard->action( 'frm_success_action', $this->succeeded( ... ), 10, 5 );
		$guard->filter( 'frm_filter_final_form', $this->answered( ... ) );
	}

	private function succeeded( mixed $how, mixed $form, mixed $options = [], mixed $entry = 0, mixed $about = [] ): void {
		$is_new = ! is_array( $about ) || 'create' === ( $about['action'] ?? 'create' );
		if ( 'page' === $how && $is_new && is_object( $form ) && wp_doing_ajax() ) {
			$this->shows_page = (int) ( $form->id ?? 0 );
		}
	}

	private function answered( mixed $html ): mixed {
		$form             = $this->shows_page;
		$this->shows_page = 0;
		// The browser gets a message beside it.
		if ( 0 !== $form && is_string( $html ) && ! str_contains( $html, 'frm_message' ) ) {
			$this->accept( $form );
		}
		return $html;
	}

	private function created( mixed $entry, mixed $form, mixed $about = [] ): void {
		// phpcs:disable WordPress.Security -- Formidable has judged the request; both are only compared.
		$sent  = $_POST['form_id'] ?? null;
		$draft = '1' === ( $_POST['frm_saving_draft'] ?? '' );
		// phpcs:enable
		// Rows of a repeater are entries of another form.
		$is_child = is_array( $about ) && true === (bool) ( $about['is_child'] ?? false );
		if (
			$draft
			|| $is_child
			|| ! is_scalar( $form )
			|| ! is_scalar( $sent )
			|| (string) $sent !== (string) $form
			|| ! Acceptance::is_page_load()
		) {
			return;
		}
		$this->accept( (int) $form );
	}

	private function accept( int $form ): void {
		$typed = $_POST['item_meta'] ?? null; // phpcs:ignore WordPress.Security -- Formidable has judged the request; what is read is checked like a stranger's.
		$whole = Foreign::ask( [ 'FrmForm', 'getOne' ], $form );
		$title = is_object( $whole ) ? ( $whole->name ?? '' ) : '';
		$typed = is_array( $typed ) ? wp_unslash( $typed ) : [];
		$this->acceptance?->accepted( self::SLUG, $form, $title, self::person( $form, $typed ) );
	}

	/**
	 * @param array<mixed> $typed Field id => value.
	 * @return array<string, mixed>
	 */
	private static function person( int $form, array $typed ): array {
		$fields = Foreign::ask( [ 'FrmField', 'get_all_for_form' ], $form );
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
