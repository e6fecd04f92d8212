<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Support\Guard;
use WC_Meta_Data;
use WC_Order;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * Keeps what Duet stores on an order out of WooCommerce's REST API and webhooks. A program that reads an order gets no
 * click, address or number of its visitor, and one that writes back what it read earlier undoes no refusal and no erasure.
 */
final class HiddenMeta {

	private const METAS = [ Snapshot::META, Snapshot::BROWSER, Snapshot::COUNTED ];

	public function __construct( private readonly Guard $guard ) {
	}

	public function register(): void {
		$this->guard->filter( 'woocommerce_rest_prepare_shop_order_object', self::without_ours( ... ) );
		// Version 4 of the API, which WooCommerce has not released yet.
		$this->guard->filter( 'woocommerce_rest_api_v4_orders_item_response', self::without_ours( ... ) );
		$this->guard->filter( 'woocommerce_rest_pre_insert_shop_order_object', self::as_stored( ... ) );
	}

	private static function without_ours( mixed $response ): mixed {
		$data = $response instanceof WP_REST_Response ? $response->get_data() : null;
		if ( $response instanceof WP_REST_Response && is_array( $data ) && is_array( $data['meta_data'] ?? null ) ) {
			$is_others         = static fn( mixed $meta ): bool => ! self::is_ours( self::key_of( $meta ) );
			$data['meta_data'] = array_values( array_filter( $data['meta_data'], $is_others ) );
			$response->set_data( $data );
		}
		return $response;
	}

	/** Before the order is saved: of ours nothing is changed, deleted or added. */
	private static function as_stored( mixed $order ): mixed {
		if ( $order instanceof WC_Order ) {
			$stored = $order->get_id() > 0 ? new WC_Order( $order->get_id() ) : null;
			foreach ( self::METAS as $key ) {
				self::restore( $order, $key, $stored?->get_meta( $key ) ?? '' );
			}
		}
		return $order;
	}

	/** @param mixed $value '' where nothing is stored. */
	private static function restore( WC_Order $order, string $key, mixed $value ): void {
		if ( $order->get_meta( $key ) === $value ) {
			return;
		}
		$order->delete_meta_data( $key );
		if ( '' !== $value ) {
			$order->add_meta_data( $key, $value );
		}
	}

	private static function is_ours( mixed $key ): bool {
		return in_array( $key, self::METAS, true );
	}

	private static function key_of( mixed $meta ): mixed {
		return $meta instanceof WC_Meta_Data ? $meta->key : ( is_array( $meta ) ? $meta['key'] ?? null : null );
	}
}
