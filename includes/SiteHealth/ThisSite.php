<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Duet\Consent\ConsentChoice;
use Duet\Deliveries\Ledger;
use Duet\Installation;
use Duet\Outbox\Budget;
use Duet\Outbox\Database;
use Duet\PublicRoutes\FrontDoor;
use Duet\Report\PixelHealth;
use Duet\Settings\ConsentMode;
use Duet\Settings\OtherPixels;
use Duet\Settings\Settings;
use Duet\Support\ClientIp;
use Duet\Verification\OwnPage;

defined( 'ABSPATH' ) || exit;

/** This site, looked at when a test of Site Health runs. */
final class ThisSite implements SiteState {

	private ?string $home_page = null;

	public function __construct(
		private readonly Settings $settings,
		private readonly PixelHealth $health,
		private readonly Ledger $ledger,
		private readonly Database $database,
		private readonly Budget $budget,
	) {
	}

	public function pixels(): array {
		return $this->health->pixels();
	}

	public function oldest_pending(): ?int {
		return $this->ledger->oldest_pending( time() );
	}

	public function has_table(): bool {
		return $this->database->has_outbox();
	}

	public function clock_skew(): int {
		return (int) $this->database->value( 'SELECT UNIX_TIMESTAMP()' ) - time();
	}

	public function seconds_late(): int {
		$next = wp_next_scheduled( Installation::DRAIN );
		return false === $next ? 0 : time() - $next;
	}

	public function has_chosen_consent(): bool {
		return ConsentMode::Unset !== $this->settings->consent_mode() || [] === $this->settings->pixels();
	}

	public function hides_addresses(): bool {
		return ClientIp::configured()->is_hidden( $_SERVER );
	}

	public function other_pixels(): array {
		return OtherPixels::found( Settings::active_plugins() );
	}

	public function home_page(): string {
		if ( null === $this->home_page ) {
			$page            = new OwnPage( wp_remote_get( ... ) );
			$this->home_page = $page->get( home_url( '/' ), 3 )['body'];
		}
		return $this->home_page;
	}

	public function printed_pixels(): array {
		return PrintedPixels::in( $this->home_page() );
	}

	public function unreadable_banners(): array {
		$assumed = ConsentMode::Assumed === $this->settings->consent_mode() && [] !== $this->settings->pixels();
		return $assumed ? ConsentChoice::unreadable_banners( $this->settings ) : [];
	}

	public function has_confirmed_banner(): bool {
		return $this->settings->values()->consent->banner_confirmed;
	}

	public function uncached_clicks(): ?Finding {
		return ClickIdCaches::finding( Settings::active_plugins() );
	}

	public function closed_doors(): ?Finding {
		$rest  = rest_url( 'duet/v1/consent' );
		$door  = home_url( '/?' . FrontDoor::PARAM . '=consent' );
		$doors = new Doors( wp_remote_post( ... ), $rest, $door, new RestBlockers( RestBlockers::callbacks( ... ) ) );
		return $doors->finding();
	}

	public function table_size(): array {
		return $this->budget->report();
	}
}
