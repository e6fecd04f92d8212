<?php
declare(strict_types=1);

namespace Duet\Forms;

defined( 'ABSPATH' ) || exit;

/**
 * The form plugins whose forms Duet tracks: every class in Forms/Plugin. PluginData lists them, so that a page loads only those
 * that the site has.
 */
final class FormPlugins {

	/** @return list<FormPlugin> */
	public function all(): array {
		return array_map( self::plugin( ... ), array_keys( PluginData::DATA ) );
	}

	/** @return list<FormPlugin> The plugins of this site; to be called late, because plugins load in any order. */
	public function active(): array {
		return array_map( self::plugin( ... ), array_keys( self::active_signs() ) );
	}

	/** @return list<string> Names of all of them, for the screen. */
	public function names(): array {
		return array_values( array_column( PluginData::DATA, 'name' ) );
	}

	/** @return list<string> */
	public function slugs(): array {
		return array_values( array_column( PluginData::DATA, 'slug' ) );
	}

	/** Selector of the forms that adapters count, or ''; the native submit trigger leaves those alone. */
	public function selector(): string {
		return implode( ',', array_column( self::active_signs(), 'selector' ) );
	}

	/** @return array<string, FormSigns> By the name of the plugin's class. */
	private static function active_signs(): array {
		$signs = array_map( static fn( array $row ): FormSigns => new FormSigns( ...$row ), PluginData::DATA );
		return array_filter( $signs, static fn( FormSigns $one ): bool => $one->is_active() );
	}

	private static function plugin( string $name ): FormPlugin {
		/** @var class-string<FormPlugin> $class */
		$class = __NAMESPACE__ . "\\Plugin\\$name";
		return new $class();
	}
}
