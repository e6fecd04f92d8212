<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;
use Duet\Support\PlainText;

defined( 'ABSPATH' ) || exit;

/** Titles of the forms this page shows, noted while their plugins print them: not every form's markup has its title. */
final class FormNames {

	/** @var array<string, string> "<plugin>:<form id>" => title. */
	private array $names = [];

	public function __construct( private readonly Guard $guard ) {
	}

	public function register(): void {
		$this->guard->filter( 'wpcf7_form_hidden_fields', $this->contact_form_7( ... ) );
		$this->guard->action( 'wpforms_frontend_output_form_before', fn( mixed $form ) => is_array( $form ) && $this->note( 'wpforms', $form['id'] ?? null, $form['settings']['form_title'] ?? '' ) );
		$this->guard->action( 'fluentform/before_form_render', fn( mixed $form ) => is_object( $form ) && $this->note( 'fluentform', $form->id ?? null, $form->title ?? '' ) );
		$this->guard->action( 'forminator_before_form_render', fn( mixed $id, mixed $type = '', mixed $post = 0, mixed $fields = [], mixed $settings = [] ) => 'custom-form' === $type && is_array( $settings ) && $this->note( 'forminator', $id, $settings['formName'] ?? '' ), 10, 5 );
		$this->guard->filter( 'gform_pre_render', $this->gravity_forms( ... ) );
	}

	/** @return array<string, string> */
	public function all(): array {
		return $this->names;
	}

	private function note( string $plugin, mixed $id, mixed $title ): bool {
		if ( is_scalar( $id ) && is_string( $title ) && '' !== trim( $title ) ) {
			$this->names[ "$plugin:$id" ] = PlainText::line( $title );
		}
		return true;
	}

	/** The filter itself knows no form. */
	private function contact_form_7( mixed $fields ): mixed {
		$form = FormPlugin::ask( 'wpcf7_get_current_contact_form' );
		if ( is_object( $form ) && is_callable( [ $form, 'id' ] ) && is_callable( [ $form, 'title' ] ) ) {
			$this->note( 'contact-form-7', $form->id(), $form->title() );
		}
		return $fields;
	}

	private function gravity_forms( mixed $form ): mixed {
		if ( is_array( $form ) ) {
			$this->note( 'gravity-forms', $form['id'] ?? null, $form['title'] ?? '' );
		}
		return $form;
	}
}
