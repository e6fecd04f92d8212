<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Deliveries\Ledger;
use Duet\Outbox\Database;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * The overview of this site as it is now.
 *
 * @phpstan-import-type OverviewReport from Overview
 */
final class CurrentOverview {

	public function __construct(
		private readonly Settings $settings,
		private readonly Database $database,
		private readonly Ledger $ledger,
		private readonly PixelHealth $health,
		private readonly Clock $clock,
	) {
	}

	/** @return OverviewReport */
	public function report(): array {
		$overview = new Overview(
			[
				'has_table'        => $this->database->has_outbox(),
				'pixels'           => $this->health->pixels(),
				'has_consent_mode' => ConsentMode::Unset !== $this->settings->consent_mode(),
				'counts'           => $this->ledger->counts(),
				'oldest_pending'   => $this->ledger->oldest_pending( $this->clock->now() ),
			]
		);
		return $overview->report();
	}
}
