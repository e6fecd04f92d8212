<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Admin\Access;
use Duet\Settings\Settings;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * GET duet/v1/start: other TikTok plugins on this site. GET duet/v1/start/checks: the checks, which take seconds.
 * POST duet/v1/start/take-over {folder}: copies pixel code and token of such a plugin.
 */
final class StartRoute {

	public function __construct(
		private readonly Access $access,
		private readonly SiteChecks $checks,
		private readonly TakeOver $take_over,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		$may  = $this->access->may( ... );
		$read = [ 'methods' => WP_REST_Server::READABLE, 'permission_callback' => $may ];
		register_rest_route( 'duet/v1', '/start', [ 'callback' => $this->read( ... ) ] + $read );
		register_rest_route( 'duet/v1', '/start/checks', [ 'callback' => $this->check( ... ) ] + $read );
		register_rest_route(
			'duet/v1',
			'/start/take-over',
			[
				'methods'             => 'POST',
				'callback'            => $this->take_over( ... ),
				'permission_callback' => $may,
				'args'                => [ 'folder' => [ 'type' => 'string', 'required' => true ] ],
			]
		);
	}

	/** @return WP_REST_Response {others: list of OtherPlugin::shown()} */
	public function read(): WP_REST_Response {
		$others = OtherPlugins::found( Settings::active_plugins() );
		return self::answer( [ 'others' => array_map( static fn( OtherPlugin $one ): array => $one->shown(), $others ) ] );
	}

	/** @return WP_REST_Response SiteChecks::all() */
	public function check(): WP_REST_Response {
		return self::answer( $this->checks->all() );
	}

	/** @return WP_REST_Response {message}, or 409 with a message if it failed. */
	public function take_over( WP_REST_Request $request ): WP_REST_Response {
		$folder = $request->get_param( 'folder' );
		$plugin = null;
		foreach ( OtherPlugins::found( Settings::active_plugins() ) as $other ) {
			$plugin = $other->folder === $folder ? $other : $plugin;
		}
		$error = null === $plugin
			? __( 'That plugin is not active any more. Reload the page.', 'duet-for-tiktok' )
			: $this->take_over->from( $plugin );
		return '' === $error
			? self::answer( [ 'message' => __( 'Pixel code and settings were taken over.', 'duet-for-tiktok' ) ] )
			: self::answer( [ 'code' => 'duet_cannot_take_over', 'message' => $error ], 409 );
	}

	/** @param array<mixed> $data */
	private static function answer( array $data, int $status = 200 ): WP_REST_Response {
		return new WP_REST_Response( $data, $status, [ 'Cache-Control' => 'no-store' ] );
	}
}
