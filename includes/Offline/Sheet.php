<?php
declare(strict_types=1);

namespace Duet\Offline;

use SplTempFileObject;

defined( 'ABSPATH' ) || exit;

/**
 * A CSV file as people export it: with or without BOM, UTF-8, UTF-16 or Windows-1252, separated by comma, semicolon,
 * tab or bar. Rows are read by PHP's own parser; nothing is run, nothing is written to disk.
 */
final class Sheet {

	/** It travels as base64, in requests that PHP's own default lets be 8 MB. */
	public const MOST_BYTES = 5_242_880;
	public const MOST_ROWS  = 50_000;

	private const DELIMITERS = [ ',', ';', "\t", '|' ];
	private const BOMS       = [ "\xEF\xBB\xBF" => 'UTF-8', "\xFF\xFE" => 'UTF-16LE', "\xFE\xFF" => 'UTF-16BE' ];

	/**
	 * @param list<string>       $columns Titles, as the file has them.
	 * @param list<list<string>> $rows    Without the titles and without empty lines.
	 * @param list<int>          $lines   Which row of a spreadsheet each is.
	 * @param array<int, string> $faults  Position of a row => why its cells cannot be where they belong.
	 */
	private function __construct(
		public readonly array $columns,
		public readonly array $rows,
		public readonly array $lines,
		public readonly array $faults,
	) {
	}

	/** @throws BadFile In words that say what to do. */
	public static function read( string $bytes ): self {
		$text      = str_replace( [ "\r\n", "\r" ], "\n", self::text( $bytes ) );
		$delimiter = self::delimiter( $text );
		// -1: in memory and never on disk.
		$file = new SplTempFileObject( -1 );
		$file->fwrite( $text );
		$file->rewind();
		[ $columns, $rows, $lines, $faults ] = [ [], [], [], [] ];
		$line                                = 0;
		while ( ! $file->eof() ) {
			++$line;
			$row = self::row( $file, $delimiter );
			if ( '' === implode( '', $row ) || ( [] === $columns && self::is_hint( $row[0] ) ) ) {
				continue;
			}
			if ( [] === $columns ) {
				self::check_columns( $row );
				$columns = $row;
				continue;
			}
			if ( count( $rows ) === self::MOST_ROWS ) {
				/* translators: %d: number of rows. */
				BadFile::raise( sprintf( __( 'The file has more than %d rows. Split it.', 'duet-for-tiktok' ), self::MOST_ROWS ) );
			}
			$fault = self::fault( $row, count( $columns ), $delimiter );
			if ( '' !== $fault ) {
				$faults[ count( $rows ) ] = $fault;
			}
			$rows[]  = $row;
			$lines[] = $line;
		}
		if ( [] === $rows ) {
			BadFile::raise( __( 'The file has titles, but no row below them.', 'duet-for-tiktok' ) );
		}
		return new self( $columns, $rows, $lines, $faults );
	}

	/**
	 * What a parser reads without complaint and no person meant: an amount of "12,50" parted at its comma, and a
	 * quotation mark that nobody closed before it had swallowed the rows below.
	 *
	 * @param list<string> $row
	 */
	private static function fault( array $row, int $columns, string $delimiter ): string {
		if ( '' !== implode( '', array_slice( $row, $columns ) ) ) {
			return __( 'This row has more cells than there are titles. Put texts and amounts that hold the separator into quotation marks.', 'duet-for-tiktok' );
		}
		foreach ( $row as $cell ) {
			foreach ( array_slice( explode( "\n", $cell ), 1 ) as $line ) {
				if ( substr_count( $line, $delimiter ) >= $columns - 1 ) {
					return __( 'A quotation mark is not closed in this row, so that the next rows became part of it.', 'duet-for-tiktok' );
				}
			}
		}
		return '';
	}

	/** "sep=;", which Excel understands in the first line and people leave there. */
	private static function is_hint( string $cell ): bool {
		return 1 === preg_match( '/\Asep=.?\z/', $cell );
	}

	/** Valid UTF-8 without BOM. */
	private static function text( string $bytes ): string {
		if ( strlen( $bytes ) > self::MOST_BYTES ) {
			BadFile::raise( __( 'The file is larger than 5 MB. Split it.', 'duet-for-tiktok' ) );
		}
		if ( str_starts_with( $bytes, "PK\x03\x04" ) ) {
			BadFile::raise( __( 'This is an Excel workbook. In Excel choose "Save as", then "CSV UTF-8".', 'duet-for-tiktok' ) );
		}
		foreach ( self::BOMS as $bom => $encoding ) {
			if ( str_starts_with( $bytes, $bom ) ) {
				return self::converted( substr( $bytes, strlen( $bom ) ), $encoding );
			}
		}
		if ( str_contains( $bytes, "\0" ) || '' === trim( $bytes ) ) {
			BadFile::raise( __( 'This is no CSV file, or it is empty. In a spreadsheet choose "Save as", then "CSV UTF-8".', 'duet-for-tiktok' ) );
		}
		// Excel's own "CSV" of western Europe; every byte means something there, so nothing can fail.
		return 1 === preg_match( '//u', $bytes ) ? $bytes : self::converted( $bytes, 'Windows-1252' );
	}

	private static function converted( string $bytes, string $encoding ): string {
		if ( 'UTF-8' === $encoding ) {
			return $bytes;
		}
		if ( ! function_exists( 'mb_convert_encoding' ) ) {
			BadFile::raise( __( 'Save the file as UTF-8: this server cannot read other encodings.', 'duet-for-tiktok' ) );
		}
		return (string) mb_convert_encoding( $bytes, 'UTF-8', $encoding );
	}

	/** The one that parts the titles into most columns. */
	private static function delimiter( string $text ): string {
		$titles = (string) strtok( (string) preg_replace( '/\A\s*"?sep=.?"?\n/', '', $text ), "\n" );
		$counts = array_map(
			static fn( string $delimiter ): int => count( str_getcsv( $titles, $delimiter, '"', '' ) ),
			self::DELIMITERS
		);
		return self::DELIMITERS[ (int) array_search( max( $counts ), $counts, true ) ];
	}

	/** @return list<string> */
	private static function row( SplTempFileObject $file, string $delimiter ): array {
		$row = $file->fgetcsv( $delimiter, '"', '' );
		return array_map(
			static fn( mixed $cell ): string => is_string( $cell ) ? trim( $cell ) : '',
			is_array( $row ) ? array_values( $row ) : []
		);
	}

	/** @param list<string> $columns */
	private static function check_columns( array $columns ): void {
		if ( count( $columns ) < 2 ) {
			BadFile::raise( __( 'Only one column was found. Columns have to be separated by commas, semicolons or tabs.', 'duet-for-tiktok' ) );
		}
		foreach ( $columns as $column ) {
			if ( str_contains( $column, '@' ) || is_numeric( $column ) ) {
				BadFile::raise( __( 'The first line holds data. It has to name the columns: email, phone, date, value and so on.', 'duet-for-tiktok' ) );
			}
		}
		$named = array_diff( $columns, [ '' ] );
		if ( count( array_unique( $named ) ) < count( $named ) ) {
			BadFile::raise( __( 'Two columns have the same title. Give each its own.', 'duet-for-tiktok' ) );
		}
	}
}
