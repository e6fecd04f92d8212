<?php
declare(strict_types=1);

namespace Duet\Cli;

defined( 'ABSPATH' ) || exit;

/** Tables for spreadsheets (RFC 4180), in which nothing is run: a cell that would be a formula becomes text. */
final class Csv {

	/** Excel takes a file without it for Latin-1. */
	private const BOM = "\u{FEFF}";

	/**
	 * @param list<string>                      $fields Titles, and which keys of a row in which order.
	 * @param iterable<array<array-key, mixed>> $rows   Scalars; anything else becomes ''.
	 */
	public static function table( array $fields, iterable $rows ): string {
		$lines = [ self::line( $fields ) ];
		foreach ( $rows as $row ) {
			$cell    = static fn( string $field ): string => is_scalar( $row[ $field ] ?? null )
				? (string) $row[ $field ]
				: '';
			$lines[] = self::line( array_map( $cell, $fields ) );
		}
		return self::BOM . implode( "\r\n", $lines ) . "\r\n";
	}

	/** @param list<string> $cells */
	private static function line( array $cells ): string {
		return implode(
			',',
			array_map(
				static fn( string $cell ): string => '"' . str_replace( '"', '""', self::harmless( $cell ) ) . '"',
				$cells
			)
		);
	}

	/**
	 * OWASP, CSV injection: what starts with one of these, in full width too, is calculated. Leading white space does
	 * not help, some programs skip it. By bytes, for a cell need not be valid UTF-8.
	 */
	public static function harmless( string $cell ): string {
		return 1 === preg_match(
			'/\A(?:\s|\xC2\xA0|\xE2\x80[\x8B-\x8F]|\xEF\xBB\xBF)*(?:[=+\-@\x00-\x1f\x7f]|\xEF\xBC[\x8B\x8D\x9D\xA0])|\A\s/',
			$cell
		)
			&& ! is_numeric( $cell )
			? "'" . $cell
			: $cell;
	}
}
