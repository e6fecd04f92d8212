<?php
declare(strict_types=1);

namespace Duet\Matching;

use Duet\Event\Event;
use Duet\Order\OrderModule;
use Duet\Page\PageModule;
use Duet\Tray\TrayModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Manual advanced matching in the browser. After the forms: whether one is on the page decides. */
final class MatchingModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly PageModule $page,
		private readonly VisitorModule $visitor,
		private readonly TrayModule $tray,
		private readonly OrderModule $order,
	) {
	}

	public function register(): void {
		$table    = new PageTable(
			$this->services->settings,
			$this->services->catalogue,
			$this->services->identifiers
		);
		$person   = new PagePerson( $this->visitor->request, $this->visitor->customer, $this->event_shown( ... ) );
		$identity = new Identity(
			$table->is_wanted( ... ),
			$table->data( ... ),
			$table->used( ... ),
			$person->person( ... ),
			$this->shows_order( ... ),
			$this->page->side_scripts,
			$this->services->guard
		);
		$identity->register();
	}

	/** The event of the order this page shows, behind WooCommerce's own gates. */
	private function event_shown(): ?Event {
		$order = $this->tray->order_received->order();
		return null === $order ? null : $this->order->shown( $order );
	}

	private function shows_order(): bool {
		return null !== $this->tray->order_received->order();
	}
}
