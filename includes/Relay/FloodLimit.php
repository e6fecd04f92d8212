<?php
declare(strict_types=1);

namespace Duet\Relay;

defined( 'ABSPATH' ) || exit;

/** How many events one connection, and all together, may bring in a minute. */
interface FloodLimit {

	/** @param string $connection See ClientIp::connection(). */
	public function is_reached( string $connection ): bool;
}
