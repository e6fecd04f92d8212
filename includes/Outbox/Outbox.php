<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\Support\Log;

defined( 'ABSPATH' ) || exit;

/**
 * The shop's side of the outbox: events go in, consent takes them out. Runs inside the shopper's request, so each
 * method says how many queries it costs, and none of them throws, prints or waits for anything but the database.
 */
final class Outbox implements ConsentLedger {

	/**
	 * Seconds after event_time until a row is too late. Web: TikTok merges copies for 48 h after the first, so a later
	 * copy would be a second conversion. Offline: matched for 28 days.
	 */
	public const HORIZON         = 47 * 3600;
	public const HORIZON_OFFLINE = 28 * 86400;

	public const PAYLOAD_VERSION = 1;

	/** @var array<string, int> "table pixel" => page events that wait, counted once per request and with those added by it. */
	private array $waiting = [];

	/**
	 * @param int        $page_limit Page events that may wait per pixel; order events always find room.
	 * @param Flood|null $flood      Marks what the public routes bring.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly Log $log,
		private readonly int $page_limit = 20000,
		private readonly ?Flood $flood = null,
	) {
	}

	/** Seconds after an event of this origin until it is too late. */
	public static function horizon( Origin $origin ): int {
		return Origin::Offline === $origin ? self::HORIZON_OFFLINE : self::HORIZON;
	}

