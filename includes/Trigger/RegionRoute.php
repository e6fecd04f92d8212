<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Closure;
use Duet\Support\Guard;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * GET duet/v1/region: whether consent is required where this visitor is. Pages are cached and the same for all, so the
 * script asks, once per session. It says yes or no, not where: nobody needs to know more.
 */
final class RegionRoute {

	/** @param Closure(): bool $required For the visitor of this request; true when his country is unknown. */
	public function __construct(
		private readonly Closure $required,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action(
			'rest_api_init',
			fn() => register_rest_route(
				PublicRoute::NAMESPACE,
				'/region',
				[
					'methods'             => 'GET',
					'permission_callback' => '__return_true',
					'callback'            => $this->answer( ... ),
				]
			)
		);
	}

	public function answer(): WP_REST_Response {
		if ( ! PublicRoute::same_origin( $_SERVER, new OwnSite( home_url() ) ) ) {
			return new WP_REST_Response( new \stdClass(), 403, [ 'Cache-Control' => 'no-store' ] );
		}
		// A look-up that fails allows nothing.
		return new WP_REST_Response( [ 'required' => false !== $this->guard->run( $this->required, '/region', true ) ], 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
