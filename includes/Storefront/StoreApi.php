<?php
declare(strict_types=1);

namespace Duet\Storefront;

use Closure;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** What we add to WooCommerce's Store API: signed facts on every cart line, for the script's cart diff. */
final class StoreApi {

	public const NAME = 'duet';

	/** @param Closure(array<mixed> $line, bool $incl_tax): array<string, mixed> $item Cart::item(...) */
	public function __construct(
		private readonly Closure $item,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'rest_api_init', $this->extend( ... ), 5 );
	}

	/** For requests to the REST API alone: WooCommerce's blocks print the same cart into pages that a cache may keep. */
	private function extend(): void {
		if ( ! defined( 'REST_REQUEST' ) || true !== REST_REQUEST || ! function_exists( 'woocommerce_store_api_register_endpoint_data' ) ) {
			return;
		}
		woocommerce_store_api_register_endpoint_data(
			[
				'endpoint'        => 'cart-item',
				'namespace'       => self::NAME,
				// A callback that throws would be reported to shop staff as a broken cart.
				'data_callback'   => fn( mixed $line = null ): mixed => $this->guard->run( fn(): array => $this->facts( $line ), 'cart-item', [] ),
				'schema_callback' => self::item_schema( ... ),
			]
		);
	}

	/** @return array<string, mixed> */
	private function facts( mixed $line ): array {
		$cart = WC()->cart;
		return is_array( $line ) && $cart instanceof \WC_Cart ? ( $this->item )( $line, $cart->display_prices_including_tax() ) : [];
	}

	/** @return array<string, array<string, mixed>> */
	private static function item_schema(): array {
		$schema = [];
		foreach ( [ 'content_id', 'content_name', 'content_category', 'brand', 'variant', 'group_id', 'item_currency', 'tax', 'sig' ] as $field ) {
			$schema[ $field ] = [ 'type' => 'string' ];
		}
		$schema['price'] = [ 'type' => 'number' ];
		$about           = [
			'description' => 'Facts of this line, signed by Duet.',
			'context'     => [ 'view', 'edit' ],
			'readonly'    => true,
		];
		return array_map( static fn( array $kind ): array => $kind + $about, $schema );
	}
}
