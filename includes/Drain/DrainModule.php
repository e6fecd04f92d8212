<?php
declare(strict_types=1);

namespace Duet\Drain;

use Duet\Address\AddressModule;
use Duet\EventsApi\EventsApiModule;
use Duet\Outbox\Budget;
use Duet\Outbox\OutboxModule;
use Duet\Outbox\Retention;
use Duet\PublicRoutes\AfterResponse;
use Duet\Snapshot\SnapshotModule;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** What empties the table of events, and keeps it in bounds. */
final class DrainModule {

	public readonly Budget $budget;
	public readonly AfterResponse $after_response;

	private ?Sender $sender = null;

	public function __construct(
		private readonly Services $services,
		private readonly OutboxModule $outbox,
		private readonly EventsApiModule $api,
		private readonly AddressModule $address,
		private readonly SnapshotModule $snapshot,
	) {
		$megabytes            = fn(): int => $this->services->settings->values()->table_megabytes;
		$this->budget         = new Budget(
			$services->database,
			$megabytes,
			$services->log,
			$snapshot->counted->note( ... )
		);
		$this->after_response = new AfterResponse(
			$this->one_batch( ... ),
			AfterResponse::finisher(),
			$services->guard
		);
	}

	public function sender(): Sender {
		return $this->sender ??= new Sender(
			schema: $this->outbox->table(),
			upkeep: new Upkeep( $this->services->database ),
			claims: $this->claims(),
			pauses: $this->api->pauses,
			client: $this->api->client,
			clock: $this->clock(),
			tokens: $this->services->tokens,
			held: $this->address->home->objection( ... )
		);
	}

	private function claims(): Claims {
		$look = $this->snapshot->second_look();
		return new Claims( $this->services->database, refused: $look->before_sending( ... ) );
	}

	public function clock(): DatabaseClock {
		return DatabaseClock::of_database( $this->services->database );
	}

	public function retention(): Retention {
		return new Retention( $this->services->database, $this->snapshot->counted->note( ... ) );
	}

	public function command(): Drain {
		return new Drain( $this->sender()->drain( ... ) );
	}

	/** What there is time for after an answer, on a site where no clock ticks. */
	private function one_batch(): void {
		$this->sender()->drain( 5, 1 );
		$this->budget->enforce( time() );
	}
}
