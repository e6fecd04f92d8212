<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/** Checks a value against its part of settings.json and keeps what is good, so one wrong field never hides another. */
final class Check {

	/** @param Messages|null $messages Null for the keyword alone, in place of a sentence. */
	public function __construct( private readonly ?Messages $messages = null ) {
	}

	/**
	 * @param array<mixed> $rule  The value's JSON Schema.
	 * @param string       $path  Where it is: 'pixels.0.code'.
	 * @param string       $shape The same with "*" for list positions and map keys, as Messages knows it.
	 * @return array{0: mixed, 1: array<string, string>} null for a value that cannot be used.
	 */
	public function value( mixed $value, array $rule, string $path = '', string $shape = '' ): array {
		$type = $rule['type'] ?? '';
		$fits = match ( $type ) {
			'string'  => is_string( $value ),
			'boolean' => is_bool( $value ),
			'integer' => is_int( $value ),
			'number'  => is_int( $value ) || is_float( $value ),
			'array'   => is_array( $value ) && array_is_list( $value ),
			// PHP cannot tell {} from [].
			'object'  => is_array( $value ) && ( [] === $value || ! array_is_list( $value ) ),
			default   => throw new \LogicException( 'settings.json: a field without a known type' ),
		};
		if ( ! $fits ) {
			return [ null, [ $path => $this->refuse( $type, $rule, $shape ) ] ];
		}
		if ( is_array( $value ) ) {
			return 'array' === $type ? $this->items( $value, $rule, $path, $shape ) : $this->members( $value, $rule, $path, $shape );
		}
		$broken = $this->broken( $value, $rule );
		return null === $broken ? [ $value, [] ] : [ null, [ $path => $this->refuse( $broken, $rule, $shape ) ] ];
	}

	/** @param array<mixed> $rule */
	private function refuse( string $keyword, array $rule, string $shape ): string {
		return $this->messages?->refuse( $keyword, $rule, $shape ) ?? $keyword;
	}

	/**
	 * The first keyword a single value breaks.
	 *
	 * @param array<mixed> $rule
	 */
	private function broken( mixed $value, array $rule ): ?string {
		return match ( true ) {
			isset( $rule['enum'] ) && ! in_array( $value, (array) $rule['enum'], true ) => 'enum',
			is_string( $value ) && 1 !== preg_match( '//u', $value ) => 'string',
			is_string( $value ) && isset( $rule['maxLength'] ) && mb_strlen( $value ) > $rule['maxLength'] => 'maxLength',
			is_string( $value ) && ! $this->matches( $value, $rule ) => 'pattern',
			is_numeric( $value ) && ! is_string( $value ) && isset( $rule['minimum'] ) && $value < $rule['minimum'] => 'minimum',
			is_numeric( $value ) && ! is_string( $value ) && isset( $rule['maximum'] ) && $value > $rule['maximum'] => 'maximum',
			default => null,
		};
	}

	/** @param array<mixed> $rule */
	private function matches( string $value, array $rule ): bool {
		$pattern = $rule['pattern'] ?? null;
		// D: in PCRE, unlike in JSON Schema, "$" would also match before a last line feed.
		return ! is_string( $pattern ) || 1 === preg_match( '~' . str_replace( '~', '\~', $pattern ) . '~uD', $value );
	}

	/**
	 * @param array<mixed> $values A list.
	 * @param array<mixed> $rule
	 * @return array{0: list<mixed>, 1: array<string, string>} An entry with an error is left out whole.
	 */
	private function items( array $values, array $rule, string $path, string $shape ): array {
		$clean  = [];
		$errors = [];
		if ( isset( $rule['maxItems'] ) && count( $values ) > $rule['maxItems'] ) {
			$errors[ $path ] = $this->refuse( 'maxItems', $rule, $shape );
			$values          = array_slice( $values, 0, (int) $rule['maxItems'] );
		}
		foreach ( $values as $index => $value ) {
			[ $item, $wrong ] = $this->value( $value, $this->part( $rule, 'items' ), self::join( $path, (string) $index ), self::join( $shape, '*' ) );
			$errors          += $wrong;
			if ( [] === $wrong ) {
				$clean[] = $item;
			}
		}
		return [ $clean, $errors ];
	}

	/**
	 * @param array<mixed> $values
	 * @param array<mixed> $rule
	 * @return array{0: array<mixed>|null, 1: array<string, string>}
	 */
	private function members( array $values, array $rule, string $path, string $shape ): array {
		$clean  = [];
		$errors = [];
		foreach ( $values as $name => $value ) {
			$name  = (string) $name;
			$here  = self::join( $path, $name );
			$known = isset( $rule['properties'][ $name ] );
			$form  = self::join( $shape, $known ? $name : '*' );
			$field = $known ? $this->part( $rule['properties'], $name ) : $this->part( $rule, 'additionalProperties' );
			if ( [] === $field || ( ! $known && ! $this->matches( $name, $this->part( $rule, 'propertyNames' ) ) ) ) {
				$errors[ $here ] = $this->refuse( 'unknown', $rule, $form );
			} elseif ( null === $value ) {
				$clean[ $name ] = null;
			} else {
				[ $member, $wrong ] = $this->value( $value, $field, $here, $form );
				$errors            += $wrong;
				$clean             += null === $member ? [] : [ $name => $member ];
			}
		}
		foreach ( (array) ( $rule['required'] ?? [] ) as $name ) {
			$name = is_string( $name ) ? $name : '';
			if ( ! isset( $values[ $name ] ) ) {
				$errors[ self::join( $path, $name ) ] = $this->refuse( 'required', $rule, self::join( $shape, $name ) );
			}
			if ( ! isset( $clean[ $name ] ) ) {
				return [ null, $errors ];
			}
		}
		return [ $clean, $errors ];
	}

	/**
	 * @param array<mixed> $rule
	 * @return array<mixed>
	 */
	private function part( array $rule, string $key ): array {
		$part = $rule[ $key ] ?? [];
		return is_array( $part ) ? $part : [];
	}

	private static function join( string $path, string $key ): string {
		return '' === $path ? $key : $path . '.' . $key;
	}
}
