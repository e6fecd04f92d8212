<?php
declare(strict_types=1);

namespace Duet\Offline;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Outbox\Entry;
use Duet\Settings\Settings;
use Duet\Support\Clock;
use Duet\Support\IdKey;

defined( 'ABSPATH' ) || exit;

/** A sale that is there already is skipped, so a run that was broken off is simply repeated. */
final class Import implements SalesImport {

	/** Rows enqueued in one request: a second or two of work, so that progress can be shown. */
	public const STEP = 500;

	private const LISTED = 100;
	private const SAMPLE = 5;

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly OfflineSet $set,
		private readonly IdKey $key,
		private readonly Clock $clock,
	) {
	}

	public function obstacle(): string {
		$set = $this->settings->offline_set();
		return match ( true ) {
			null === $set => __( 'Enter the id of your offline event set in the settings first.', 'duet-for-tiktok' ),
			! $this->settings->tokens()->has( $set->code ) => __( 'Enter the access token of your offline event set in the settings first.', 'duet-for-tiktok' ),
			default => '',
		};
	}

	public function check( string $bytes, array $given ): array {
		$sheet   = Sheet::read( $bytes );
		$reading = Reading::of( $given, $sheet, $this->set->currency(), $this->set->country() );
		$errors  = [];
		foreach ( Field::cases() as $field ) {
			if ( $field->is_required() && ! isset( $reading->map[ $field->value ] ) ) {
				$errors[] = [
					'line'    => 1,
					'field'   => $field->value,
					'message' => __( 'Say which column this is.', 'duet-for-tiktok' ),
				];
			}
		}
		if ( ! isset( $reading->map['email'] ) && ! isset( $reading->map['phone'] ) ) {
			$errors[] = [
				'line'    => 1,
				'field'   => 'email',
				'message' => __( 'Say which column is the e-mail address or the phone number.', 'duet-for-tiktok' ),
			];
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

	public function run( string $bytes, array $given, string $ticket, int $from ): array {
		$sheet   = Sheet::read( $bytes );
		$reading = Reading::of( $given, $sheet, $this->set->currency(), $this->set->country() );
		if ( '' !== $this->obstacle() || ! hash_equals( $this->ticket( $bytes, $reading ), $ticket ) ) {
			BadFile::raise( '' === $this->obstacle() ? __( 'This is not the file that was checked. Check it again.', 'duet-for-tiktok' ) : $this->obstacle() );
		}
		$counts = [ Entry::Queued->value => 0, Entry::Skipped->value => 0 ];
		$rows   = array_slice( $sheet->rows, max( 0, $from ), self::STEP );
		$sale   = $this->sale();
		foreach ( $rows as $row ) {
			$event = $sale->of( $row, $reading );
			$entry = $event instanceof Event ? $this->set->enqueue( $event ) : Entry::Skipped;
			if ( ! isset( $counts[ $entry->value ] ) ) {
				BadFile::raise( __( 'The database refused to keep the sales. Nothing is lost: import the same file again later.', 'duet-for-tiktok' ) );
			}
			++$counts[ $entry->value ];
		}
		$done = max( 0, $from ) + count( $rows );
		return [
			'done'     => $done,
			'queued'   => $counts['queued'],
			'skipped'  => $counts['skipped'],
			'finished' => $done >= count( $sheet->rows ),
		];
	}

	/** @return array{list<array{line: int, field: string, message: string}>, array<string, float>} */
	private function judge( Sheet $sheet, Reading $reading ): array {
		$errors = [];
		$totals = [];
		$seen   = [];
		$sale   = $this->sale();
		foreach ( $sheet->rows as $index => $row ) {
			$event = isset( $sheet->faults[ $index ] )
				? [ '' => $sheet->faults[ $index ] ]
				: $sale->of( $row, $reading );
			$line  = $sheet->lines[ $index ];
			if ( $event instanceof Event && ! $this->set->has_contact( $event ) ) {
				$event = [
					'email' => __( 'Your table of identifiers under "Advanced matching" keeps this e-mail address and phone number from Purchase. TikTok needs one of them.', 'duet-for-tiktok' ),
				];
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
		return new Sale( $this->catalogue, $this->key, $this->set->zone(), $this->clock->now() );
	}

	private function ticket( string $bytes, Reading $reading ): string {
		return hash_hmac( 'sha256', $bytes . json_encode( $reading->to_array() ), $this->key->get() );
	}
}
