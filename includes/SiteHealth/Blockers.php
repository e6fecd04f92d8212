<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

defined( 'ABSPATH' ) || exit;

/** The plugins that close the REST API to visitors. */
interface Blockers {

	/**
	 * @param string $body The answer that came in place of Duet's.
	 * @return list<string> Folders of the plugins that may have given it.
	 */
	public function of( string $body ): array;
}
