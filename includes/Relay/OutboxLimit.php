<?php
declare(strict_types=1);

namespace Duet\Relay;

use Duet\Outbox\Flood;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** The limit as the outbox counts it: each pixel has a row of every event. */
final class OutboxLimit implements FloodLimit {

	public function __construct(
		private readonly Flood $flood,
		private readonly Settings $settings,
	) {
	}

	public function is_reached( string $connection ): bool {
		return $this->flood->is_on( $connection, count( $this->settings->pixels() ) );
	}
}
