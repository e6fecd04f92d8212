<?php
declare(strict_types=1);

namespace Duet\Report;

use DateTimeImmutable;
use Duet\Address\Home;
use Duet\Admin\PaidOrders;
use Duet\Deliveries\Ledger;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pause;
use Duet\EventsApi\Pauses;
use Duet\Outbox\Budget;
use Duet\Policy\Refusals;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Settings\TokenSource;
use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * How deliveries are doing, in numbers: for the screen, the command line and monitoring.
 *
 * @phpstan-import-type HealthReport from PixelHealth
 * @phpstan-import-type PixelState from PixelHealth
 */
final class Health implements PixelHealth {

	/** Not autoloaded; the days, counted at most once a minute. */
	public const OPTION = 'duet_health';

	private const FRESH = 60;
	private const DAYS  = 7;

	public function __construct(
		private readonly Settings $settings,
		private readonly Tokens $tokens,
		private readonly Ledger $ledger,
		private readonly Pauses $pauses,
		private readonly Refusals $refusals,
		private readonly PaidOrders $orders,
		private readonly Clock $clock,
		private readonly ?Home $home = null,
		private readonly ?Budget $budget = null,
	) {
	}

	public function report( bool $fresh = false ): array {
		$now    = $this->clock->now();
		$stored = $fresh ? null : get_option( self::OPTION );
		$at     = is_array( $stored ) && is_int( $stored['at'] ?? null ) ? $stored['at'] : 0;
		if ( $at <= $now && $now - $at < self::FRESH && is_array( $stored['report'] ?? null ) ) {
			/** @var HealthReport $report */
			$report = $stored['report'];
			return $report;
		}
		$report = [
			'at'             => $now,
			'counts'         => $this->ledger->counts(),
			'oldest_pending' => $this->ledger->oldest_pending( $now ),
			'pixels'         => $this->pixels(),
			'days'           => $this->days( $now ),
		] + ( null === $this->budget ? [] : [ 'table' => $this->budget->report() ] );
		update_option( self::OPTION, [ 'at' => $now, 'report' => $report ], false );
		return $report;
	}

	/** @return list<PixelState> Also of the offline event set once it has a token: see pixel(). One query. */
	public function pixels(): array {
		$now    = $this->clock->now();
		$set    = $this->settings->offline_set();
		$sets   = null === $set || TokenSource::None === $this->tokens->source( $set->code ) ? [] : [ $set ];
		$states = $this->pauses->states();
		$none   = [ 'pause' => new Pause(), 'last' => null ];
		$pixels = [];
		foreach ( [ ...$this->settings->pixels(), ...$sets ] as $pixel ) {
			$pixels[] = $this->pixel( $pixel, $states[ $pixel->code ] ?? $none, $now );
		}
		return $pixels;
	}

	public function resume( string $pixel_code ): bool {
		return $this->pauses->resume( $pixel_code );
	}

	/**
	 * @param array{pause: Pause, last: array<string, int|string>|null} $state
	 * @return PixelState paused: null or {reason, message, since, until}. until 0: until the token changes;
	 *         null: until the merchant says whether the site moved (reason 'address'), or for good (reason 'copy').
	 *         last: TikTok's last answer or null.
	 */
	private function pixel( Pixel $pixel, array $state, int $now ): array {
		$pause = $state['pause'];
		$moved = null === $this->home || '' === $this->home->elsewhere() ? null : [
			'reason'  => $this->home->asks() ? 'address' : 'copy',
			'message' => $this->home->objection(),
			'since'   => 0,
			'until'   => null,
		];
		$holds = $pause->holds( $now, (string) $this->tokens->fingerprint( $pixel->code ) );
		return [
			'code'      => $pixel->code,
			'label'     => $pixel->label,
			'has_token' => $this->tokens->has( $pixel->code ),
			'paused'    => $moved ?? ( $holds ? [
				'reason'  => (string) $pause->reason?->value,
				'message' => $pause->message,
				'since'   => $pause->since,
				'until'   => Outcome::BadCredentials === $pause->reason ? 0 : $pause->until,
			] : null ),
			'last'      => $state['last'],
		];
	}

	/**
	 * Orders against purchases, today last, by the site's own days.
	 *
	 * @return list<array{date: string, orders: int, enqueued: int, delivered: int, refused: array<string, int>}>
	 */
	private function days( int $now ): array {
		$refused = $this->refusals->days( 'Purchase' );
		$today   = ( new DateTimeImmutable( "@$now" ) )->setTimezone( wp_timezone() )->setTime( 0, 0 );
		$days    = [];
		for ( $back = self::DAYS - 1; $back >= 0; $back-- ) {
			$day  = $today->modify( "-$back days" );
			$from = $day->getTimestamp();
			// Not 24 hours later: twice a year a day has 23 or 25.
			$until  = $day->modify( '+1 day' )->getTimestamp();
			$days[] = [
				'date'    => $day->format( 'Y-m-d' ),
				'orders'  => $this->orders->paid_orders( $from, $until ),
				'refused' => $refused[ $day->format( 'Y-m-d' ) ] ?? [],
			] + $this->ledger->purchases( $from, $until );
		}
		return $days;
	}
}
