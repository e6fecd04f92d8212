<?php
declare(strict_types=1);

namespace Duet\Offline;

use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/** How a file is to be read: which column means what, how it writes dates and amounts, and what it leaves out. */
final class Reading {

	/** Date formats a merchant can choose from; "iso" also takes a time zone. */
	public const DATES = [ 'iso', 'd.m.Y', 'd/m/Y', 'm/d/Y' ];

	/**
	 * @param array<string, int> $map      Field => position of its column.
	 * @param string             $dates    One of DATES.
	 * @param string             $decimal  "." or ",".
	 * @param string             $currency ISO 4217, where the file has no column for it.
	 * @param string             $country  ISO 3166-1 alpha-2, for phone numbers without their country.
	 */
	private function __construct(
		public readonly array $map,
		public readonly string $dates,
		public readonly string $decimal,
		public readonly string $currency,
		public readonly string $country,
	) {
	}

	/**
	 * @param array<mixed> $given {map?: {field: position}, dates?, decimal?, currency?, country?}; what is missing or
	 *         wrong falls back to the titles of the columns and the shop's own settings.
	 */
	public static function of( array $given, Sheet $sheet, string $currency, string $country ): self {
		$map = Field::guess( $sheet->columns );
		if ( is_array( $given['map'] ?? null ) ) {
			$map = [];
			foreach ( Field::cases() as $field ) {
				$position = $given['map'][ $field->value ] ?? null;
				if ( is_int( $position ) && isset( $sheet->columns[ $position ] ) ) {
					$map[ $field->value ] = $position;
				}
			}
		}
		$one = static function ( string $name, string $pattern, string $otherwise ) use ( $given ): string {
			$value = Text::matching( $given[ $name ] ?? null, $pattern );
			return '' === $value ? $otherwise : $value;
		};
		return new self(
			$map,
			in_array( $given['dates'] ?? null, self::DATES, true ) ? $given['dates'] : 'iso',
			',' === ( $given['decimal'] ?? null ) ? ',' : '.',
			$one( 'currency', '/\A[A-Z]{3}\z/', $currency ),
			$one( 'country', '/\A[A-Z]{2}\z/', $country )
		);
	}

	/** @return array<string, mixed> As of() takes it: shown to the merchant, sent back with their changes. */
	public function to_array(): array {
		return [ 'map' => (object) $this->map ] + get_object_vars( $this );
	}

	/**
	 * @param list<string> $row
	 * @param string       $otherwise For an empty cell, and for a field without a column.
	 */
	public function cell( array $row, Field $field, string $otherwise = '' ): string {
		$position = $this->map[ $field->value ] ?? null;
		$text     = null === $position ? '' : Text::line( $row[ $position ] ?? '', 1024 );
		return '' === $text ? $otherwise : $text;
	}
}
