<?php
declare(strict_types=1);

namespace Duet\Rules;

defined( 'ABSPATH' ) || exit;

/** A merchant's trial of rules on a page, during which nothing is sent. */
interface Trial {

	/** Whether this request is the trial's page, or was sent from it. */
	public function is_behind(): bool;
}
