<?php
declare(strict_types=1);

namespace Duet\Drain;

use Closure;
use Duet\EventsApi\Client;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pause;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Payload;
use Duet\Outbox\OutboxTable;
use Duet\Settings\Tokens;
use Duet\Support\Secret;

defined( 'ABSPATH' ) || exit;

/** Empties the outbox: clock -> lost leases -> late rows -> per pixel: paused? -> claim -> TikTok -> reply -> rule. */
final class Sender implements OutboxDrain {

	/** Seconds for one exchange with TikTok; a drain with less time of its own gives TikTok less. */
	private const TIMEOUT = 15;

	/** Seconds a row, and a pixel, stay ours beyond the exchange: time to write down what came of it. */
	private const GRACE = 45;

	/**
	 * Requests of one drain and pixel that TikTok does not accept. Halving a batch with one bad event takes at most 15; a
	 * batch full of them goes on in the next drain.
	 */
	private const MOST_TROUBLED = 40;

	/** @var Closure(int): int A number from 1 to the given one. */
	private readonly Closure $random;

	private readonly Rule $rule;

	/**
	 * @param (Closure(int): int)|null  $random For tests.
	 * @param (Closure(): string)|null $held   Why this site may send nothing just now, '' when it may: Home::objection().
	 */
	public function __construct(
		private readonly OutboxTable $schema,
		private readonly Upkeep $upkeep,
		private readonly Claims $claims,
		private readonly Pauses $pauses,
		private readonly Client $client,
		private readonly DatabaseClock $clock,
		private readonly Tokens $tokens,
		?Closure $random = null,
		private readonly ?Closure $held = null,
	) {
		$this->rule   = new Rule( $claims );
		$this->random = $random ?? static fn( int $most ): int => random_int( 1, $most );
	}

	public function drain( int $seconds = 20, int $batches = PHP_INT_MAX ): DrainReport {
		$this->schema->ensure();
		$this->clock->start();
		$report = new DrainReport( lapsed: $this->upkeep->release_lapsed( $this->clock->now(), $this->got_through( ... ) ) );
		$held   = null === $this->held ? '' : ( $this->held )();
		$turns  = [];
		$owner  = bin2hex( random_bytes( 8 ) );
		foreach ( $this->upkeep->waiting() as $pixel_code ) {
			$report = $report->with( expired: $this->upkeep->expire( $pixel_code, $this->clock->now() ) );
			$token  = $this->tokens->get( $pixel_code );
			if ( '' !== $held ) {
				$report = $report->with( paused: [ $pixel_code => new Pause( message: $held ) ] );
				continue;
			}
			// Without a token rows wait, for the merchant may bring one within the time they have.
			if ( null === $token ) {
				continue;
			}
			$turn = new Turn( $pixel_code, Secret::of( $token ), (string) $this->tokens->fingerprint( $pixel_code ), $this->pauses->of( $pixel_code ) );
			if ( $turn->pause->holds( $this->clock->now(), $turn->fingerprint ) ) {
				$report = $report->with( paused: [ $pixel_code => $turn->pause ] );
			} elseif ( $this->pauses->take_turn( $pixel_code, $owner, $this->clock->now(), self::TIMEOUT + self::GRACE ) ) {
				$turns[] = $turn;
			}
		}
		return $this->take_turns( $turns, $owner, $seconds, $batches, $report );
	}

	/**
	 * One batch per pixel in rotation, so a busy pixel does not keep the others waiting.
	 *
	 * @param list<Turn> $turns
	 */
	private function take_turns( array $turns, string $owner, int $seconds, int $batches, DrainReport $report ): DrainReport {
		$timeout = max( 1, min( self::TIMEOUT, $seconds ) );
		$turns   = count( $turns ) > $batches ? $this->by_age( $turns ) : $turns;
		while ( [] !== $turns ) {
			$turn  = array_shift( $turns );
			$batch = $report->requests < $batches && $turn->troubled < self::MOST_TROUBLED && $this->clock->elapsed() < $seconds && $this->is_ours( $turn, $owner )
				? $this->claims->claim( $turn->pixel_code, $this->clock->now(), $timeout + self::GRACE )
				: null;
			if ( null !== $batch ) {
				$report = $this->send( $batch, $turn, $timeout, $report );
				if ( ! $turn->pause->holds( $this->clock->now(), $turn->fingerprint ) ) {
					$turns[] = $turn;
					continue;
				}
				$report = $report->with( paused: [ $turn->pixel_code => $turn->pause ] );
			}
			$this->pauses->end_turn( $turn->pixel_code, $owner, $turn->pause, $turn->reply, $this->clock->now() );
		}
		return $report;
	}

	/**
	 * Where there is time for some pixels only, whoever has waited longest goes first: one that always has something to send
	 * must not hold up the sales of the others.
	 *
	 * @param list<Turn> $turns
	 * @return list<Turn>
	 */
	private function by_age( array $turns ): array {
		$ages = [];
		foreach ( $turns as $turn ) {
			// Of equals, any.
			$ages[ $turn->pixel_code ] = [ $this->upkeep->oldest( $turn->pixel_code ) ?? PHP_INT_MAX, ( $this->random )( 1000 ) ];
		}
		usort( $turns, static fn( Turn $one, Turn $two ): int => $ages[ $one->pixel_code ] <=> $ages[ $two->pixel_code ] );
		return $turns;
	}

	private function send( Batch $batch, Turn $turn, int $timeout, DrainReport $report ): DrainReport {
		$items  = [];
		$broken = [];
		foreach ( $batch->deliveries as $delivery ) {
			$item = $delivery->item( $this->clock->now() );
			if ( null === $item ) {
				$broken[] = $delivery->id;
				$report   = $report->with( dead: $this->claims->dead( $batch->only( $delivery ), 'the stored payload cannot be read' ) );
			} else {
				$items[] = $item;
			}
		}
		$batch = $batch->without( $broken );
		if ( null === $batch ) {
			return $report;
		}
		$body           = Payload::envelope( $batch->source(), $batch->pixel_code, $batch->test(), $items );
		$reply          = $this->client->send( $turn->token->reveal(), $body, $timeout, $this->clock->now() );
		$reply          = 1 === $batch->size() ? $reply->for_one_event() : $reply;
		$spare          = $turn->pause->spares_events();
		$turn->reply    = $reply;
		$turn->troubled = $turn->troubled + (int) ( Outcome::Accepted !== $reply->outcome );
		$turn->pause    = $turn->pause->after( $reply, $this->clock->now(), $turn->fingerprint, $this->random, $batch->deadline(), 1 === $batch->size() );
		return $report->plus( $this->rule->apply( $batch, $reply, $this->clock->now(), $turn->pause, $spare ) )->with( requests: 1 );
	}

	/** Whether TikTok's last answer for a pixel was a yes, and not older than this. */
	private function got_through( string $pixel_code, int $since ): bool {
		$last = $this->pauses->last( $pixel_code );
		return null !== $last && Outcome::Accepted->value === $last['outcome'] && $last['at'] >= $since;
	}

	/** Long drains (command line) prolong their turn once in a while. */
	private function is_ours( Turn $turn, string $owner ): bool {
		$age = $this->clock->elapsed() - $turn->taken_at;
		if ( $age < self::GRACE / 2 ) {
			return true;
		}
		$turn->taken_at = $this->clock->elapsed();
		return $this->pauses->take_turn( $turn->pixel_code, $owner, $this->clock->now(), self::TIMEOUT + self::GRACE );
	}
}
