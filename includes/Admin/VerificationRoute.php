<?php
declare(strict_types=1);

namespace Duet\Admin;

use Closure;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/verification: what a crawler gets of the domain verification, asked now. */
final class VerificationRoute {

	/** @param Closure(): array<string, mixed> $report Verification\Crawl::report(). */
	public function __construct(
		private readonly Access $access,
		private readonly Closure $report,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route( 'duet/v1', '/verification', [ 'methods' => WP_REST_Server::READABLE, 'callback' => $this->read( ... ), 'permission_callback' => $this->access->may( ... ) ] );
	}

	public function read(): WP_REST_Response {
		return new WP_REST_Response( ( $this->report )(), 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
