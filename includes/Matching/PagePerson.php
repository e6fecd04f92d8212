<?php
declare(strict_types=1);

namespace Duet\Matching;

use Duet\Event\Decision;
use Duet\Tray\OrderReceived;
use Duet\Tray\ShownEvents;
use Duet\Visitor\Customer;
use Duet\Visitor\RequestVisitor;

defined( 'ABSPATH' ) || exit;

/**
 * The visitor of a page that is made for them alone: the same person, by the same facts, as the server's events name.
 */
final class PagePerson {

	public function __construct(
		private readonly RequestVisitor $request,
		private readonly Customer $customer,
		private readonly OrderReceived $page,
		private readonly ShownEvents $events,
	) {
	}

	/**
	 * @return array<string, string>|null Raw identifiers; [] is a guest, null a visitor who did not consent or is
	 *         excluded.
	 */
	public function person(): ?array {
		$visitor = $this->request->visitor();
		$user    = get_current_user_id();
		if ( $this->customer->visit_excluded( $user ) || ( $user > 0 && Decision::Granted !== $visitor->decision() ) ) {
			return null;
		}
		if ( Decision::Granted !== $visitor->decision() ) {
			return [];
		}
		// The order that this page shows, behind the gates of WooCommerce.
		$order = $this->page->order();
		$event = null === $order ? null : $this->events->of_order( $order );
		if ( null !== $event ) {
			return Decision::Granted === $event->visitor->decision() ? $event->person : null;
		}
		return $user > 0 ? $this->customer->facts( $user, $visitor->visitor )->person : [];
	}
}
