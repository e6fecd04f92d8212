<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\PublicRoutes\PublicRoute;
use Duet\Support\Guard;
use Duet\Support\OwnSite;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * GET duet/v1/region: whether consent is required where this visitor is. Pages are cached and the same for all, so the
 * script asks, once per session. It says yes or no, not where. No cache may keep it, because the
 * next visitor may be elsewhere; some caches of the server itself read no header of ours.
 */
final class RegionRoute {

	public function __construct(
		private readonly CountryRules $countries,
		private readonly Guard $guard,
		private readonly ?PublicRoute $route = null,
	) {
	}

	public function register(): void {
		$this->route?->read( '/region', fn(): array => $this->data() );
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
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedConstantFound -- What page caches agreed on.
		// LiteSpeed keeps answers of REST for a week without this action; on other sites nothing listens to it.
		do_action( 'litespeed_control_set_nocache', 'Duet: differs by visitor' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- LiteSpeed Cache's own.
		if ( ! PublicRoute::same_origin( $_SERVER, new OwnSite( home_url() ) ) ) {
			return new WP_REST_Response( new \stdClass(), 403, [ 'Cache-Control' => 'no-store' ] );
		}
		return new WP_REST_Response( $this->data(), 200, [ 'Cache-Control' => 'no-store' ] );
	}

	/** @return array{required: bool} A look-up that fails allows nothing. */
	private function data(): array {
		return [ 'required' => false !== $this->guard->run( $this->countries->requires( ... ), '/region', true ) ];
	}
}
