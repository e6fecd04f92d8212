<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Duet\Drain\DrainModule;
use Duet\PublicRoutes\FrontDoor;
use Duet\Report\ReportModule;
use Duet\Admin\ReportRoute;
use Duet\Settings\ConsentMode;
use Duet\Settings\OtherPixels;
use Duet\Settings\Settings;
use Duet\Support\ClientIp;
use Duet\Verification\OwnPage;
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
		$findings = $this->findings();
		$health   = new SiteHealth( $findings, $this->services->guard );
		$health->register();
		foreach ( Findings::SLOW as $test ) {
			$result = static fn(): array => $health->result( $test );
			$route  = new ReportRoute( $this->services->access, SiteHealth::ROUTE . $test, $result );
			$route->register();
		}
		$notice = new UrgentNotice( $this->services->access, $findings->urgent( ... ), $this->services->guard );
		$notice->register();
	}

	private function findings(): Findings {
		$printed = new PrintedPixels( self::front_page( ... ) );
		return new Findings(
			pixels: $this->report->health->pixels( ... ),
			oldest: fn(): ?int => $this->services->ledger->oldest_pending( time() ),
			table: $this->services->database->has_outbox( ... ),
			skew: fn(): int => (int) $this->services->database->value( 'SELECT UNIX_TIMESTAMP()' ) - time(),
			late: self::seconds_late( ... ),
			chosen: $this->has_chosen( ... ),
			hidden: static fn(): bool => ClientIp::configured()->is_hidden( $_SERVER ),
			others: static fn(): array => OtherPixels::found( Settings::active_plugins() ),
			printed: $printed->found( ... ),
			banners: $this->banners( ... ),
			doors: self::doors( ... ),
			table_size: $this->drain->budget->report( ... )
		);
	}

	/** How late the clock of deliveries is. */
	private static function seconds_late(): int {
		$next = wp_next_scheduled( 'duet_drain' );
		return false === $next ? 0 : time() - $next;
	}

	private static function front_page(): string {
		$page = new OwnPage( wp_remote_get( ... ) );
		return $page->get( home_url( '/' ), 3 )['body'];
	}

	private static function doors(): ?Finding {
		$blockers = new RestBlockers( RestBlockers::callbacks( ... ) );
		$rest     = rest_url( 'duet/v1/consent' );
		$door     = home_url( '/?' . FrontDoor::PARAM . '=consent' );
		$doors    = new Doors( wp_remote_post( ... ), $rest, $door, $blockers->of( ... ) );
		return $doors->finding();
	}

	/** Whether the merchant has said how consent works, or has no pixel yet. */
	private function has_chosen(): bool {
		$settings = $this->services->settings;
		return ConsentMode::Unset !== $settings->consent_mode() || [] === $settings->pixels();
	}

	/**
	 * @return array{list<string>, bool} Banners Duet cannot read where consent is assumed, and whether the
	 * merchant has confirmed that.
	 */
	private function banners(): array {
		$settings = $this->services->settings;
		$assumed  = ConsentMode::Assumed === $settings->consent_mode() && [] !== $settings->pixels();
		return [ $assumed ? $settings->unreadable_banners() : [], $settings->values()->consent->banner_confirmed ];
	}
}
