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

/** Ninja Forms makes its forms by script, so the browser counts. */
final class NinjaForms implements FormPlugin {

	private const SLUG = 'ninja-forms';

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Ninja Forms', 'Ninja_Forms', '.nf-form-cont form', 'nf-front-end' );
	}

	public function forms(): array {
		$all   = Foreign::ask( 'Ninja_Forms' );
		$forms = is_object( $all ) && is_callable( [ $all, 'form' ] ) ? $all->form()->get_forms() : [];
		$rows  = [];
		foreach ( is_array( $forms ) ? $forms : [] as $form ) {
			if ( is_object( $form ) && is_callable( [ $form, 'get_id' ] ) && is_callable( [ $form, 'get_setting' ] ) ) {
				$rows[] = [
					'id'    => $form->get_id(),
					'title' => $form->get_setting( 'title' ),
				];
			}
		}
		return $rows;
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		// Nothing is accepted without its script, which has the titles.
	}
}
