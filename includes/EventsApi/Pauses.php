<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Closure;
use Duet\Outbox\Database;

defined( 'ABSPATH' ) || exit;

/**
 * Per pixel: its pause, whose turn it is to send, and TikTok's last answer. One option, read from the database itself
 * and changed only if no other request changed it meanwhile. Transients, object caches and GET_LOCK() all lose or fake
 * locks somewhere (a flushed cache, SQLite); one conditional UPDATE is atomic everywhere.
 */
final class Pauses {

	public const OPTION = 'duet_pauses';

	/** Attempts to write against other writers. */
	private const TRIES = 5;

	public function __construct( private readonly Database $database ) {
	}

	/** @return array<string, Pause> Pixel code => pause, only pixels that were ever sent to. */
	public function all(): array {
		return array_map( static fn( array $state ): Pause => $state['pause'], $this->states() );
	}

	public function of( string $pixel_code ): Pause {
		return $this->all()[ $pixel_code ] ?? new Pause();
	}

	/**
	 * TikTok's last answer for a pixel, for the screen.
	 *
	 * @return array{outcome: string, line: string, request_id: string, at: int}|null
	 */
	public function last( string $pixel_code ): ?array {
		return $this->states()[ $pixel_code ]['last'] ?? null;
	}

	/**
	 * Both for all pixels that were ever sent to, by pixel code. One query.
	 *
	 * @return array<string, array{pause: Pause, last: array{outcome: string, line: string, request_id: string, at: int}|null}>
	 */
	public function states(): array {
		return array_map(
			static function ( array $line ): array {
				$last = self::part( $line, 'last' );
				return [
					'pause' => Pause::from_array( self::part( $line, 'pause' ) ),
					'last'  => [] === $last ? null : [
						'outcome'    => (string) ( $last['outcome'] ?? '' ),
						'line'       => (string) ( $last['line'] ?? '' ),
						'request_id' => (string) ( $last['request_id'] ?? '' ),
						'at'         => (int) ( $last['at'] ?? 0 ),
					],
				];
			},
			$this->read()[0]
		);
	}

	/**
	 * Takes or prolongs the turn: only one process at a time sends for a pixel, so an outage is probed once and not by
	 * every visitor's request. Safety does not hang on it (claims see to that), only good manners.
	 *
	 * @param string $owner   Any text no other process has.
	 * @param int    $seconds After which the turn is free again if its owner died.
	 */
	public function take_turn( string $pixel_code, string $owner, int $now, int $seconds ): bool {
		$taken   = false;
		$written = $this->change(
			$pixel_code,
			static function ( array $line ) use ( $owner, $now, $seconds, &$taken ): array {
				$until = (int) ( self::part( $line, 'turn' )['until'] ?? 0 );
				$other = ( self::part( $line, 'turn' )['owner'] ?? '' ) !== $owner;
				$taken = ! ( $other && $now < $until && $until <= $now + 2 * $seconds );
				return $taken ? [ 'turn' => [ 'owner' => $owner, 'until' => $now + $seconds ] ] + $line : $line;
			}
		);
		return $written && $taken;
	}

	/** Ends the turn, with what was learned in it. */
	public function end_turn( string $pixel_code, string $owner, Pause $pause, ?Reply $reply, int $now ): void {
		$this->change(
			$pixel_code,
			static function ( array $line ) use ( $owner, $pause, $reply, $now ): array {
				if ( ( self::part( $line, 'turn' )['owner'] ?? '' ) === $owner ) {
					unset( $line['turn'] );
				}
				return null === $reply
					? $line
					: [ 'pause' => $pause->to_array(), 'last' => self::note( $reply, $now ) ] + $line;
			}
		);
	}

	/** Notes an answer got outside a drain; an accepted test event is proof enough to end any pause. */
	public function learn( string $pixel_code, Reply $reply, int $now ): void {
		$this->change(
			$pixel_code,
			static fn( array $line ): array => [ 'last' => self::note( $reply, $now ) ] + ( in_array( $reply->outcome, [ Outcome::Accepted, Outcome::Partial ], true ) ? [ 'pause' => [] ] : [] ) + $line
		);
	}

	/**
	 * Ends a pause because the merchant says so; what the next delivery learns may begin another one. TikTok's own wish
	 * to wait is kept.
	 *
	 * @param Outcome|null $only Only a pause for this reason.
	 * @return bool Whether there was one.
	 */
	public function resume( string $pixel_code, ?Outcome $only = null ): bool {
		$reason = $this->of( $pixel_code )->reason;
		if ( null === $reason || Outcome::Throttled === $reason || ( null !== $only && $only !== $reason ) ) {
			return false;
		}
		return $this->change( $pixel_code, static fn( array $line ): array => [ 'pause' => [] ] + $line );
	}

	/** @return array<string, int|string> */
	private static function note( Reply $reply, int $now ): array {
		return [
			'outcome'    => $reply->outcome->value,
			'line'       => $reply->line(),
			'request_id' => $reply->request_id,
			'at'         => $now,
		];
	}

	/**
	 * @param Closure(array<mixed>): array<mixed> $change Gets the pixel's line, returns it changed; may run again.
	 */
	private function change( string $pixel_code, Closure $change ): bool {
		for ( $try = 0; $try < self::TRIES; $try++ ) {
			[ $lines, $stored ]   = $this->read();
			$lines[ $pixel_code ] = $change( $lines[ $pixel_code ] ?? [] );
			$json                 = json_encode( $lines, JSON_THROW_ON_ERROR );
			if ( $json === $stored || $this->write( $json, $stored ) ) {
				return true;
			}
		}
		return false;
	}

	private function write( string $json, ?string $stored ): bool {
		$done = $this->database->replace_option( self::OPTION, $stored, $json );
		wp_cache_delete( self::OPTION, 'options' );
		return $done;
	}

	/** @return array{0: array<string, array<mixed>>, 1: ?string} Lines by pixel code, and the option as stored. */
	private function read(): array {
		$stored = $this->database->value(
			'SELECT option_value FROM %i WHERE option_name = %s',
			[ $this->database->options(), self::OPTION ]
		);
		$lines  = is_string( $stored ) ? json_decode( $stored, true ) : [];
		return [ array_filter( is_array( $lines ) ? $lines : [], is_array( ... ) ), $stored ];
	}

	/**
	 * @param array<mixed> $line
	 * @return array<mixed>
	 */
	private static function part( array $line, string $name ): array {
		return is_array( $line[ $name ] ?? null ) ? $line[ $name ] : [];
	}
}
