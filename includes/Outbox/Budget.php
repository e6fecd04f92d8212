<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Closure;
use Duet\Support\Log;

defined( 'ABSPATH' ) || exit;

/**
 * How large the outbox may become, in rows and in bytes, whatever visitors send: beyond it the oldest events go, those of
 * pages first and sales last. A sale that waits, or whose row still keeps it from being sent twice, never goes.
 *
 * Withdrawn consent is no event and not counted: no flood of events may push it out.
 */
final class Budget {

	/** Not autoloaded. */
	public const OPTION = 'duet_table';

	/** What a row takes beside its texts: other columns and seven indexes; measured on MariaDB. */
	public const ROW_BYTES = 900;

	/** Lists and counts of more rows than these make the admin slow. */
	private const ROWS_PER_MEGABYTE = 1000;

	private const MEGABYTE = 1_000_000;

	/** Share of the budget that is left after rows had to go, so that not every minute has some to delete. */
	private const KEPT = 0.9;

	/** Rows per statement, so that nobody waits long for its locks; statements per run. */
	private const CHUNK  = 500;
	private const CHUNKS = 100;

	/** Seconds between two looks. */
	private const PAUSE = 50;

	private const FINAL = "state IN ( 'delivered', 'dead', 'expired', 'withheld' )";

	/** What goes, in this order. */
	private const ORDER = [
		'page'   => "class = 2 AND state NOT IN ( 'sending', 'tombstone' )",
		'server' => "class = 1 AND source = 'web' AND " . self::FINAL,
		'sale'   => 'class = 0 AND ' . self::FINAL,
		'file'   => "source = 'offline' AND " . self::FINAL,
	];

	/** Seconds their rows are kept at least: a late hook of the order, or the same file again, must find them. As in Retention. */
	private const KEPT_SECONDS = [
		'sale' => 7 * 86400,
		'file' => 29 * 86400,
	];

	private readonly Deletion $deletion;

	/**
	 * @param Closure(): int                         $megabytes The merchant's setting.
	 * @param (Closure(list<int>): list<int>)|null $counted   See Deletion.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly Closure $megabytes,
		private readonly Log $log,
		?Closure $counted = null,
	) {
		$this->deletion = new Deletion( $database, $counted );
	}

	/**
	 * At most once a minute: looks at the rows that are new, and at all of them only when those may be too many.
	 *
	 * @param int $now Unix seconds.
	 * @return int Rows deleted.
	 */
	public function enforce( int $now ): int {
		$size = $this->stored();
		if ( $size['at'] <= $now && $now - $size['at'] < self::PAUSE ) {
			return 0;
		}
		$size = $this->grown( $size );
		if ( $this->is_over( $size ) ) {
			// Delivered rows have become smaller since they were counted, others are gone.
			$size = $this->measured( $size, 0 );
		}
		$deleted = $this->is_over( $size ) ? $this->shrink( $size, $now ) : 0;
		update_option( self::OPTION, [ 'at' => $now ] + $size, false );
		if ( $deleted > 0 ) {
			$this->log->once( 'Old events deleted: the table was larger than it may be', [ 'rows' => $deleted ] );
		}
		return $deleted;
	}

	/** @return array{rows: int, bytes: int, most_rows: int, most_bytes: int, deleted: int, deleted_at: int} As counted by now; what was ever deleted, and when last. */
	public function report(): array {
		$size = $this->grown( $this->stored() );
		return [
			'rows'       => $size['rows'],
			'bytes'      => self::bytes( $size ),
			'most_rows'  => $this->most_rows(),
			'most_bytes' => $this->most_bytes(),
			'deleted'    => $size['deleted'],
			'deleted_at' => $size['deleted_at'],
		];
	}

	/** @param array{rows: int, texts: int, ...} $size */
	private function is_over( array $size, float $share = 1.0 ): bool {
		return $size['rows'] > $share * $this->most_rows() || self::bytes( $size ) > $share * $this->most_bytes();
	}

