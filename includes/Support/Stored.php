<?php
declare(strict_types=1);

namespace Duet\Support;

use DateTimeInterface;
use Throwable;

defined( 'ABSPATH' ) || exit;

/**
 * Reads a property of an order or of one of its lines. Other plugins may change what WooCommerce's getters return,
 * which is how prices get another currency. What they return that is no value at all (an error, null, text, not a
 * number), or an exception, is ignored, and the stored value is read: an int cast makes 1 of every object.
 *
 * Each `$read` is a getter that takes a context: 'view' with other plugins' filters, 'edit' as stored.
 */
final class Stored {

	/** @param callable(string): mixed $read */
	public static function number( callable $read ): float {
		$is_number = static fn( mixed $value ): bool => is_numeric( $value ) && is_finite( (float) $value );
		$value     = self::read( $read, $is_number );
		return is_numeric( $value ) ? (float) $value : 0.0;
	}

	/** @param callable(string): mixed $read */
	public static function text( callable $read ): string {
		$value = self::read( $read, static fn( mixed $value ): bool => is_string( $value ) || is_int( $value ) );
		return is_string( $value ) || is_int( $value ) ? (string) $value : '';
	}

	/**
	 * @param callable(string): mixed $read
	 * @return int|null Unix seconds.
	 */
	public static function time( callable $read ): ?int {
		$value = self::read(
			$read,
			static fn( mixed $value ): bool => null === $value || $value instanceof DateTimeInterface
		);
		return $value instanceof DateTimeInterface ? $value->getTimestamp() : null;
	}

	/**
	 * @param callable(string): mixed $read
	 * @return string Three letters where anybody gives any.
	 */
	public static function currency( callable $read ): string {
		$is_code = static fn( mixed $value ): bool => is_string( $value ) && 1 === preg_match( '/\A[A-Za-z]{3}\z/', $value );
		$value   = self::read( $read, $is_code );
		return is_string( $value ) ? strtoupper( $value ) : '';
	}

	/**
	 * @param callable(string): mixed $read
	 * @param callable(mixed): bool   $fits
	 */
	private static function read( callable $read, callable $fits ): mixed {
		try {
			$value = $read( 'view' );
		} catch ( Throwable ) {
			return $read( 'edit' );
		}
		return $fits( $value ) ? $value : $read( 'edit' );
	}
}
