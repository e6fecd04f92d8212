<?php
declare(strict_types=1);

namespace Duet\Verification;

use Duet\Admin\ReportRoute;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The proof that the site is the merchant's. */
final class VerificationModule implements Module {

	public function __construct( private readonly Services $services ) {
	}

	public function register(): void {
		$chosen = $this->services->settings->values()->verification;
		if ( '' !== $chosen->token . $chosen->file ) {
			$proof = new Proof( $this->services->settings, $_SERVER, $this->services->guard );
			$proof->register();
		}
		$this->services->guard->action( 'rest_api_init', $this->add_route( ... ), 1 );
	}

	private function add_route(): void {
		$pages = new OwnPage( wp_remote_get( ... ) );
		$crawl = new Crawl( $this->services->settings, $pages );
		$route = new ReportRoute( $this->services->access, 'verification', $crawl->report( ... ) );
		$route->register();
	}
}
