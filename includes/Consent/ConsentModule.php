<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\Support\ClientIp;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Modules;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * Who may answer for a visitor on this site. What an answer changes is in Withdrawal.
 *
 * @property-read ConsentTools $tools
 * @property-read Sources      $sources
 * @property-read Country      $country
 */
final class ConsentModule implements Module {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly Modules $modules,
	) {
	}

	protected function make( string $name ): object {
		$settings = $this->services->settings;
		return match ( $name ) {
			'tools'   => new ConsentTools(),
			'sources' => new Sources(
				$settings,
				WpConsentApi::signal( ... ),
				$this->services->guard,
				$this->tools
			),
			'country' => new Country( $settings, ClientIp::configured(), Country::by_database( ... ) ),
			default   => throw new \LogicException( "no $name" ),
		};
	}

	public function register(): void {
		$guard = $this->services->guard;
		// The API starts on init, priority 9.
		$guard->action( 'init', $this->declare_cookies( ... ), 15 );
		if ( $this->sources->by_country() ) {
			$region = new RegionRoute( $this->country, $guard, $this->modules->routes->route );
			$region->register();
		}
	}

	/** Where no other code reads what Duet declares, nothing of it is loaded. */
	private function declare_cookies(): void {
		if ( function_exists( 'wp_add_cookie_info' ) ) {
			$cookies = new CookieInfo( plugin_basename( DUET_FILE ), WpConsentApi::SERVICE, $this->services->guard );
			$cookies->register();
		}
	}
}
