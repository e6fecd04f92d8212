<?php
declare(strict_types=1);

namespace Duet\Page;

defined( 'ABSPATH' ) || exit;

/** What page the storefront script is on. */
interface DescribedPage {

	/**
	 * Called in the footer, when WordPress has found out.
	 *
	 * @return array<string, mixed> The `page` part of PageJson, without what rules and blocks add.
	 */
	public function page(): array;
}
