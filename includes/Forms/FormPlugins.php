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

	/** Whether this site has any. */
	public static function are_there(): bool {
		return [] !== self::active_signs();
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

	/** @return array<string, array<string, string>> The signs of the plugins that are there, by the names of their classes. */
	private static function active_signs(): array {
		$is_there = static fn( array $signs ): bool => defined( $signs['sign'] ) || class_exists( $signs['sign'], false );
		return array_filter( PluginData::DATA, $is_there );
	}

	private static function plugin( string $name ): FormPlugin {
		/** @var class-string<FormPlugin> $class */
		$class = __NAMESPACE__ . "\\Plugin\\$name";
		return new $class();
	}
}
