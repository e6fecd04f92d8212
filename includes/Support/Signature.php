<?php
declare(strict_types=1);

namespace Duet\Support;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * Signs product and cart facts that PHP prints, so that the relay can take them back without recomputing a price
 * (tax display, role prices, add-ons and currencies would make it differ) and without believing an invented one.
 */
final class Signature {

	private const FIELDS = [ 'content_id', 'content_name', 'content_category', 'brand', 'variant', 'group_id', 'price', 'item_currency', 'tax' ];

	/** @param Closure(): string $key Secret of this site; asked for only when something is signed or checked. */
	public function __construct( private readonly Closure $key ) {
	}

	/**
	 * @param array<string, mixed> $item SignedItem without `sig`; `quantity` may be there and is not signed.
	 * @return array<string, mixed> The item with `sig`: 32 hex characters.
	 */
	public function sign( array $item ): array {
		return [ 'sig' => $this->of( $item ) ] + $item;
	}

	/** @param array<mixed> $item As it came back from a browser. */
	public function fits( array $item ): bool {
		$given = $item['sig'] ?? null;
		return is_string( $given ) && self::is_signable( $item ) && hash_equals( $this->of( $item ), $given );
	}

	/** @param array<mixed> $item */
	private function of( array $item ): string {
		$canonical = [];
		foreach ( self::FIELDS as $field ) {
			$value       = $item[ $field ] ?? '';
			$canonical[] = match ( true ) {
				is_string( $value ) => $value,
				// A number's JSON form depends on the encoder (7.5, 7.50), so its signed form is fixed.
				is_int( $value ), is_float( $value ) => number_format( (float) $value, 6, '.', '' ),
				default => throw new \LogicException( "Facts: $field is neither text nor number" ),
			};
		}
		$key = hash_hmac( 'sha256', 'facts', ( $this->key )() );
		return substr( hash_hmac( 'sha256', (string) json_encode( $canonical, JSON_INVALID_UTF8_SUBSTITUTE ), $key ), 0, 32 );
	}

	/** @param array<mixed> $item */
	private static function is_signable( array $item ): bool {
		foreach ( self::FIELDS as $field ) {
			$value = $item[ $field ] ?? '';
			$fine  = 'price' === $field ? is_int( $value ) || ( is_float( $value ) && is_finite( $value ) ) : is_string( $value );
			if ( ! $fine ) {
				return false;
			}
		}
		return true;
	}
}
