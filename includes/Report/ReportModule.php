<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Accuracy\AccuracyModule;
use Duet\Accuracy\Reasons;
use Duet\Address\AddressModule;
use Duet\Admin\AdminModule;
use Duet\Admin\ReportRoute;
use Duet\Cli\Command;
use Duet\Drain\DrainModule;
use Duet\EventsApi\EventsApiModule;
use Duet\Installation;
use Duet\PipelineModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** How deliveries are doing, match quality, audiences, the weekly mail. */
final class ReportModule implements Module {

	public readonly Health $health;

	public function __construct(
		private readonly Services $services,
		AddressModule $address,
		private readonly AdminModule $admin,
		EventsApiModule $api,
		PipelineModule $pipeline,
		DrainModule $drain,
		private readonly AccuracyModule $accuracy,
	) {
		$this->health = new Health(
			settings: $services->settings,
			tokens: $services->tokens,
			ledger: $services->ledger,
			pauses: $api->pauses,
			refusals: $pipeline->refusals,
			orders: $admin->shop,
			clock: $services->clock,
			home: $address->home,
			budget: $drain->budget
		);
	}

	public function register(): void {
		$access = $this->services->access;
		$health = new ReportRoute( $access, 'health', fn(): array => $this->health->report(), 'refused' );
		$health->register();
		$pauses = new PausesRoute( $access, $this->health );
		$pauses->register();
		$quality = new ReportRoute( $access, 'match-quality', $this->match_quality( ... ), 'with' );
		$quality->register();
		$overview = new ReportRoute( $access, 'overview', fn(): array => $this->overview()->report() );
		$overview->register();
		if ( is_admin() ) {
			$this->services->guard->action( 'wp_dashboard_setup', $this->add_widget( ... ) );
		}
		if ( $this->services->has_shop() ) {
			$audiences = new ReportRoute( $access, 'audiences', $this->audiences( ... ) );
			$audiences->register();
			$this->services->guard->action( Installation::HOURLY, $this->send_mail( ... ) );
		}
	}

	private function add_widget(): void {
		$widget = new DashboardWidget(
			$this->services->access,
			$this->admin->screen,
			$this->overview(),
			$this->accuracy->reports(),
			$this->services->guard
		);
		$widget->add();
	}

	private function overview(): CurrentOverview {
		return new CurrentOverview(
			$this->services->settings,
			$this->services->database,
			$this->services->ledger,
			$this->health,
			$this->services->clock
		);
	}

	private function send_mail(): void {
		$mail = new WeeklyMail(
			$this->services->settings,
			$this->accuracy->reports(),
			Reasons::words( ... ),
			$this->admin->screen->url( 'accuracy' )
		);
		$mail->run( current_datetime() );
	}

	/** @return list<Command> */
	public function commands(): array {
		$status = new Status( $this->health );
		$resume = new Resume( $this->health );
		return [ $status, $resume ];
	}

	/** @return array<mixed> */
	private function match_quality(): array {
		$quality = new MatchQuality( $this->services->database, $this->services->identifiers, wp_timezone() );
		return $quality->report( time() );
	}

	/** @return array<mixed> */
	private function audiences(): array {
		$settings  = $this->services->settings;
		$audiences = new Audiences( $settings, $this->services->catalogue, $this->services->ledger );
		return $audiences->of( time(), $settings->values()->retention_days );
	}
}
