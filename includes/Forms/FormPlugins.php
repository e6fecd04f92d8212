<?php
declare(strict_types=1);

namespace Duet\Forms;

defined( 'ABSPATH' ) || exit;

/** The form plugins Duet hears. A new one is a line here, its adapter in src/storefront/triggers/forms/, and a test. */
final class FormPlugins {

	/** Slug => name, sign, selector, script handle. */
	private const TABLE = [
		'contact-form-7' => [ 'Contact Form 7', 'WPCF7_VERSION', 'form.wpcf7-form', 'contact-form-7' ],
		'wpforms'        => [ 'WPForms', 'WPFORMS_VERSION', 'form.wpforms-form', 'wpforms' ],
		'ninja-forms'    => [ 'Ninja Forms', 'Ninja_Forms', '.nf-form-cont form', 'nf-front-end' ],
		'fluentform'     => [ 'Fluent Forms', 'FLUENTFORM_VERSION', 'form.frm-fluent-form', 'fluent-form-submission' ],
		'formidable'     => [ 'Formidable Forms', 'FrmAppHelper', 'form.frm-show-form', 'formidable' ],
		'forminator'     => [ 'Forminator', 'FORMINATOR_VERSION', 'form.forminator-custom-form', 'forminator-front-scripts' ],
		'gravity-forms'  => [ 'Gravity Forms', 'GFForms', 'form[id^="gform_"]', 'gform_gravityforms' ],
		'elementor'      => [ 'Elementor Pro', 'ELEMENTOR_PRO_VERSION', 'form.elementor-form', 'elementor-pro-frontend' ],
	];

	/** @return list<FormPlugin> Asked late: plugins load in any order. */
	public function active(): array {
		$all = array_map( static fn( string $slug, array $row ): FormPlugin => new FormPlugin( $slug, ...$row ), array_keys( self::TABLE ), self::TABLE );
		return array_values( array_filter( $all, static fn( FormPlugin $plugin ): bool => $plugin->is_active() ) );
	}

	/** @return list<string> Names of all of them, for whoever asks which. */
	public function names(): array {
		return array_column( self::TABLE, 0 );
	}

	/** @return list<string> */
	public static function slugs(): array {
		return array_keys( self::TABLE );
	}

	/** Selector of the forms that adapters count, or ''; the native submit trigger leaves those alone. */
	public function selector(): string {
		return implode( ',', array_map( static fn( FormPlugin $plugin ): string => $plugin->selector, $this->active() ) );
	}
}
