<?php
declare(strict_types=1);

namespace Duet\TagManager;

use Duet\Admin\Access;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/tag-manager-container: the file that Google Tag Manager imports, made of the saved settings. */
final class TagManagerRoute {

	public const FILE = 'duet-tag-manager-container.json';

	public function __construct(
		private readonly Access $access,
		private readonly Container $container,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/tag-manager-container',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $this->access->may( ... ),
			]
		);
	}

	public function read(): WP_REST_Response {
		$headers = [
			'Cache-Control'       => 'no-store',
			'Content-Disposition' => 'attachment; filename="' . self::FILE . '"',
		];
		return new WP_REST_Response( $this->container->export(), 200, $headers );
	}
}
