<?php
declare(strict_types=1);

namespace Duet\Product;

defined( 'ABSPATH' ) || exit;

/**
 * A translated product -> the product of the site's default language. To WPML and Polylang each language of a product
 * is a product of its own, with an id and a SKU of its own; a catalog in TikTok holds one of them.
 */
final class OriginalProduct {

	/** @var array<int, int> What was looked up in this request. */
	private array $known = [];

	/** Whether a plugin that translates products is there. */
	public static function is_translated(): bool {
		return self::is_polylang() || has_filter( 'wpml_object_id' );
	}

	/**
	 * @param string $type 'product' or 'product_variation', as WPML wants it.
	 * @return int The given id where there is no original, and where the answer makes no sense.
	 */
	public function id( int $id, string $type = 'product' ): int {
		if ( $id <= 0 || ! self::is_translated() ) {
			return $id;
		}
		return $this->known[ $id ] ??= self::positive( self::is_polylang() ? self::by_polylang( $id ) : self::by_wpml( $id, $type ) ) ?? $id;
	}

	private static function by_polylang( int $id ): mixed {
		$language = self::text( self::polylang( 'default_language' ) );
		return '' === $language ? null : self::polylang( 'get_post', $id, $language );
	}

	/** @param string $name Of one of Polylang's functions, without its prefix. */
	private static function polylang( string $name, mixed ...$arguments ): mixed {
		$function = "pll_$name";
		return is_callable( $function ) ? $function( ...$arguments ) : null;
	}

	private static function by_wpml( int $id, string $type ): mixed {
		// phpcs:disable WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WPML's own interface, which other plugins offer, too.
		$language = self::text( apply_filters( 'wpml_default_language', null ) );
		return '' === $language ? null : apply_filters( 'wpml_object_id', $id, $type, true, $language );
		// phpcs:enable
	}

	private static function is_polylang(): bool {
		return function_exists( 'pll_get_post' ) && function_exists( 'pll_default_language' );
	}

	private static function positive( mixed $id ): ?int {
		return is_numeric( $id ) && (int) $id > 0 ? (int) $id : null;
	}

	private static function text( mixed $value ): string {
		return is_string( $value ) ? $value : '';
	}
}
