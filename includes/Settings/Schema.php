<?php
declare(strict_types=1);

namespace Duet\Settings;

use Duet\Settings\Values\SchemaData;

defined( 'ABSPATH' ) || exit;

/**
 * Walks settings.json, the one description of the settings. WordPress's own validator stops at the first error and
 * knows no nested defaults; a merchant deserves every field's error at once, and a hand-edited option must not break a
 * shop.
 *
 * Known keywords: type, properties, additionalProperties, propertyNames, required, items, maxItems, enum, pattern,
 * maxLength, minimum, maximum, default. An unknown one throws: a rule nobody enforces is worse than none.
 */
final class Schema {

	private const ANNOTATIONS = [ '$schema', 'title', 'description', 'readOnly' ];
	private const KEYWORDS    = [ 'type', 'properties', 'additionalProperties', 'propertyNames', 'required', 'items', 'maxItems', 'enum', 'pattern', 'maxLength', 'minimum', 'maximum', 'default' ];

	/** For what is stored: its errors are shown to nobody. */
	private readonly Check $quiet;

	/** @param array<mixed> $root */
	public function __construct(
		private readonly array $root,
		private readonly ?Messages $messages = null,
	) {
		$this->quiet = new Check();
	}

	public static function shipped(): self {
		return new self( SchemaData::DATA );
	}

	/** @return array<string, mixed> */
	public function defaults(): array {
		return $this->complete( [] );
	}

	/**
	 * Checks a partial object. null anywhere in an object means "back to the default" (JSON merge patch, RFC 7396).
	 *
	 * @param array<mixed> $partial
	 * @return array{0: array<string, mixed>, 1: array<string, string>} What was good, and every error by dotted path.
	 */
	public function check( array $partial ): array {
		$this->refuse_unknown_keywords( $this->root );
		$check              = new Check( $this->messages ?? new Messages() );
		[ $clean, $errors ] = $check->value( $partial, $this->root );
		return [ is_array( $clean ) ? $clean : [], $errors ];
	}

	/**
	 * Stored data over the defaults. Whatever is not valid (any more) falls back to its default, an invalid list entry
	 * is left out.
	 *
	 * @param array<mixed> $stored
	 * @return array<string, mixed>
	 */
	public function complete( array $stored ): array {
		[ $clean ] = $this->quiet->value( $stored, $this->root );
		$full      = $this->fill( $clean, $this->root );
		return is_array( $full ) ? $full : [];
	}

	/**
	 * Only what differs from the defaults.
	 *
	 * @param array<mixed> $values
	 * @return array<string, mixed>
	 */
	public function difference( array $values ): array {
		$rest = $this->strip( $values, $this->root );
		return is_array( $rest ) ? $rest : [];
	}

	/**
	 * The same values for json_encode(): a map without entries is {} there, and PHP cannot tell {} from [].
	 *
	 * @param array<mixed> $values
	 * @return array<mixed>
	 */
	public function shaped( array $values ): array {
		return (array) $this->shape( $values, $this->root );
	}

	/** @param array<mixed> $rule */
	private function shape( mixed $value, array $rule ): mixed {
		if ( ! is_array( $value ) || 'object' !== ( $rule['type'] ?? '' ) ) {
			return $value;
		}
		$shaped = [];
		foreach ( $value as $name => $member ) {
			$field           = isset( $rule['properties'][ $name ] ) ? $this->part( $rule['properties'], (string) $name ) : $this->part( $rule, 'additionalProperties' );
			$shaped[ $name ] = $this->shape( $member, $field );
		}
		return [] === $shaped ? (object) [] : $shaped;
	}

	/** @param array<mixed> $rule */
	private function fill( mixed $value, array $rule ): mixed {
		if ( null === $value ) {
			$value = $rule['default'] ?? null;
		}
		if ( ! is_array( $value ) ) {
			return $value;
		}
		if ( isset( $rule['items'] ) ) {
			return array_map( fn( mixed $item ): mixed => $this->fill( $item, $this->part( $rule, 'items' ) ), $value );
		}
		$full = [];
		foreach ( array_keys( $this->part( $rule, 'properties' ) ) as $name ) {
			$full[ $name ] = $this->fill( $value[ $name ] ?? null, $this->part( $rule['properties'], $name ) );
		}
		foreach ( array_diff_key( $value, $full ) as $name => $member ) {
			$full += null === $member ? [] : [ $name => $this->fill( $member, $this->part( $rule, 'additionalProperties' ) ) ];
		}
		// A field without a default is simply absent.
		return array_filter( $full, static fn( mixed $member ): bool => null !== $member );
	}

	/** @param array<mixed> $rule */
	private function strip( mixed $value, array $rule ): mixed {
		if ( ! is_array( $value ) || isset( $rule['items'] ) ) {
			return $value;
		}
		$rest = [];
		foreach ( $value as $name => $member ) {
			$field  = isset( $rule['properties'][ $name ] ) ? $this->part( $rule['properties'], (string) $name ) : $this->part( $rule, 'additionalProperties' );
			$member = $this->strip( $member, $field );
			if ( null !== $member && ( $field['default'] ?? [] ) !== $member ) {
				$rest[ $name ] = $member;
			}
		}
		return $rest;
	}

	/**
	 * @param array<mixed> $rule
	 * @return array<mixed>
	 */
	private function part( array $rule, string $key ): array {
		$part = $rule[ $key ] ?? [];
		return is_array( $part ) ? $part : [];
	}

	/** @param array<mixed> $rule */
	private function refuse_unknown_keywords( array $rule ): void {
		$unknown = array_diff( array_keys( $rule ), self::KEYWORDS, self::ANNOTATIONS );
		if ( [] !== $unknown ) {
			throw new \LogicException( 'settings.json: unknown keyword' );
		}
		foreach ( [ ...array_values( $this->part( $rule, 'properties' ) ), $rule['items'] ?? [], $rule['additionalProperties'] ?? [] ] as $field ) {
			if ( is_array( $field ) && [] !== $field ) {
				$this->refuse_unknown_keywords( $field );
			}
		}
	}
}
