<?php
declare(strict_types=1);

namespace Duet\Admin;

use Closure;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/match-quality: which identifiers the deliveries of the last days carried. Names and counts, no values. */
final class MatchQualityRoute {

	/** @param Closure(): array<string, mixed> $report MatchQuality::report(). */
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
			'/match-quality',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $this->access->may( ... ),
			]
		);
	}

	public function read(): WP_REST_Response {
		$report = ( $this->report )();
		$days   = is_array( $report['days'] ?? null ) ? $report['days'] : [];
		// A day without any identifier: {} in JSON, not [].
		$days = array_map( static fn( mixed $day ): mixed => is_array( $day ) ? [ 'with' => (object) ( $day['with'] ?? [] ) ] + $day : $day, $days );
		return new WP_REST_Response( [ 'days' => $days ] + $report, 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
