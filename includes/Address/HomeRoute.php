<?php
declare(strict_types=1);

namespace Duet\Address;

use Duet\Admin\Access;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET and POST duet/v1/home: whether the site's address changed, and the merchant's word on it. */
final class HomeRoute {

	public function __construct(
		private readonly Access $access,
		private readonly Home $home,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/home',
			[
				[
					'methods'             => WP_REST_Server::READABLE,
					'callback'            => $this->read( ... ),
					'permission_callback' => $this->access->may( ... ),
				],
				[
					'methods'             => WP_REST_Server::CREATABLE,
					'callback'            => $this->answer( ... ),
					'permission_callback' => $this->access->may( ... ),
					'args'                => [
						'answer' => [
							'type'     => 'string',
							'enum'     => [ 'moved', 'copy' ],
							'required' => true,
						],
					],
				],
			]
		);
	}

	/** {here, elsewhere, asks}: addresses without scheme; `elsewhere` is '' while the site is where it was set up. */
	public function read(): WP_REST_Response {
		return new WP_REST_Response(
			[ 'here' => $this->home->here(), 'elsewhere' => $this->home->elsewhere(), 'asks' => $this->home->asks() ],
			200,
			[ 'Cache-Control' => 'no-store' ]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function answer( WP_REST_Request $request ): WP_REST_Response {
		if ( '' !== $this->home->elsewhere() ) {
			'moved' === $request->get_param( 'answer' ) ? $this->home->moved() : $this->home->copied();
		}
		return $this->read();
	}
}
