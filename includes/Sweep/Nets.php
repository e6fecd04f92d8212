<?php
declare(strict_types=1);

namespace Duet\Sweep;

defined( 'ABSPATH' ) || exit;

/** Brings in the orders that no hook reported: those of the website, and those of the offline event set. */
interface Nets {

	/** @param bool $rest Only what the last run left. @return int Events brought in. */
	public function run( bool $rest ): int;

	/** Everything that may still be sent, for a merchant who asked. */
	public function all(): Swept;
}
