<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Cli\Command;
use Duet\Cli\Terminal;
use Duet\EventsApi\Outcome;

defined( 'ABSPATH' ) || exit;

/** `wp duet status`: how deliveries are doing. Fails when a pixel waits for its merchant, so a monitor can call it. */
final class Status implements Command {

	public function __construct( private readonly PixelHealth $health ) {
	}

	public function name(): string {
		return 'status';
	}

	public function about(): string {
		return 'Counts deliveries and says which pixel is paused and why. Exit code 1: a pixel needs its merchant.';
	}

	public function synopsis(): array {
		return [];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		$report = $this->health->report( true );
		$rows   = [];
		foreach ( $report['counts'] as $state => $count ) {
			$rows[] = [ 'what' => $state, 'value' => (string) $count ];
		}
		$rows[] = [
			'what'  => 'oldest pending',
			'value' => null === $report['oldest_pending'] ? 'none' : "{$report['oldest_pending']} s",
		];
		$table  = $report['table'] ?? [];
		if ( [] !== $table ) {
			$rows[] = [
				'what'  => 'table',
				'value' => sprintf(
					'%d rows, %d of %d MB',
					$table['rows'],
					(int) ceil( $table['bytes'] / 1e6 ),
					(int) ( $table['most_bytes'] / 1e6 )
				),
			];
		}
		$well = true;
		foreach ( $report['pixels'] as $pixel ) {
			[ $words, $fine ] = self::pixel( $pixel );
			$rows[]           = [
				'what'  => is_string( $pixel['code'] ?? null ) ? $pixel['code'] : '',
				'value' => $words,
			];
			$well             = $well && $fine;
		}
		if ( $terminal->is_json() ) {
			// A day without a refusal: {} in JSON, not [].
			$days = array_map(
				static fn( array $day ): array => [ 'refused' => (object) ( $day['refused'] ?? [] ) ] + $day,
				$report['days']
			);
			$terminal->json( [ 'days' => $days ] + $report );
		} else {
			$terminal->rows( $rows, [ 'what', 'value' ] );
		}
		return $well;
	}

	/**
	 * @param array<string, mixed> $pixel
	 * @return array{string, bool} Words, and whether there is nothing to do.
	 */
	private static function pixel( array $pixel ): array {
		$paused = is_array( $pixel['paused'] ?? null ) ? $pixel['paused'] : null;
		if ( true !== ( $pixel['has_token'] ?? false ) ) {
			return [ 'no access token', false ];
		}
		if ( null === $paused ) {
			return [ 'sends', true ];
		}
		$message = is_string( $paused['message'] ?? null ) ? $paused['message'] : '';
		return [
			"paused: $message",
			! in_array( $paused['reason'] ?? '', [ Outcome::BadCredentials->value, Outcome::BadEvent->value, 'address' ], true ),
		];
	}
}
