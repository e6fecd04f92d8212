<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Outbox\Outbox;
use Duet\Snapshot\Snapshot;
use Duet\Support\Guard;
use Duet\Support\Json;
use Duet\Support\Signature;
use Duet\Support\UncachedPage;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Hands the order's event to the page that shows the order, and a new user's to their first page, as data. Nothing is
 * remembered by printing an order's: a gateway or a fraud check may render the page in the background. Only the
 * browser's acknowledgement ends it.
 */
final class Tray {

	public function __construct(
		private readonly Audience $audience,
		private readonly OrderReceived $page,
		private readonly ShownEvents $events,
		private readonly UserTray $users,
		private readonly Signature $signature,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// While headers can still be sent, and after WooCommerce (20), which has loaded the order of its own page by
		// then.
		$this->guard->action( 'template_redirect', $this->prepare( ... ), 21 );
		// Not woocommerce_thankyou: block templates fire it only with one certain block in them.
		$this->guard->action( 'wp_footer', $this->print( ... ), 15 );
	}

	/** For every visitor of the address: the next one may be allowed to see more. */
	private function prepare(): void {
		if ( null !== $this->page->named() ) {
			UncachedPage::begin();
			$this->page->reportable();
		}
	}

	private function print(): void {
		$order = UncachedPage::is_this() ? $this->page->reportable() : null;
		// The order's first: the script takes its key for the consent it may report.
		$items = fn(): array => null === $order ? [] : $this->items( $order, time() );
		$order = $this->guard->run( $items, 'duet-tray', [] );
		$items = fn(): array => array_map( $this->proven( ... ), $this->users->take( time() ) );
		$user  = $this->guard->run( $items, 'duet-tray', [] );
		// One that cannot be printed costs itself alone.
		$prints = static fn( array $item ): bool => '' !== Json::for_script( $item );
		$items  = array_values( array_filter( [ ...$order, ...$user ], $prints ) );
		if ( [] !== $items ) {
			Json::print_block( 'duet-tray', $items );
		}
	}

	/**
	 * The relay brings such an event back once the visitor has consented, under an ID that it takes from no other
	 * source; not one that a refusal covers.
	 *
	 * @param array{name: string, id: string, time: int, params: array<string, mixed>, refused?: true} $item
	 * @return array<string, mixed>
	 */
	private function proven( array $item ): array {
		return isset( $item['refused'] )
			? $item
			: $item + [ 'proof' => $this->signature->sign_id( $item['name'], $item['id'] ) ];
	}

	/**
	 * @return list<array{name: string, id: string, params: array<string, mixed>, ack: array{order: int, key: string}}>
	 */
	public function items( WC_Order $order, int $now ): array {
		$event = $this->events->of_order( $order );
		if ( null === $event || $now - $event->time > Outbox::HORIZON || ! $this->audience->of( $event ) ) {
			return [];
		}
		if ( in_array( $event->id, Snapshot::acknowledged( $order ), true ) ) {
			return [];
		}
		return [
			[
				'name'   => $event->name,
				'id'     => $event->id,
				'params' => $event->params,
				'ack'    => [
					'order' => $order->get_id(),
					'key'   => $order->get_order_key(),
				],
			],
		];
	}
}
