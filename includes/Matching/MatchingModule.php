<?php
declare(strict_types=1);

namespace Duet\Matching;

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
		$page     = $this->tray->order_received;
		$person   = new PagePerson( $this->visitor->request, $this->visitor->customer, $page, $this->order->shown );
		$identity = new Identity( $table, $person, $page, $this->page->side_scripts, $this->services->guard );
		$identity->register();
	}
}
