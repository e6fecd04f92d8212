<?php
declare(strict_types=1);

namespace Duet\Admin;

use Closure;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/forms: the form plugins of this site and their forms, for the merchant to say what each means. */
final class FormsRoute {

	/**
	 * @param Closure(): list<array{slug: string, name: string, forms: list<array{id: string, title: string}>}> $plugins Active ones.
	 * @param list<string> $hears Names of all that Duet can hear.
	 */
	public function __construct(
		private readonly Access $access,
		private readonly Closure $plugins,
		private readonly array $hears,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/forms',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $this->access->may( ... ),
			]
		);
	}

	public function read(): WP_REST_Response {
		$answer = [
			'plugins' => ( $this->plugins )(),
			'hears'   => $this->hears,
		];
		return new WP_REST_Response( $answer, 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
