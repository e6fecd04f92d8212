<?php
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/** What this site's consent tools say about the visitor of the request. */
interface ConsentSource {

	/**
	 * @return array{string, string}|null What the visitor said ('allow', 'deny', 'none'; 'broken' if the tool failed) and to
	 *         which tool; null without one.
	 */
	public function signal(): ?array;
}
