<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Tag Manager can send nothing without the dataLayer. Needs what is stored, too: a partial save may bring one of the
 * two only.
 */
final class TagManagerChoice {

	/**
	 * @param array<mixed> $partial What is about to be saved.
	 * @return array<string, string> Errors by dotted path, beside the field that was changed.
	 */
	public static function check( array $partial, Settings $settings ): array {
		$group = is_array( $partial['data_layer'] ?? null ) ? $partial['data_layer'] : [];
		// null sets a field back to its default, which is never the one that matters here.
		$stored = get_object_vars( $settings->values()->data_layer );
		$next   = static fn( string $field ): mixed => array_key_exists( $field, $group ) ? $group[ $field ] : $stored[ $field ];
		$errors = [];
		if ( 'off' === $next( 'mode' ) ) {
			foreach ( [ 'pixel_by', 'server_by' ] as $job ) {
				if ( 'gtm' === $next( $job ) ) {
					$field   = array_key_exists( $job, $group ) ? $job : 'mode';
					$errors += [ "data_layer.$field" => __( 'Tag Manager sends what it finds in the dataLayer, so switch the dataLayer on, or choose Duet.', 'duet-for-tiktok' ) ];
				}
			}
		}
		return $errors;
	}
}
