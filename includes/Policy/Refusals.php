<?php
declare(strict_types=1);

namespace Duet\Policy;

use Closure;
use Duet\Channel\UnsentEvents;
use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Outbox\Database;
use Duet\Outbox\OutboxItem;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * How many events the policy kept from TikTok, per day, event and reason: what a merchant sees between their orders and
 * their conversions. Numbers only, without persons. A request in which nothing is refused costs nothing; one with
 * refusals reads and writes one option, once, when it ends.
 */
final class Refusals implements UnsentEvents {

	public const OPTION = 'duet_refusals';

	/** All names that are not the catalogue's: visitors can invent any number of them through the relay. */
	public const OTHER = 'other';

	private const DAYS = 60;

	/** Order events lately counted: every reload of a thank-you page means its refused order anew. */
	private const REMEMBERED = 300;

	/** Attempts to write against other requests that write. */
	private const TRIES = 5;

	/** @var list<array{id: string, event: string, reason: string}> Of this request. */
	private array $noted = [];

	/** @param Closure(): string $today The site's date, Y-m-d: wp_date(), or a test's. */
	public function __construct(
		private readonly Database $database,
		private readonly Catalogue $catalogue,
		private readonly Closure $today,
		private readonly Guard $guard,
	) {
	}

	public function note( Event $event, string $reason ): void {
		if ( [] === $this->noted ) {
			// After the hooks that give birth to events at the very end.
			$this->guard->action( 'shutdown', $this->write( ... ), 900 );
		}
		$id            = $event->object_id > 0 ? $event->id : '';
		$this->noted[] = [ 'id' => $id, 'event' => $this->key( $event->name ), 'reason' => $reason ];
	}

	/**
	 * @param string $event Only of this event of the catalogue, or OTHER; '' for all.
	 * @return array<string, array<string, int>> Y-m-d => reason => events, oldest day first.
	 */
	public function days( string $event = '' ): array {
		$days = [];
		foreach ( $this->read()['days'] as $day => $events ) {
			foreach ( '' === $event ? $events : array_intersect_key( $events, [ $event => true ] ) as $reasons ) {
				foreach ( $reasons as $reason => $count ) {
					$days[ $day ][ $reason ] = ( $days[ $day ][ $reason ] ?? 0 ) + $count;
				}
			}
		}
		return $days;
	}

	private function write(): void {
		[ $noted, $this->noted ] = [ $this->noted, [] ];
		for ( $try = 0; $try < self::TRIES; $try++ ) {
			$stored = $this->stored();
			$counts = $this->counted( $this->decoded( $stored ), $noted );
			// Two shoppers who refuse at the same time are two.
			$json = null === $counts ? '' : OutboxItem::json( $counts );
			if ( null === $counts || $this->database->replace_option( self::OPTION, $stored, $json ) ) {
				return;
			}
		}
	}

	/**
	 * @param array{days: array<string, array<string, array<string, int>>>, seen: list<string>} $counts
	 * @param list<array{id: string, event: string, reason: string}>                            $noted
	 * @return array{days: array<string, array<string, array<string, int>>>, seen: list<string>}|null null when all were
	 *         counted before.
	 */
	private function counted( array $counts, array $noted ): ?array {
		$today = ( $this->today )();
		$new   = 0;
		foreach ( $noted as [ 'id' => $id, 'event' => $event, 'reason' => $reason ] ) {
			if ( '' !== $id && in_array( $id, $counts['seen'], true ) ) {
				continue;
			}
			++$new;
			$before = $counts['days'][ $today ][ $event ][ $reason ] ?? 0;

			$counts['days'][ $today ][ $event ][ $reason ] = $before + 1;
			if ( '' !== $id ) {
				$counts['seen'][] = $id;
			}
		}
		ksort( $counts['days'] );
		return 0 === $new ? null : [
			'days' => array_slice( $counts['days'], -self::DAYS, null, true ),
			'seen' => array_slice( $counts['seen'], -self::REMEMBERED ),
		];
	}

	private function stored(): ?string {
		return $this->database->value(
			'SELECT option_value FROM %i WHERE option_name = %s',
			[ $this->database->options(), self::OPTION ]
		);
	}

	/** @return array{days: array<string, array<string, array<string, int>>>, seen: list<string>} */
	private function read(): array {
		return $this->decoded( $this->stored() );
	}

	/**
	 * @return array{days: array<string, array<string, array<string, int>>>, seen: list<string>} Rubbish counts as
	 *         nothing.
	 */
	private function decoded( ?string $stored ): array {
		$data = json_decode( $stored ?? '', true );
		$days = [];
		foreach ( is_array( $data ) && is_array( $data['days'] ?? null ) ? $data['days'] : [] as $day => $events ) {
			foreach ( is_array( $events ) ? $events : [] as $event => $reasons ) {
				$key = $this->key( (string) $event );
				foreach ( array_filter( is_array( $reasons ) ? $reasons : [], is_int( ... ) ) as $reason => $count ) {
					$before = $days[ (string) $day ][ $key ][ (string) $reason ] ?? 0;

					$days[ (string) $day ][ $key ][ (string) $reason ] = $before + $count;
				}
			}
		}
		$seen = is_array( $data ) && is_array( $data['seen'] ?? null ) ? $data['seen'] : [];
		return [ 'days' => $days, 'seen' => array_values( array_filter( $seen, is_string( ... ) ) ) ];
	}

	private function key( string $event ): string {
		return $this->catalogue->find( $event )->name ?? self::OTHER;
	}
}
