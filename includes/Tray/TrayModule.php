<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Outbox\OutboxModule;
use Duet\PipelineModule;
use Duet\Relay\OutboxLimit;
use Duet\Snapshot\SnapshotModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * Server events on their way to the browser.
 *
 * @property-read Audience      $audience
 * @property-read OrderReceived $order_received
 * @property-read UserTray      $users
 * @property-read TrayCookie    $cookie
 * @property-read OutboxLimit   $limit
 * @property-read Handover      $handover
 */
final class TrayModule {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly OutboxModule $outbox,
		private readonly VisitorModule $visitor,
		private readonly SnapshotModule $snapshot,
		private readonly PipelineModule $pipeline,
	) {
	}

	protected function make( string $name ): object {
		$services = $this->services;
		$filters  = $services->filters;
		return match ( $name ) {
			'audience'       => new Audience( $services->settings, $this->visitor->customer ),
			'order_received' => new OrderReceived( $this->snapshot->same_browser ),
			'users'          => new UserTray( $this->audience, $filters ),
			'cookie'         => new TrayCookie( $this->audience, $filters, TrayCookie::set( ... ) ),
			'limit'          => new OutboxLimit( $this->outbox->flood(), $services->settings ),
			'handover'       => new Handover(
				request: $this->visitor->request,
				pipeline: $this->pipeline->pipeline,
				tray: $this->cookie,
				users: $this->users,
				limit: $this->limit
			),
			default          => throw new \LogicException( "no $name" ),
		};
	}

	/** Whether this page may show an event of the server: of the order that its address names, or of its user. */
	public static function may_show_an_event(): bool {
		// phpcs:disable WordPress.Security.ValidatedSanitizedInput -- Only looked at.
		$address = rawurldecode( (string) ( $_SERVER['REQUEST_URI'] ?? '' ) );
		return 'GET' !== ( $_SERVER['REQUEST_METHOD'] ?? 'GET' )
			|| is_user_logged_in()
			|| 1 === preg_match( '/wc_order_|key=/i', $address )
			|| ( function_exists( 'is_order_received_page' ) && is_order_received_page() );
		// phpcs:enable
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
