<?php
declare(strict_types=1);

namespace Duet\Offline;

defined( 'ABSPATH' ) || exit;

/**
 * A file of sales made elsewhere, in two steps: check() reads all of it and says what is wrong, row by row, and writes
 * nothing; run() takes the same file, as checked and without a single error, some rows at a time.
 *
 * @phpstan-type Checked array{
 *     columns: list<string>,
 *     reading: array<string, mixed>,
 *     sample: list<list<string>>,
 *     rows: int,
 *     errors: list<array{line: int, field: string, message: string}>,
 *     more: int,
 *     totals: array<string, float>,
 *     ticket: string,
 * }
 */
interface SalesImport {

	/** Why nothing can be imported at all just now; '' when it can. */
	public function obstacle(): string;

	/**
	 * @param string       $bytes The file.
	 * @param array<mixed> $given As Reading::of().
	 * @return Checked totals by currency; more: errors not listed; ticket: for run(), '' with any error.
	 * @throws BadFile When it is no table of sales at all.
	 */
	public function check( string $bytes, array $given ): array;

	/**
	 * @param array<mixed> $given  As in check().
	 * @param string       $ticket From check(): this very file, read this very way, had no error.
	 * @param int          $from   Rows already done.
	 * @return array{done: int, queued: int, skipped: int, finished: bool} done counts from the beginning; queued and
	 *         skipped are this step's.
	 * @throws BadFile When it is not the file that was checked, or the database refuses.
	 */
	public function run( string $bytes, array $given, string $ticket, int $from ): array;
}
