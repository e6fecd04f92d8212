<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * A form plugin whose forms Duet tracks: one class in Forms/Plugin, found there by itself, and the adapter with its
 * slug in src/storefront/triggers/forms/.
 */
interface FormPlugin {

	/** How to know that it is there. */
	public function signs(): FormSigns;

	/** @return array<mixed> Its forms as it gives them: posts, objects or arrays, each with an id and a title. */
	public function forms(): array;

	/**
	 * Adds its own hooks, which never fire where the plugin is not there: the titles of the forms a page shows, and
	 * what it accepted without AJAX.
	 */
	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void;
}
