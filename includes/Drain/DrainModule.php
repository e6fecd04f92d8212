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
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * What empties the table of events, and keeps it in bounds.
 *
 * @property-read Budget        $budget
 * @property-read AfterResponse $after_response
 */
final class DrainModule {

	use MadeWhenNeeded;

	private ?Sender $sender = null;

	public function __construct(
		private readonly Services $services,
		private readonly OutboxModule $outbox,
		private readonly EventsApiModule $api,
		private readonly AddressModule $address,
		private readonly SnapshotModule $snapshot,
	) {
	}

	protected function make( string $name ): object {
		$services  = $this->services;
		$megabytes = static fn(): int => $services->settings->values()->table_megabytes;
		return match ( $name ) {
			'budget'         => new Budget(
				$services->database,
				$megabytes,
				$services->log,
				$this->snapshot->counted->note( ... )
			),
			'after_response' => new AfterResponse(
				new BatchAfterResponse( $this, $services->clock ),
				AfterResponse::finisher(),
				$services->guard
			),
			default          => throw new \LogicException( "no $name" ),
		};
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
		return new Claims( $this->services->database, look: $this->snapshot->second_look() );
	}

	public function clock(): DatabaseClock {
		return DatabaseClock::of_database( $this->services->database );
	}

	public function retention(): Retention {
		return new Retention( $this->services->database, $this->snapshot->counted->note( ... ) );
	}

	public function command(): Drain {
		return new Drain( $this->sender() );
	}
}
