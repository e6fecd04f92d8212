<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Cli\Command;
use Duet\Cli\Terminal;
use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/** `wp duet reconcile`: which sales did not reach TikTok, and why. */
final class Reconcile implements Command {

	/** The reason of sales that code on this site stops with the filter `duet_event`. */
	private const BY_CODE = 'withheld_by_code';

	/** What ought not to be. Others are a shopper's or merchant's will, or still on their way. */
	private const LOST = [ 'missing', 'too_late', 'dead', 'expired', 'broken' ];

	/** @param int $most_days As far back as the ledger goes. */
	public function __construct(
		private readonly Sales $sales,
		private readonly SaleRepair $repair,
		private readonly Clock $clock,
		private readonly int $most_days,
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
			[
				'type'        => 'assoc',
				'name'        => 'days',
				'description' => 'How far back, at most as long as deliveries are kept.',
				'optional'    => true,
				'default'     => '7',
			],
			[
				'type'        => 'flag',
				'name'        => 'repair',
				'description' => 'First send what can still be sent: what is missing and not older than 47 hours, and what was refused or expired and not older than 48.',
				'optional'    => true,
			],
		];
	}

	/** @return array<string, array{int, float}> Currency => how many, how much. */
	private function refunded( int $from, int $until ): array {
		$sums = [];
		foreach ( $this->sales->refunds( $from, $until ) as $event ) {
			$value    = $event->params['value'] ?? 0;
			$currency = $event->params['currency'] ?? '';
			if ( is_string( $currency ) && is_numeric( $value ) ) {
				[ $count, $amount ] = $sums[ $currency ] ?? [ 0, 0.0 ];
				$sums[ $currency ]  = [ $count + 1, $amount + $value ];
			}
		}
		return $sums;
	}

	/** @param array<string, int> $done */
	private static function repaired( array $done ): string {
		$parts = [ sprintf( '%d brought in', $done['found'] ?? 0 ), sprintf( '%d sent again', $done['again'] ?? 0 ) ];
		foreach ( [ 'withheld' => 'withheld', 'too_old' => 'too old', 'failed' => 'failed', 'left' => 'cannot be sent again' ] as $what => $words ) {
			$count   = $done[ $what ] ?? 0;
			$parts[] = 0 === $count ? '' : "$count $words";
		}
		return implode( ', ', array_filter( $parts, static fn( string $part ): bool => '' !== $part ) ) . '.';
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		if ( isset( $options['repair'] ) ) {
			$done = $this->repair->run();
			$terminal->say( self::repaired( $done ) );
		}
		$days  = min( Terminal::number( $options, 'days', 7, 365 ), $this->most_days );
		$until = $this->clock->now();
		$rows  = [];
		$lost  = 0;
		$code  = 0;
		foreach ( $this->sales->differences( $until - $days * 86400, $until ) as $row ) {
			$lost  += (int) in_array( $row['reason'], self::LOST, true );
			$code  += (int) ( self::BY_CODE === $row['reason'] );
			$rows[] = [ 'time' => Terminal::time( $row['time'] ) ] + $row;
		}
		$terminal->rows( $rows, [ 'order', 'number', 'time', 'pixel_code', 'reason' ] );
		if ( $code > 0 ) {
			$terminal->say( sprintf( 'Withheld by code on this site, with the filter duet_event: %d.', $code ) );
		}
		foreach ( $this->refunded( $until - $days * 86400, $until ) as $currency => [ $count, $amount ] ) {
			$terminal->say( sprintf( 'Refunds: %d, together %s %s. TikTok takes no sale back, so its sum stays higher by them.', $count, number_format( $amount, 2, '.', '' ), $currency ) );
		}
		return 0 === $lost;
	}
}
