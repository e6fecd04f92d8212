<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Duet\Admin\ReportRoute;
use Duet\Drain\DrainModule;
use Duet\Report\ReportModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** What is in the way of the numbers, in WordPress's Site Health and as the one urgent notice. */
final class SiteHealthModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly DrainModule $drain,
		private readonly ReportModule $report,
	) {
	}

	public function register(): void {
		$findings = new Findings( $this->site() );
		$health   = new SiteHealth( $findings, $this->services->guard );
		$health->register();
		foreach ( Findings::SLOW as $test ) {
			$result = static fn(): array => $health->result( $test );
			$route  = new ReportRoute( $this->services->access, SiteHealth::ROUTE . $test, $result );
			$route->register();
		}
		$report = new DebugReport(
			$this->services->settings,
			$this->services->tokens,
			$this->report->health,
			$this->services->guard
		);
		$report->register();
		$notice = new UrgentNotice( $this->services->access, $findings, $this->services->guard );
		$notice->register();
	}

	public function site(): SiteState {
		return new ThisSite(
			$this->services->settings,
			$this->report->health,
			$this->services->ledger,
			$this->services->database,
			$this->drain->budget
		);
	}
}
