<?php
declare(strict_types=1);

namespace Duet\Cli;

use Closure;

defined( 'ABSPATH' ) || exit;

/** `wp duet reconcile`: which sales did not reach TikTok, and why. */
final class Reconcile implements Command {

	/** What ought not to be. Others are a shopper's or merchant's will, or still on their way. */
	private const LOST = [ 'missing', 'too_late', 'dead', 'expired', 'broken' ];

	/**
	 * @param Closure(int, int): iterable<array{order: int, number: string, time: int, pixel_code: string, reason: string}> $differences From, until (Unix seconds).
	 * @param Closure(): int                                                                                               $repair      Brings in what is missing and young enough.
	 * @param Closure(): int                                                                                               $time        Unix seconds.
	 */
	public function __construct(
		private readonly Closure $differences,
		private readonly Closure $repair,
		private readonly Closure $time,
	) {
	}

	public function name(): string {
		return 'reconcile';
	}

	public function about(): string {
		return 'Lists sales that did not reach TikTok, with the reason. Exit code 1: some of them should have.';
	}

	public function synopsis(): array {
		return [
			[ 'type' => 'assoc', 'name' => 'days', 'description' => 'How far back.', 'optional' => true, 'default' => '7' ],
			[ 'type' => 'flag', 'name' => 'repair', 'description' => 'First bring in what is missing and not older than 47 hours.', 'optional' => true ],
		];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		if ( isset( $options['repair'] ) ) {
			$brought = ( $this->repair )();
			$terminal->say( sprintf( '%d brought in.', $brought ) );
		}
		$days  = is_numeric( $options['days'] ?? null ) ? max( 1, min( 365, (int) $options['days'] ) ) : 7;
		$until = ( $this->time )();
		$rows  = [];
		$lost  = 0;
		foreach ( ( $this->differences )( $until - $days * 86400, $until ) as $row ) {
			$lost  += (int) in_array( $row['reason'], self::LOST, true );
			$rows[] = [ 'time' => Terminal::time( $row['time'] ) ] + $row;
		}
		$terminal->rows( $rows, [ 'order', 'number', 'time', 'pixel_code', 'reason' ] );
		return 0 === $lost;
	}
}
