<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Duet\Support\Log;

defined( 'ABSPATH' ) || exit;

// phpcs:disable WordPress.DB -- This is where SQL is prepared: callers may only hand over literals (PHPStan checks it)
// and values.

/**
 * The database as this room uses it: every value through a placeholder, every row as texts, no error on anybody's page.
 * The outbox is a table of our own that many processes change at once, so nothing of it is ever cached.
 */
final class Database {

	/** InnoDB rolls one of two entangled statements back and asks to repeat it. */
	private const TRIES = 3;

	public function __construct(
		private readonly \wpdb $wpdb,
		private readonly Log $log,
	) {
	}

	/** The table of the blog WordPress is at now; multisite switches blogs under our feet. */
	public function outbox(): string {
		return $this->wpdb->prefix . 'duet_outbox';
	}

	/** Which orders were placed in which browser, see Withdrawal\PlacedOrders. */
	public function placed_orders(): string {
		return $this->wpdb->prefix . 'duet_placed_orders';
	}

	public function options(): string {
		return $this->wpdb->options;
	}

	/**
	 * Writes an option only if no other process has written it meanwhile.
	 *
	 * @param string|null $stored The option as it was read; null if it did not exist.
	 * @return bool Whether it was written; false: read it again.
	 */
	public function replace_option( string $name, ?string $stored, string $value ): bool {
		$table = $this->options();
		$done  = null === $stored
			? $this->change(
				"INSERT IGNORE INTO %i ( option_name, option_value, autoload ) VALUES ( %s, %s, 'off' )",
				[ $table, $name, $value ]
			)
			: $this->change(
				'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s',
				[ $table, $value, $name, $stored ]
			);
		return 1 === $done;
	}

	/** For CREATE TABLE. */
	public function collation(): string {
		return $this->wpdb->get_charset_collate();
	}

	public function has_outbox(): bool {
		return $this->value( 'SHOW TABLES LIKE %s', [ $this->wpdb->esc_like( $this->outbox() ) ] ) === $this->outbox();
	}

	/**
	 * @param literal-string   $sql    With %i for names, %s and %d for values.
	 * @param list<int|string> $values
	 * @return int|null Rows changed; null when the database refused, which is logged once.
	 */
	public function change( string $sql, array $values ): ?int {
		$shown = $this->wpdb->suppress_errors( true );
		$try   = 0;
		do {
			$done = $this->wpdb->query( (string) $this->wpdb->prepare( $sql, $values ) );
		} while ( false === $done && ++$try < self::TRIES && str_contains( $this->wpdb->last_error, 'try restarting transaction' ) );
		$this->wpdb->suppress_errors( $shown );
		if ( false !== $done ) {
			// true for what changes no rows, like DROP TABLE.
			return (int) ( true === $done ? 0 : $done );
		}
		$this->log->once( 'The outbox could not be written: ' . $this->error() );
		return null;
	}

	/**
	 * @param literal-string   $sql
	 * @param list<int|string> $values
	 * @return list<array<string, string>> NULL as ''.
	 */
	public function rows( string $sql, array $values ): array {
		$shown = $this->wpdb->suppress_errors( true );
		// prepare() complains where there is nothing to prepare.
		$found = $this->wpdb->get_results( [] === $values ? $sql : (string) $this->wpdb->prepare( $sql, $values ), 'ARRAY_A' );
		$this->wpdb->suppress_errors( $shown );
		if ( '' !== $this->wpdb->last_error ) {
			$this->log->once( 'The outbox could not be read: ' . $this->error() );
		}
		$rows = [];
		foreach ( is_array( $found ) ? $found : [] as $row ) {
			$rows[] = array_map( strval( ... ), (array) $row );
		}
		return $rows;
	}

	/**
	 * @param literal-string   $sql
	 * @param list<int|string> $values
	 * @return list<string> The first column.
	 */
	public function column( string $sql, array $values ): array {
		return array_map( static fn( array $row ): string => (string) reset( $row ), $this->rows( $sql, $values ) );
	}

	/**
	 * @param literal-string   $sql
	 * @param list<int|string> $values
	 * @return string|null The first column of the first row.
	 */
	public function value( string $sql, array $values = [] ): ?string {
		return $this->column( $sql, $values )[0] ?? null;
	}

	/** One short line, the same for every row: some databases quote the values, and SQLite's driver the whole query. */
	private function error(): string {
		$whole = $this->wpdb->last_error;
		$text  = 1 === preg_match( '/class="error_message"[^>]*>([^<]*)/', $whole, $part ) ? $part[1] : $whole;
		$line  = trim( (string) preg_replace( '/\s+/', ' ', $text ) );
		return substr( (string) preg_replace( "/'[^']*'/", "'...'", $line ), 0, 150 );
	}

	/**
	 * Placeholders for a list: "%d,%d,%d".
	 *
	 * @param list<int>|list<string>  $values
	 * @return literal-string
	 */
	public static function marks( array $values ): string {
		return implode( ',', array_map( static fn( int|string $value ): string => is_int( $value ) ? '%d' : '%s', $values ) );
	}
}
