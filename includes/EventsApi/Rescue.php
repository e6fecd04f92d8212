<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Duet\Channel\UnsentEvents;
use Duet\Event\Event;
use Duet\Outbox\Entry;
use Duet\Outbox\OutboxItem;
use Duet\Outbox\Outbox;
use Duet\Outbox\OutboxTable;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * What the database refused gets a second try when the request ends, after a look at the table: it may be missing (a
 * new site of a network, a restored backup) or older than the plugin (the first request after an update). Not at once,
 * for making a table would end a transaction of the shop's. What is refused again, the hourly sweep brings if it
 * belongs to an order; anything else is counted as lost.
 */
final class Rescue {

	/** @var list<array{int, string, Event, OutboxItem}> With the site of the network it belongs to. */
	private array $refused = [];

	public function __construct(
		private readonly OutboxTable $schema,
		private readonly Outbox $outbox,
		private readonly Guard $guard,
		private readonly UnsentEvents $unsent,
	) {
	}

	public function keep( string $pixel_code, Event $event, OutboxItem $item ): void {
		if ( [] === $this->refused ) {
			// After the hooks that give birth to events at the very end, before refusals are counted.
			$this->guard->action( 'shutdown', $this->again( ... ), 850 );
		}
		$this->refused[] = [ get_current_blog_id(), $pixel_code, $event, $item ];
	}

	private function again(): void {
		[ $refused, $this->refused ] = [ $this->refused, [] ];
		foreach ( array_unique( array_column( $refused, 0 ) ) as $site ) {
			$away = get_current_blog_id() !== $site && switch_to_blog( $site );
			$this->schema->repair();
			foreach ( $refused as [ $of, $pixel_code, $event, $item ] ) {
				if (
					$of === $site
					&& Entry::Failed === $this->outbox->insert( $pixel_code, $event->name, $event, $item )
					&& 0 === $event->object_id
				) {
					$this->unsent->note( $event, Entry::Failed->value );
				}
			}
			if ( $away ) {
				restore_current_blog();
			}
		}
	}
}
