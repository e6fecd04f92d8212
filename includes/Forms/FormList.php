<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;
use Duet\Support\PlainText;

defined( 'ABSPATH' ) || exit;

/** The forms that exist, for the screen: each active plugin is asked in its own way. */
final class FormList {

	private const MOST = 200;

	public function __construct(
		private readonly FormPlugins $plugins,
		private readonly Guard $guard,
	) {
	}

	/**
	 * @return array{plugins: list<array{slug: string, name: string, forms: list<array{id: string, title: string}>}>, hears: list<string>}
	 *         Active plugins and their forms; names of all plugins that Duet can hear.
	 */
	public function report(): array {
		return [ 'plugins' => $this->all(), 'hears' => $this->plugins->names() ];
	}

	/** @return list<array{slug: string, name: string, forms: list<array{id: string, title: string}>}> */
	private function all(): array {
		$all = [];
		foreach ( $this->plugins->active() as $plugin ) {
			// Somebody else's plugin may answer anything.
			$forms = $this->guard->run( fn(): array => $this->forms( $plugin->slug ), $plugin->slug, [] );
			$all[] = [
				'slug'  => $plugin->slug,
				'name'  => $plugin->name,
				'forms' => is_array( $forms ) ? array_values( $forms ) : [],
			];
		}
		return $all;
	}

	/** @return list<array{id: string, title: string}> */
	private function forms( string $slug ): array {
		return match ( $slug ) {
			'contact-form-7' => self::posts( 'wpcf7_contact_form' ),
			'wpforms'        => self::posts( 'wpforms' ),
			'ninja-forms'    => self::rows( self::ninja_forms() ),
			'fluentform'     => self::rows( self::fluent_forms() ),
			'formidable'     => self::rows( self::call( [ 'FrmForm', 'get_published_forms' ] ) ),
			'forminator'     => self::rows( self::call( [ 'Forminator_API', 'get_forms' ], null, 1, self::MOST, 'publish' ) ),
			'gravity-forms'  => self::rows( self::call( [ 'GFAPI', 'get_forms' ] ) ),
			'elementor'      => self::rows( ElementorForms::all() ),
			default          => [],
		};
	}

	/** @return list<array{id: string, title: string}> */
	private static function posts( string $type ): array {
		return self::rows(
			get_posts(
				[
					'post_type'        => $type,
					'post_status'      => 'publish',
					'numberposts'      => self::MOST, // phpcs:ignore WordPress.WP.PostsPerPage -- Titles for the settings screen; nobody has more.
					'orderby'          => 'title',
					'order'            => 'ASC',
					'suppress_filters' => false,
				]
			)
		);
	}

	/** @return array<mixed> */
	private static function ninja_forms(): array {
		$all   = FormPlugin::ask( 'Ninja_Forms' );
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

	/** @return array<mixed> */
	private static function fluent_forms(): array {
		global $wpdb;
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT id, title FROM {$wpdb->prefix}fluentform_forms ORDER BY title LIMIT %d", self::MOST ), 'ARRAY_A' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own way loads every field of every form.
		return is_array( $rows ) ? $rows : [];
	}

	/**
	 * @param array{0: string, 1: string} $method
	 * @return array<mixed>
	 */
	private static function call( array $method, mixed ...$with ): array {
		$answer = FormPlugin::ask( $method, ...$with );
		return is_array( $answer ) ? $answer : [];
	}

	/**
	 * @param array<mixed> $answer Posts, objects or arrays with an id and a title, each under the name its plugin gives it.
	 * @return list<array{id: string, title: string}>
	 */
	private static function rows( array $answer ): array {
		$rows = [];
		foreach ( array_slice( array_values( $answer ), 0, self::MOST ) as $one ) {
			$one   = is_object( $one ) ? get_object_vars( $one ) : ( is_array( $one ) ? $one : [] );
			$id    = $one['ID'] ?? $one['id'] ?? null;
			$title = $one['post_title'] ?? $one['title'] ?? $one['settings']['formName'] ?? $one['name'] ?? '';
			if ( is_scalar( $id ) && 1 === preg_match( '/\A[A-Za-z0-9_-]{1,60}\z/', (string) $id ) ) {
				$rows[] = [
					'id'    => (string) $id,
					'title' => PlainText::line( wp_strip_all_tags( is_string( $title ) ? $title : '' ) ),
				];
			}
		}
		return $rows;
	}
}
