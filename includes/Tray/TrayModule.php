<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Outbox\OutboxModule;
use Duet\PipelineModule;
use Duet\Relay\OutboxLimit;
use Duet\Snapshot\SnapshotModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Server events on their way to the browser. */
final class TrayModule {

	public readonly Audience $audience;
	public readonly OrderReceived $order_received;
	public readonly UserTray $users;
	public readonly Handover $handover;

	public function __construct(
		private readonly Services $services,
		OutboxModule $outbox,
		VisitorModule $visitor,
		SnapshotModule $snapshot,
		PipelineModule $pipeline,
	) {
		$this->audience       = new Audience( $services->settings, $visitor->customer );
		$this->order_received = new OrderReceived( $snapshot->same_browser );
		$this->users          = new UserTray( $this->audience, $services->filters );
		$cookie               = new TrayCookie( $this->audience, $services->filters, TrayCookie::set( ... ) );
		$limit                = new OutboxLimit( $outbox->flood(), $services->settings );
		$this->handover       = new Handover(
			request: $visitor->request,
			pipeline: $pipeline->pipeline,
			tray: $cookie,
			users: $this->users,
			limit: $limit
		);
	}

	/** Prints the events of orders for the browser. */
	public function printer( ShownEvents $events ): Tray {
		return new Tray(
			audience: $this->audience,
			page: $this->order_received,
			events: $events,
			users: $this->users,
			signature: $this->services->signature,
			guard: $this->services->guard
		);
	}
}
