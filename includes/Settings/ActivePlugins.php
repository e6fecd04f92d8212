<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/** Recognizes active plugins by their folders. Basenames are WordPress's own: "folder/file.php". */
final class ActivePlugins {

	/** The folder of a plugin; '' for anything but a basename. */
	public static function folder( mixed $basename ): string {
		return is_string( $basename ) ? explode( '/', $basename, 2 )[0] : '';
	}

	/**
	 * @param array<string, string> $known          Plugin folder => name as the merchant knows it.
	 * @param array<mixed>          $active_plugins Basenames.
	 * @return list<string> Names of the known ones that are active, each once.
	 */
	public static function names( array $known, array $active_plugins ): array {
		$folders = array_flip( array_map( self::folder( ... ), $active_plugins ) );
		return array_values( array_unique( array_intersect_key( $known, $folders ) ) );
	}
}
