<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Admin\Access;
use Duet\Admin\Shop;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * GET duet/v1/content-ids?prefix=: what five of the shop's own products would be called under each choice of
 * content_id, before it is saved. A merchant compares them with the ids in the TikTok catalogue.
 */
final class ContentIdRoute {

	private const SOURCES = [ 'official', 'sku', 'id' ];

	public function __construct(
		private readonly Access $access,
		private readonly Shop $shop,
		private readonly ContentId $content_id,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/content-ids',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $this->access->may( ... ),
				'args'                => [
					'prefix' => [ 'type' => 'string', 'default' => '', 'pattern' => '^[A-Za-z0-9._-]{0,30}$' ],
				],
			]
		);
	}

	public function read( WP_REST_Request $request ): WP_REST_Response {
		$prefix = $request->get_param( 'prefix' );
		$prefix = is_string( $prefix ) ? $prefix : '';
		$rows   = [];
		foreach ( $this->shop->products() as $product ) {
			$ids = [];
			foreach ( self::SOURCES as $source ) {
				$ids[ $source ] = $this->content_id->preview( $product, $source, $prefix );
			}
			$rows[] = [
				'id'          => $product->get_id(),
				'name'        => wp_strip_all_tags( $product->get_name() ),
				'sku'         => $product->get_sku(),
				'content_ids' => $ids,
			];
		}
		return new WP_REST_Response( [ 'products' => $rows ], 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