	/**
	 * Deletes until enough is left, or this run has done enough: the next one goes on.
	 *
	 * @param array{at: int, id: int, rows: int, texts: int, deleted: int, deleted_at: int} $size
	 */
	private function shrink( array &$size, int $now ): int {
		$deleted = 0;
		$chunks  = self::CHUNKS;
		foreach ( self::ORDER as $kind => $which ) {
			$from  = 0;
			$after = 0;
			$until = $now - ( self::KEPT_SECONDS[ $kind ] ?? 0 );
			while ( $this->is_over( $size, self::KEPT ) && $chunks-- > 0 ) {
				// From where the last one ended: rows that must stay do not keep younger ones from going.
				$rows = $this->database->rows(
					'SELECT id, created_at, LENGTH(payload) + LENGTH(matching) AS texts FROM %i WHERE ' . $which
					. ' AND created_at BETWEEN %d AND %d AND ( created_at > %d OR id > %d ) ORDER BY created_at, id LIMIT %d',
					[ $this->database->outbox(), $from, $until, $from, $after, self::CHUNK ]
				);
				$rows = $this->as_many_as_needed( $rows, $size );
				if ( [] === $rows ) {
					break;
				}
				$ids      = array_map( intval( ... ), array_column( $rows, 'id' ) );
				$after    = $ids[ count( $ids ) - 1 ];
				$from     = (int) $rows[ count( $rows ) - 1 ]['created_at'];
				$done     = $this->deletion->delete( $ids );
				$deleted += $done;
				if ( count( $ids ) === $done ) {
					$size['rows']  -= $done;
					$size['texts'] -= (int) array_sum( array_column( $rows, 'texts' ) );
				} else {
					$size = $this->measured( $size, 0 );
				}
			}
		}
		if ( $deleted > 0 ) {
			$size['deleted']   += $deleted;
			$size['deleted_at'] = $now;
		}
		return $deleted;
	}

	/**
	 * @param list<array<string, string>>       $rows
	 * @param array{rows: int, texts: int, ...} $size
	 * @return list<array<string, string>> The first of them, without which the table is small enough.
	 */
	private function as_many_as_needed( array $rows, array $size ): array {
		foreach ( $rows as $count => $row ) {
			if ( ! $this->is_over( $size, self::KEPT ) ) {
				return array_slice( $rows, 0, $count );
			}
			--$size['rows'];
			$size['texts'] -= (int) $row['texts'];
		}
		return $rows;
	}

	/**
	 * With the rows that came since. What is gone meanwhile still counts, so the true size is never larger.
	 *
	 * @param array{at: int, id: int, rows: int, texts: int, deleted: int, deleted_at: int} $size
	 * @return array{at: int, id: int, rows: int, texts: int, deleted: int, deleted_at: int}
	 */
	private function grown( array $size ): array {
		// A table that was made anew begins to count anew.
		if ( $size['id'] > (int) $this->database->value( 'SELECT MAX(id) AS newest FROM %i', [ $this->database->outbox() ] ) ) {
			return $this->measured( $size, 0 );
		}
		$new = $this->measured( $size, $size['id'] );
		return [ 'rows' => $size['rows'] + $new['rows'], 'texts' => $size['texts'] + $new['texts'] ] + $new;
	}

	/**
	 * @param array{at: int, id: int, rows: int, texts: int, deleted: int, deleted_at: int} $size
	 * @return array{at: int, id: int, rows: int, texts: int, deleted: int, deleted_at: int} With the rows after this id alone.
	 */
	private function measured( array $size, int $after ): array {
		$row = $this->database->rows(
			"SELECT COUNT(*) AS size, SUM( LENGTH(payload) + LENGTH(matching) ) AS texts, MAX(id) AS newest FROM %i WHERE id > %d AND state <> 'tombstone'",
			[ $this->database->outbox(), $after ]
		)[0] ?? [];
		return [ 'id' => max( $after, (int) ( $row['newest'] ?? 0 ) ), 'rows' => (int) ( $row['size'] ?? 0 ), 'texts' => (int) ( $row['texts'] ?? 0 ) ] + $size;
	}

	/** @return array{at: int, id: int, rows: int, texts: int, deleted: int, deleted_at: int} Rubbish counts as nothing. */
	private function stored(): array {
		$stored = get_option( self::OPTION );
		$number = static fn( string $name ): int => is_array( $stored ) && is_int( $stored[ $name ] ?? null ) ? max( 0, $stored[ $name ] ) : 0;
		return [ 'at' => $number( 'at' ), 'id' => $number( 'id' ), 'rows' => $number( 'rows' ), 'texts' => $number( 'texts' ), 'deleted' => $number( 'deleted' ), 'deleted_at' => $number( 'deleted_at' ) ];
	}

	private function most_bytes(): int {
		return self::MEGABYTE * ( $this->megabytes )();
	}

	private function most_rows(): int {
		return self::ROWS_PER_MEGABYTE * ( $this->megabytes )();
	}

	/** @param array{rows: int, texts: int, ...} $size */
	private static function bytes( array $size ): int {
		return $size['texts'] + self::ROW_BYTES * $size['rows'];
	}
}
