<?php
declare(strict_types=1);

namespace Duet\Forms\Plugin;

use Duet\Forms\Acceptance;
use Duet\Forms\FormNames;
use Duet\Forms\FormPlugin;
use Duet\Forms\FormSigns;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** Elementor keeps no list of its forms: each is a widget somewhere in the data of a page, a template or a popup. */
final class Elementor implements FormPlugin {

	private const SLUG = 'elementor';

	/** Pages with forms; the data of one may be half a megabyte. */
	private const MOST = 50;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Elementor Pro', 'ELEMENTOR_PRO_VERSION', 'form.elementor-form', 'elementor-pro-frontend' );
	}

	/** @return list<array{id: string, title: string}> */
	public function forms(): array {
		global $wpdb;
		$sql   = "SELECT m.meta_value FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} p ON p.ID = m.post_id AND p.post_status = 'publish' WHERE m.meta_key = '_elementor_data' AND m.meta_value LIKE %s ORDER BY p.ID LIMIT %d";
		$pages = $wpdb->get_col( $wpdb->prepare( $sql, '%' . $wpdb->esc_like( '"widgetType":"form"' ) . '%', self::MOST ) ); // phpcs:ignore WordPress.DB -- Elementor has no function for this; read for the screen alone.
		$forms = [];
		foreach ( is_array( $pages ) ? array_filter( $pages, is_string( ... ) ) : [] as $page ) {
			$forms += self::in( json_decode( $page, true ) );
		}
		return array_values( $forms );
	}

	/**
	 * @param mixed $elements As Elementor stores them: {id, elType, widgetType, settings, elements}.
	 * @return array<string, array{id: string, title: string}> By id, which the form sends as `form_id`.
	 */
	public static function in( mixed $elements ): array {
		$forms = [];
		foreach ( is_array( $elements ) ? array_filter( $elements, is_array( ... ) ) : [] as $element ) {
			$id = $element['id'] ?? null;
			if ( is_string( $id ) && 'form' === ( $element['widgetType'] ?? null ) ) {
				$title        = $element['settings']['form_name'] ?? '';
				$forms[ $id ] = [
					'id'    => $id,
					'title' => is_string( $title ) ? $title : '',
				];
			}
			$forms += self::in( $element['elements'] ?? [] );
		}
		return $forms;
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		// Without its script Elementor has no forms, and the form's element has its name.
	}
}
