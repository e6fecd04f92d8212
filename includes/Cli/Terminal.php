<?php
declare(strict_types=1);

namespace Duet\Cli;

use WP_CLI;
use function WP_CLI\Utils\format_items;

defined( 'ABSPATH' ) || exit;

/** Where commands print. Data goes to standard output in the wanted format, remarks only where a person reads. */
final class Terminal {

	/** @param string $format 'table', 'json' or 'csv'. */
	public function __construct( private readonly string $format ) {
	}

	public function is_json(): bool {
		return 'json' === $this->format;
	}

	/**
	 * @param list<array<string, int|string|bool|null>> $rows
	 * @param list<string>                              $fields Columns, also of an empty table.
	 */
	public function rows( array $rows, array $fields ): void {
		if ( 'csv' === $this->format ) {
			$rows = array_map( static fn( array $row ): array => array_map( self::harmless( ... ), $row ), $rows );
		}
		format_items( $this->format, $rows, $fields );
	}

	/** @param array<string, mixed> $data As one JSON object. */
	public function json( array $data ): void {
		WP_CLI::line( (string) wp_json_encode( $data, JSON_UNESCAPED_SLASHES ) );
	}

	/** A sentence, which would spoil JSON and CSV. */
	public function say( string $text ): void {
		if ( 'table' === $this->format ) {
			WP_CLI::log( $text );
		}
	}

	/** To standard error, in every format. */
	public function warn( string $text ): void {
		WP_CLI::warning( $text );
	}

	/**
	 * @param array<string, string|bool> $options As WP-CLI hands them over.
	 * @return int From 1 to $most; what is larger is cut.
	 * @throws WrongArgument For anything else than such a number: a typing error must not do something else instead.
	 */
	public static function number( array $options, string $name, int $otherwise, int $most = PHP_INT_MAX ): int {
		$value = $options[ $name ] ?? (string) $otherwise;
		if ( ! is_string( $value ) || 1 !== preg_match( '/\A0*[1-9]\d{0,17}\z/', $value ) ) {
			WrongArgument::raise( "--$name takes a whole number from 1 up." );
		}
		return min( $most, (int) $value );
	}

	/** Unix seconds as ISO 8601 in UTC; 0 as ''. */
	public static function time( int $seconds ): string {
		return 0 === $seconds ? '' : gmdate( 'Y-m-d\TH:i:s\Z', $seconds );
	}

	private static function harmless( int|string|bool|null $cell ): int|string|bool|null {
		return is_string( $cell ) ? Csv::harmless( $cell ) : $cell;
	}
}
