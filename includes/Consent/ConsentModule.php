<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Support\ClientIp;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Who may answer for a visitor on this site. What an answer changes is in Withdrawal. */
final class ConsentModule implements Module {

	public readonly ConsentTools $tools;
	public readonly Sources $sources;
	public readonly Country $country;

	public function __construct(
		private readonly Services $services,
		private readonly PublicRoutesModule $routes,
	) {
		$this->tools   = new ConsentTools();
		$this->sources = new Sources(
			$services->settings,
			WpConsentApi::signal( ... ),
			$services->guard,
			$this->tools
		);
		$this->country = new Country( $services->settings, ClientIp::configured(), Country::by_database( ... ) );
	}

	public function register(): void {
		$guard   = $this->services->guard;
		$cookies = new CookieInfo( plugin_basename( DUET_FILE ), WpConsentApi::SERVICE, $guard );
		$cookies->register();
		if ( $this->sources->by_country() ) {
			$region = new RegionRoute( $this->country, $guard, $this->routes->route );
			$region->register();
		}
	}
}
