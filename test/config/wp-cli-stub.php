<?php
/**
 * The part of WP-CLI that includes/Cli calls, with the signatures of WP-CLI 2.x, for PHPStan and unit tests.
 */

declare(strict_types=1);

// phpcs:disable

namespace {
	if ( ! class_exists( 'WP_CLI', false ) ) {
		class WP_CLI {
			/**
			 * @param string               $name
			 * @param callable             $callable
			 * @param array<string, mixed> $args
			 */
			public static function add_command( $name, $callable, $args = [] ): bool {
				$GLOBALS['duet_cli']['commands'][ $name ] = [ $callable, $args ];
				return true;
			}
			/** @param string $message */
			public static function line( $message = '' ): void {
				$GLOBALS['duet_cli']['line'][] = $message;
			}
			/** @param string $message */
			public static function log( $message ): void {
				$GLOBALS['duet_cli']['log'][] = $message;
			}
			/** @param string $message */
			public static function warning( $message ): void {
				$GLOBALS['duet_cli']['warning'][] = $message;
			}
			/** @param int $return_code */
			public static function halt( $return_code ): void {
				$GLOBALS['duet_cli']['exit'] = $return_code;
			}
		}
	}
}

namespace WP_CLI\Utils {
	if ( ! function_exists( __NAMESPACE__ . '\format_items' ) ) {
		/**
		 * @param string                     $format
		 * @param array<mixed>               $items
		 * @param array<string>|string       $fields
		 */
		function format_items( $format, $items, $fields ): void {
			$GLOBALS['duet_cli']['items'] = [ $format, $items, $fields ];
		}
	}
}
