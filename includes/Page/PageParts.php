<?php
declare(strict_types=1);

namespace Duet\Page;

use WC_Order;

defined( 'ABSPATH' ) || exit;

/** What only some pages need: each part is made when it is asked for. */
interface PageParts {

	/** Which events an archive or a results page means. */
	public function lists(): ListDraft;

	/** Whether the merchant leaves out the person who looks at the page. */
	public function leaves_out_visitor(): bool;

	/** The order of this page, for an answer about consent. */
	public function shown_order(): ?WC_Order;
}
