<?php
// phpcs:ignoreFile -- Generated.
declare(strict_types=1);

namespace Duet\Forms;

defined( 'ABSPATH' ) || exit;

/** Generated from the classes beside it by `npm run types`. Change those, not this file. */
final class PluginData {

	public const DATA = [
		'ContactForm7' => [
			'slug' => 'contact-form-7',
			'name' => 'Contact Form 7',
			'sign' => 'WPCF7_VERSION',
			'selector' => 'form.wpcf7-form',
			'handle' => 'contact-form-7',
		],
		'Elementor' => [
			'slug' => 'elementor',
			'name' => 'Elementor Pro',
			'sign' => 'ELEMENTOR_PRO_VERSION',
			'selector' => 'form.elementor-form',
			'handle' => 'elementor-pro-frontend',
		],
		'FluentForms' => [
			'slug' => 'fluentform',
			'name' => 'Fluent Forms',
			'sign' => 'FLUENTFORM_VERSION',
			'selector' => 'form.frm-fluent-form',
			'handle' => 'fluent-form-submission',
		],
		'Formidable' => [
			'slug' => 'formidable',
			'name' => 'Formidable Forms',
			'sign' => 'FrmAppHelper',
			'selector' => 'form.frm-show-form',
			'handle' => 'formidable',
		],
		'Forminator' => [
			'slug' => 'forminator',
			'name' => 'Forminator',
			'sign' => 'FORMINATOR_VERSION',
			'selector' => 'form.forminator-custom-form',
			'handle' => 'forminator-front-scripts',
		],
		'GravityForms' => [
			'slug' => 'gravity-forms',
			'name' => 'Gravity Forms',
			'sign' => 'GFForms',
			'selector' => 'form[id^="gform_"]',
			'handle' => 'gform_gravityforms',
		],
		'NinjaForms' => [
			'slug' => 'ninja-forms',
			'name' => 'Ninja Forms',
			'sign' => 'Ninja_Forms',
			'selector' => '.nf-form-cont form',
			'handle' => 'nf-front-end',
		],
		'WPForms' => [
			'slug' => 'wpforms',
			'name' => 'WPForms',
			'sign' => 'WPFORMS_VERSION',
			'selector' => 'form.wpforms-form',
			'handle' => 'wpforms',
		],
	];
}
