<?php
declare(strict_types=1);

namespace Duet\Storefront;

use Closure;
use Duet\Support\Guard;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/** What we add to WooCommerce's Store API: signed facts of every cart line, for the script's cart diff, and of every product. */
final class StoreApi {

	public const NAME = 'duet';

	/**
	 * @param Closure(array<mixed> $line, bool $incl_tax, array<mixed> $cart): array<string, mixed> $item    Cart::item(...)
	 * @param Closure(WC_Product): array<string, mixed>                                             $product Product::facts(...)
	 */
	public function __construct(
		private readonly Closure $item,
		private readonly Closure $product,
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
		woocommerce_store_api_register_endpoint_data(
			[
				'endpoint'        => 'product',
				'namespace'       => self::NAME,
				'data_callback'   => fn( mixed $product = null ): mixed => $this->guard->run( fn(): array => $product instanceof WC_Product ? ( $this->product )( $product ) : [], 'product', [] ),
				'schema_callback' => self::product_schema( ... ),
			]
		);
	}

	/** @return array<string, mixed> */
	private function facts( mixed $line ): array {
		$cart = WC()->cart;
		return is_array( $line ) && $cart instanceof \WC_Cart ? ( $this->item )( $line, $cart->display_prices_including_tax(), $cart->get_cart_contents() ) : [];
	}

	/** @return array<string, array<string, mixed>> */
	private static function item_schema(): array {
		$schema = [];
		foreach ( [ 'content_id', 'content_name', 'content_category', 'brand', 'variant', 'group_id', 'item_currency', 'tax', 'sig', 'sig_core' ] as $field ) {
			$schema[ $field ] = [ 'type' => 'string' ];
		}
		$schema['price'] = [ 'type' => 'number' ];
		return self::described( $schema, 'Facts of this line, signed by Duet.' );
	}

	/** @return array<string, array<string, mixed>> */
	private static function product_schema(): array {
		$schema = [
			'content_type' => [ 'type' => 'string' ],
			'contents'     => [ 'type' => 'array' ],
			'value'        => [ 'type' => 'number' ],
			'currency'     => [ 'type' => 'string' ],
			'description'  => [ 'type' => 'string' ],
		];
		return self::described( $schema, 'Facts of this product, signed by Duet.' );
	}

	/**
	 * @param array<string, array<string, mixed>> $schema
	 * @return array<string, array<string, mixed>>
	 */
	private static function described( array $schema, string $about ): array {
		$rest = [
			'description' => $about,
			'context'     => [ 'view', 'edit' ],
			'readonly'    => true,
		];
		return array_map( static fn( array $kind ): array => $kind + $rest, $schema );
	}
}
