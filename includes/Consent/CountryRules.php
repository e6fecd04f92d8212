<?php
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/** The countries in which consent is required although the setting assumes it. */
interface CountryRules {

	/** Whether the visitor of this request is in one of them, or in an unknown country. */
	public function requires(): bool;
}
