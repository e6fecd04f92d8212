<?php
/**
 * A wpdb over SQLite in memory, enough for this room: its SQL is the same in both dialects but for three words.
 * The database's clock is a property, so hours pass in no time.
 */

declare(strict_types=1);

namespace {
	if ( ! class_exists( 'wpdb', false ) ) {
		class wpdb { // phpcs:ignore
			public string $prefix     = 'wp_';
			public string $options    = 'wp_options';
			public string $last_error = '';
		}
	}

	if ( ! class_exists( 'WP_Error', false ) ) {
		class WP_Error { // phpcs:ignore
			public function __construct( private readonly string $code = '', private readonly string $message = '' ) {
			}

			public function get_error_code(): string {
				return $this->code;
			}

			public function get_error_message(): string {
				return $this->message;
			}
		}
	}

	if ( ! function_exists( 'wp_cache_delete' ) ) {
		function wp_cache_delete( string $key, string $group = '' ): bool {
			return '' !== $key . $group;
		}
	}
}

namespace Duet\Test\Outbox {

	use Duet\Outbox\Database;
	use Duet\Outbox\OutboxTable;
	use Duet\Support\Log;
	use PDO;
	use PDOException;

	final class MemoryDatabase extends \wpdb {

		public int $now = 1_800_000_000;

		/** @var list<string> */
		public array $queries = [];

		/** Says no to every write that contains it. */
		public string $refuses = '';

		private readonly PDO $pdo;

		public function __construct() {
			$this->pdo = new PDO( 'sqlite::memory:', null, null, [ PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION ] );
			$this->pdo->sqliteCreateFunction( 'UNIX_TIMESTAMP', fn(): int => $this->now );
			$this->pdo->exec( 'CREATE TABLE wp_options ( option_name TEXT UNIQUE, option_value TEXT, autoload TEXT )' );
			$GLOBALS['duet_test_options'][ OutboxTable::OPTION ] = 2;
			$this->pdo->exec( $this->table( ( new OutboxTable( $this->gateway() ) )->ddl() ) );
			$this->queries = [];
		}

		public function gateway(): Database {
			return new Database( $this, new Log() );
		}

		/** @return list<array<string, mixed>> */
		public function all( string $what = '*', string $where = '1' ): array {
			return $this->pdo->query( "SELECT $what FROM wp_duet_outbox WHERE $where ORDER BY id" )->fetchAll( PDO::FETCH_ASSOC );
		}

		public function run( string $sql ): void {
			$this->pdo->exec( $sql );
		}

		/** @return array<string, int> Ids by state, counted. */
		public function states(): array {
			$counts = array_count_values( array_column( $this->all( 'state' ), 'state' ) );
			ksort( $counts );
			return $counts;
		}

		public function get_charset_collate(): string {
			return '';
		}

		public function suppress_errors( bool $suppress = true ): bool {
			return ! $suppress;
		}

		/** @param list<int|string> $values */
		public function prepare( string $sql, array $values ): string {
			return (string) preg_replace_callback(
				'/%([ids])/',
				function ( array $mark ) use ( &$values ): string {
					$value = array_shift( $values );
					return match ( $mark[1] ) {
						'i' => '"' . $value . '"',
						'd' => (string) (int) $value,
						's' => $this->pdo->quote( (string) $value ),
					};
				},
				$sql
			);
		}

		public function query( string $sql ): int|bool {
			$this->queries[]  = $sql;
			$this->last_error = '';
			if ( '' !== $this->refuses && str_contains( $sql, $this->refuses ) ) {
				$this->last_error = "Duplicate entry 'jane@example.com' is not allowed";
				return false;
			}
			try {
				return $this->pdo->exec( str_replace( 'INSERT IGNORE', 'INSERT OR IGNORE', $sql ) );
			} catch ( PDOException $error ) {
				$this->last_error = $error->getMessage();
				return false;
			}
		}

		/** @return list<array<string, mixed>> */
		public function get_results( string $sql, string $output = 'OBJECT' ): array {
			$this->queries[]  = $sql;
			$this->last_error = '';
			return $this->pdo->query( $sql )->fetchAll( PDO::FETCH_ASSOC );
		}

		private function table( string $mysql ): string {
			$sqlite = preg_replace(
				[ '/ CHARACTER SET ascii COLLATE ascii_bin/', '/bigint\(20\) unsigned NOT NULL AUTO_INCREMENT/', '/\bPRIMARY KEY  \(id\),/', '/UNIQUE KEY once/', '/,\n\s*KEY [^\n]*\)(?=,?\n)/' ],
				[ '', 'INTEGER PRIMARY KEY AUTOINCREMENT', '', 'UNIQUE', '' ],
				$mysql
			);
			return (string) preg_replace( '/ unsigned/', '', (string) $sqlite );
		}
	}
}
