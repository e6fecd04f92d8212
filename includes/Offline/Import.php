<?php
declare(strict_types=1);

namespace Duet\Offline;

use Closure;
use DateTimeZone;
use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Outbox\Entry;
use Duet\Settings\Settings;
use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * A file of sales made elsewhere, in two steps: check() reads all of it and says what is wrong, row by row, and writes
 * nothing; run() takes the same file, as checked and without a single error, some rows at a time. A sale that is there
 * already is skipped, so a run that was broken off is simply repeated.
 */
final class Import {

	/** Rows enqueued in one request: a second or two of work, so that progress can be shown. */
	public const STEP = 500;

	private const LISTED = 100;
	private const SAMPLE = 5;

	/**
	 * @param Closure(Event): Entry  $enqueue Writes the event down for the offline event set.
	 * @param Closure(): string      $key     The site's id key.
	 * @param Closure(): string      $currency Of the shop; '' when unknown, and so its country.
	 * @param Closure(): string      $country
	 * @param Closure(): DateTimeZone $zone   Of the site, in which files without a time zone are read.
	 * @param Closure(Event): bool   $has_contact Whether the merchant's table lets through what TikTok matches it by.
	 */
	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly Closure $enqueue,
		private readonly Closure $key,
		private readonly Closure $currency,
		private readonly Closure $country,
		private readonly Closure $zone,
		private readonly Clock $clock,
		private readonly Closure $has_contact,
	) {
	}

	/** Why nothing can be imported at all just now; '' when it can. */
	public function obstacle(): string {
		$set = $this->settings->offline_set();
		return match ( true ) {
			null === $set => __( 'Enter the id of your offline event set in the settings first.', 'duet-for-tiktok' ),
			! $this->settings->tokens()->has( $set->code ) => __( 'Enter the access token of your offline event set in the settings first.', 'duet-for-tiktok' ),
			default => '',
		};
	}

	/**
	 * @param string       $bytes The file.
	 * @param array<mixed> $given As Reading::of().
	 * @return array{columns: list<string>, reading: array<string, mixed>, sample: list<list<string>>, rows: int, errors: list<array{line: int, field: string, message: string}>, more: int, totals: array<string, float>, ticket: string}
	 *         totals by currency; more: errors not listed; ticket: what run() wants to see, '' with any error.
	 * @throws BadFile When it is no table of sales at all.
	 */
	public function check( string $bytes, array $given ): array {
		$sheet   = Sheet::read( $bytes );
		$reading = Reading::of( $given, $sheet, ( $this->currency )(), ( $this->country )() );
		$errors  = [];
		foreach ( Field::cases() as $field ) {
			if ( $field->is_required() && ! isset( $reading->map[ $field->value ] ) ) {
				$errors[] = [ 'line' => 1, 'field' => $field->value, 'message' => __( 'Say which column this is.', 'duet-for-tiktok' ) ];
			}
		}
		if ( ! isset( $reading->map['email'] ) && ! isset( $reading->map['phone'] ) ) {
			$errors[] = [ 'line' => 1, 'field' => 'email', 'message' => __( 'Say which column is the e-mail address or the phone number.', 'duet-for-tiktok' ) ];
		}
		$totals = [];
		if ( [] === $errors ) {
			[ $errors, $totals ] = $this->judge( $sheet, $reading );
		}
		return [
			'columns' => $sheet->columns,
			'reading' => $reading->to_array(),
			'sample'  => array_slice( $sheet->rows, 0, self::SAMPLE ),
			'rows'    => count( $sheet->rows ),
			'errors'  => array_slice( $errors, 0, self::LISTED ),
			'more'    => max( 0, count( $errors ) - self::LISTED ),
			'totals'  => $totals,
			'ticket'  => [] === $errors ? $this->ticket( $bytes, $reading ) : '',
		];
	}

	/**
	 * @param array<mixed> $given  As in check().
	 * @param string       $ticket From check(): this very file, read this very way, had no error.
	 * @param int          $from   Rows already done.
	 * @return array{done: int, queued: int, skipped: int, finished: bool} done counts from the beginning; queued and skipped
	 *         are this step's.
	 * @throws BadFile When it is not the file that was checked, or the database refuses.
	 */
	public function run( string $bytes, array $given, string $ticket, int $from ): array {
		$sheet   = Sheet::read( $bytes );
		$reading = Reading::of( $given, $sheet, ( $this->currency )(), ( $this->country )() );
		if ( '' !== $this->obstacle() || ! hash_equals( $this->ticket( $bytes, $reading ), $ticket ) ) {
			BadFile::raise( '' === $this->obstacle() ? __( 'This is not the file that was checked. Check it again.', 'duet-for-tiktok' ) : $this->obstacle() );
		}
		$counts = [ Entry::Queued->value => 0, Entry::Skipped->value => 0 ];
		$rows   = array_slice( $sheet->rows, max( 0, $from ), self::STEP );
		$sale   = $this->sale();
		foreach ( $rows as $row ) {
			$event = $sale->of( $row, $reading );
			$entry = $event instanceof Event ? ( $this->enqueue )( $event ) : Entry::Skipped;
			if ( ! isset( $counts[ $entry->value ] ) ) {
				BadFile::raise( __( 'The database refused to keep the sales. Nothing is lost: import the same file again later.', 'duet-for-tiktok' ) );
			}
			++$counts[ $entry->value ];
		}
		$done = max( 0, $from ) + count( $rows );
		return [ 'done' => $done, 'queued' => $counts['queued'], 'skipped' => $counts['skipped'], 'finished' => $done >= count( $sheet->rows ) ];
	}

	/** @return array{list<array{line: int, field: string, message: string}>, array<string, float>} */
	private function judge( Sheet $sheet, Reading $reading ): array {
		$errors = [];
		$totals = [];
		$seen   = [];
		$sale   = $this->sale();
		foreach ( $sheet->rows as $index => $row ) {
			$event = isset( $sheet->faults[ $index ] ) ? [ '' => $sheet->faults[ $index ] ] : $sale->of( $row, $reading );
			$line  = $sheet->lines[ $index ];
			if ( $event instanceof Event && ! ( $this->has_contact )( $event ) ) {
				$event = [ 'email' => __( 'Your table of identifiers under "Advanced matching" keeps this e-mail address and phone number from Purchase. TikTok needs one of them.', 'duet-for-tiktok' ) ];
			}
			if ( is_array( $event ) ) {
				foreach ( $event as $field => $message ) {
					$errors[] = [ 'line' => $line, 'field' => (string) $field, 'message' => $message ];
				}
				continue;
			}
			if ( isset( $seen[ $event->id ] ) ) {
				/* translators: %d: number of a row. */
				$errors[] = [ 'line' => $line, 'field' => 'order_id', 'message' => sprintf( __( 'The same sale as in row %d. Take one of them out, or give each an order number.', 'duet-for-tiktok' ), $seen[ $event->id ] ) ];
				continue;
			}
			$seen[ $event->id ]  = $line;
			$currency            = (string) $event->params['currency'];
			$totals[ $currency ] = round( ( $totals[ $currency ] ?? 0.0 ) + (float) $event->params['value'], 2 );
		}
		return [ $errors, $totals ];
	}

	private function sale(): Sale {
		return new Sale( $this->catalogue, $this->key, ( $this->zone )(), $this->clock->now() );
	}

	private function ticket( string $bytes, Reading $reading ): string {
		return hash_hmac( 'sha256', $bytes . json_encode( $reading->to_array() ), ( $this->key )() );
	}
}
