<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;
use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/** The forms that exist, for the screen: each active plugin is asked in its own way. */
final class FormList {

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
			// Another plugin may return anything.
			$signs = $plugin->signs();
			$forms = $this->guard->run( static fn(): array => self::rows( $plugin->forms() ), $signs->slug, [] );
			$all[] = [
				'slug'  => $signs->slug,
				'name'  => $signs->name,
				'forms' => is_array( $forms ) ? array_values( $forms ) : [],
			];
		}
		return $all;
	}

	/**
	 * @param array<mixed> $answer Posts, objects or arrays with an id and a title, each under the name its plugin gives
	 *         it.
	 * @return list<array{id: string, title: string}>
	 */
	private static function rows( array $answer ): array {
		$rows = [];
		foreach ( array_slice( array_values( $answer ), 0, Foreign::MOST ) as $one ) {
			$one   = is_object( $one ) ? get_object_vars( $one ) : ( is_array( $one ) ? $one : [] );
			$id    = $one['ID'] ?? $one['id'] ?? null;
			$title = $one['post_title'] ?? $one['title'] ?? $one['settings']['formName'] ?? $one['name'] ?? '';
			if ( is_scalar( $id ) && 1 === preg_match( '/\A[A-Za-z0-9_-]{1,60}\z/', (string) $id ) ) {
				$rows[] = [
					'id'    => (string) $id,
					'title' => Text::plain( wp_strip_all_tags( is_string( $title ) ? $title : '' ) ),
				];
			}
		}
		return $rows;
	}
}
