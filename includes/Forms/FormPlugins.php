<?php
declare(strict_types=1);

namespace Duet\Forms;

defined( 'ABSPATH' ) || exit;

/** The form plugins whose forms Duet tracks: every class in Forms/Plugin. */
final class FormPlugins {

	/** @var list<FormPlugin>|null */
	private ?array $all = null;

	/** @return list<FormPlugin> */
	public function all(): array {
		if ( null === $this->all ) {
			$this->all = [];
			foreach ( (array) glob( __DIR__ . '/Plugin/*.php' ) as $file ) {
				$class  = __NAMESPACE__ . '\\Plugin\\' . basename( (string) $file, '.php' );
				$plugin = class_exists( $class ) ? new $class() : null;
				if ( $plugin instanceof FormPlugin ) {
					$this->all[] = $plugin;
				}
			}
		}
		return $this->all;
	}

	/** @return list<FormPlugin> Asked late: plugins load in any order. */
	public function active(): array {
		return array_values( array_filter( $this->all(), static fn( FormPlugin $plugin ): bool => $plugin->signs()->is_active() ) );
	}

	/** @return list<string> Names of all of them, for the screen. */
	public function names(): array {
		return array_map( static fn( FormPlugin $plugin ): string => $plugin->signs()->name, $this->all() );
	}

	/** @return list<string> */
	public function slugs(): array {
		return array_map( static fn( FormPlugin $plugin ): string => $plugin->signs()->slug, $this->all() );
	}

	/** Selector of the forms that adapters count, or ''; the native submit trigger leaves those alone. */
	public function selector(): string {
		return implode( ',', array_map( static fn( FormPlugin $plugin ): string => $plugin->signs()->selector, $this->active() ) );
	}
}
