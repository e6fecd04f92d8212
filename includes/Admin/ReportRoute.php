<?php
declare(strict_types=1);

namespace Duet\Admin;

use Closure;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/<name>: a report made anew each time, for who may see the screen, and for no cache. */
final class ReportRoute {

	/**
	 * @param string                         $name   Of the route, without a slash.
	 * @param Closure(): array<string, mixed> $report
	 * @param string                         $map    Key of the report's `days` that is a map: an empty one is {} in JSON, not [].
	 */
	public function __construct(
		private readonly Access $access,
		private readonly string $name,
		private readonly Closure $report,
		private readonly string $map = '',
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/' . $this->name,
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $this->access->may( ... ),
			]
		);
	}

	public function read(): WP_REST_Response {
		$report = ( $this->report )();
		if ( '' !== $this->map && is_array( $report['days'] ?? null ) ) {
			$report['days'] = array_map( fn( mixed $day ): mixed => is_array( $day ) ? [ $this->map => (object) ( $day[ $this->map ] ?? [] ) ] + $day : $day, $report['days'] );
		}
		return new WP_REST_Response( $report, 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
