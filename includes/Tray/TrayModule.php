<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Outbox\OutboxModule;
use Duet\PipelineModule;
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
		private readonly VisitorModule $visitor,
		SnapshotModule $snapshot,
		PipelineModule $pipeline,
	) {
		$filter               = $services->filters->event( ... );
		$this->audience       = new Audience( $services->settings, $this->is_excluded( ... ) );
		$this->order_received = new OrderReceived( $snapshot->same_browser->made( ... ) );
		$this->users          = new UserTray( $this->audience, $filter );
		$cookie               = new TrayCookie( $this->audience, $filter, TrayCookie::set( ... ) );
		$this->handover       = new Handover(
			request: $visitor->request,
			push: $pipeline->pipeline->push( ... ),
			tray: $cookie,
			users: $this->users,
			flooded: $outbox->is_flooded( ... )
		);
	}

	/** For whatever tells the browser of an order's event. */
	public function printer( \Closure $event_of, \Closure $acknowledged ): Tray {
		return new Tray(
			audience: $this->audience,
			page: $this->order_received,
			event_of: $event_of,
			acknowledged: $acknowledged,
			users: $this->users,
			signature: $this->services->signature,
			guard: $this->services->guard
		);
	}

	private function is_excluded(): bool {
		return $this->visitor->customer->visit_excluded( get_current_user_id() );
	}
}