	/**
	 * One query; one more per pixel and request of the public relay, which alone brings page events.
	 *
	 * @param string $name The event's name in the catalogue, or its own if it is custom.
	 * @param string $test Test event code, or ''.
	 */
	public function insert( string $pixel_code, string $name, Event $event, OutboxItem $item, string $test = '' ): Entry {
		$priority = Priority::of( $event );
		if ( Priority::Page === $priority && $this->is_full( $pixel_code ) ) {
			$this->log->once( 'Page events dropped: too many are waiting', [ 'pixel' => $pixel_code ] );
			return Entry::Full;
		}
		// The time is the database's own, like every time a drain compares it with, and nothing happens later than now. The last condition is one look into
		// the unique key; its visitor's tombstone, if there is one, wins over the event. Each value has a name, for SQLite
		// calls a nameless one by its text and the sixth empty one by chance.
		$done  = $this->database->change(
			"INSERT IGNORE INTO %i ( pixel_code, event, event_id, test, state, class, origin, source, object_id, visitor, sender, email_hash,
				identifiers, payload, matching, payload_version, event_time, deadline, created_at, next_at )
			SELECT %s AS pixel_code, %s AS event, %s AS event_id, %s AS test, 'pending' AS state, %d AS class, %s AS origin, %s AS source, %d AS object_id, %s AS visitor, %s AS sender, %s AS email_hash,
				%s AS identifiers, %s AS payload, %s AS matching, %d AS payload_version,
				happened AS event_time, happened + %d AS deadline, clock AS created_at, 0 AS next_at
			FROM ( SELECT CASE WHEN %d > UNIX_TIMESTAMP() THEN UNIX_TIMESTAMP() ELSE %d END AS happened, UNIX_TIMESTAMP() AS clock ) AS one
			WHERE NOT EXISTS ( SELECT 1 FROM %i AS gone WHERE gone.pixel_code = '' AND gone.event = '-' AND gone.event_id = %s AND gone.test = '' )",
			[
				$this->database->outbox(),
				$pixel_code,
				$name,
				$event->id,
				$test,
				$priority->value,
				$event->origin->value,
				$item->source,
				$event->object_id,
				$event->visitor->visitor,
				$this->sender( $event, $priority ),
				$item->email_hash,
				implode( ',', $item->identifiers() ),
				$item->payload(),
				$item->matching(),
				self::PAYLOAD_VERSION,
				self::horizon( $event->origin ),
				$event->time,
				$event->time,
				$this->database->outbox(),
				$event->visitor->visitor,
			]
		);
		$entry = match ( $done ) {
			null    => Entry::Failed,
			0       => Entry::Skipped,
			default => Entry::Queued,
		};
		if ( Priority::Page === $priority && Entry::Queued === $entry ) {
			++$this->waiting[ $this->queue( $pixel_code ) ];
		}
		return $entry;
	}

	/** Two queries; three the next time. */
	public function withdraw( string $visitor, int $said_at = 0 ): ?int {
		if ( ! self::is_visitor( $visitor ) ) {
			return 0;
		}
		// First the tombstone: an event that slips in between is found by the claim.
		$remembered = ( new Tombstone( $this->database ) )->remember( $visitor, $said_at );
		$withheld   = $this->withhold( 'visitor = %s', [ $visitor ] );
		return $remembered ? $withheld : null;
	}

	/** Two queries, and two per subscription; one more when something is being sent. */
	public function withdraw_orders( array $orders, array $subscriptions = [] ): ?int {
		$withheld = [] === $orders ? 0 : $this->withdraw_where( 'object_id IN (' . Database::marks( $orders ) . ')', $orders );
		foreach ( $subscriptions as $subscription ) {
			// Whatever follows the number in the id: version 0.1.0 made it otherwise.
			$one      = $this->withdraw_where( "event = 'Subscribe' AND event_id LIKE %s", [ "S-$subscription-%" ] );
			$withheld = null === $one || null === $withheld ? null : $withheld + $one;
		}
		return $withheld;
	}

	/** Three queries. */
	public function discard_order( int $order ): void {
		$this->withdraw_orders( [ $order ] );
		$this->forget_withheld( [ $order ] );
	}

	/** Two queries. */
	public function reinstate_order( int $order, string $visitor, array $followers = [] ): void {
		$table = $this->database->outbox();
		$this->database->change( "UPDATE %i SET visitor = %s WHERE object_id = %d AND visitor = %s AND state IN ( 'pending', 'sending' )", [ $table, $visitor, $order, Tombstone::WITHDRAWN ] );
		$this->forget_withheld( [ $order, ...$followers ] );
	}

	/**
	 * Withheld order events make room for themselves, for the order and the sweep bring them anew; others have lost their
	 * identifiers and stay withheld. Three queries.
	 */
	public function reinstate( string $visitor, int $said_at = 0 ): ?bool {
		$lifted = self::is_visitor( $visitor ) ? ( new Tombstone( $this->database ) )->lift( $visitor, $said_at ) : false;
		if ( true !== $lifted ) {
			return $lifted;
		}
		$this->database->change( "DELETE FROM %i WHERE visitor = %s AND state = 'withheld' AND object_id > 0", [ $this->database->outbox(), $visitor ] );
		return true;
	}

	/**
	 * Puts a finished row back into the queue with a payload built anew, for a merchant's resend.
	 *
	 * @param string $visitor  Whose data the payload holds now: the order may have another visitor than when the row was made.
	 * @param int    $deadline Unix seconds.
	 */
	public function requeue( int $id, OutboxItem $item, string $visitor, int $deadline ): bool {
		return 1 === $this->database->change(
			"UPDATE %i SET state = 'pending', payload = %s, matching = %s, identifiers = %s, email_hash = %s, visitor = %s, payload_version = %d,
				attempts = 0, lapses = 0, batch_limit = 0, next_at = 0, delivered_at = 0, reply = '', request_id = '', deadline = %d
			WHERE id = %d AND state IN ( 'delivered', 'dead', 'expired', 'withheld' ) AND visitor <> 'erased'",
			[ $this->database->outbox(), $item->payload(), $item->matching(), implode( ',', $item->identifiers() ), $item->email_hash, $visitor, self::PAYLOAD_VERSION, $deadline, $id ]
		);
	}

	/**
	 * Whatever a visitor causes by a request of their own counts as theirs, except orders, which are limited by nobody.
	 * An order's or a developer's visitor was captured in another request.
	 */
	private function sender( Event $event, Priority $priority ): string {
		$connection = match ( $priority ) {
			Priority::Order  => '',
			Priority::Server => $event->visitor->connection,
			Priority::Page   => '' !== $event->visitor->connection ? $event->visitor->connection : $event->visitor->ip,
		};
		return (string) $this->flood?->mark( $connection );
	}

	private static function is_visitor( string $number ): bool {
		return 1 === preg_match( '/\A[0-9a-f]{32}\z/', $number );
	}

	private function is_full( string $pixel_code ): bool {
		$this->waiting[ $this->queue( $pixel_code ) ] ??= (int) $this->database->value(
			"SELECT COUNT(*) FROM ( SELECT 1 AS one FROM %i WHERE state = 'pending' AND pixel_code = %s AND class = %d LIMIT %d ) AS waiting",
			[ $this->database->outbox(), $pixel_code, Priority::Page->value, $this->page_limit ]
		);
		return $this->waiting[ $this->queue( $pixel_code ) ] >= $this->page_limit;
	}

	/** A network switches its sites within one request. */
	private function queue( string $pixel_code ): string {
		return "{$this->database->outbox()} $pixel_code";
	}

	/** @param non-empty-list<int> $orders */
	private function forget_withheld( array $orders ): void {
		$of = 'object_id IN (' . Database::marks( $orders ) . ')';
		$this->database->change( "DELETE FROM %i WHERE $of AND state = 'withheld' AND reply = 'consent withdrawn'", [ $this->database->outbox(), ...$orders ] );
	}

	/**
	 * What is being sent as well. Two queries; three when there is such a row.
	 *
	 * @param literal-string   $whose  As in withhold().
	 * @param list<int|string> $values
	 */
	private function withdraw_where( string $whose, array $values ): ?int {
		$withheld = $this->withhold( $whose, $values );
		$sending  = $this->database->change( "UPDATE %i SET visitor = %s WHERE $whose AND state = 'sending'", [ $this->database->outbox(), Tombstone::WITHDRAWN, ...$values ] );
		if ( 0 !== $sending ) {
			( new Tombstone( $this->database ) )->keep( Tombstone::WITHDRAWN );
		}
		return null === $sending ? null : $withheld;
	}

	/**
	 * @param literal-string   $whose  Condition.
	 * @param list<int|string> $values In its places.
	 * @return int|null Rows withheld; null when the database refused.
	 */
	private function withhold( string $whose, array $values ): ?int {
		return $this->database->change( "UPDATE %i SET state = 'withheld', matching = '', reply = 'consent withdrawn' WHERE $whose AND state = 'pending'", [ $this->database->outbox(), ...$values ] );
	}
}
