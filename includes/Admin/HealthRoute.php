<?php
declare(strict_types=1);

namespace Duet\Admin;

use Closure;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/health: how deliveries are doing. */
final class HealthRoute {

	/** @param Closure(): array<string, mixed> $report Health::report(). */
	public function __construct(
		private readonly Access $access,
		private readonly Closure $report,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/health',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $this->access->may( ... ),
			]
		);
	}

	public function read(): WP_REST_Response {
		$report = ( $this->report )();
		// Days without a refusal: {} in JSON, not [].
		$days = array_map(
			static fn( mixed $day ): mixed => is_array( $day ) ? [ 'refused' => (object) ( $day['refused'] ?? [] ) ] + $day : $day,
			is_array( $report['days'] ?? null ) ? $report['days'] : []
		);
		return new WP_REST_Response( [ 'days' => $days ] + $report, 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
