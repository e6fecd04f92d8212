<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Support\Signature;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/** The products a page lists -> signed facts of ViewCategory, and what the script says of the one that is chosen. */
final class ProductList {

	/** A list is described by its beginning; more would only make the page heavier. */
	private const MOST = 12;

	public function __construct(
		private readonly Product $product,
		private readonly Signature $signature,
	) {
	}

	/**
	 * @param list<WC_Product> $products
	 * @return array{}|array{content_type: string, contents: list<array<string, mixed>>, value: float, currency: string}
	 */
	public function facts( array $products ): array {
		$products = array_slice( array_values( array_filter( $products, Item::is_published( ... ) ) ), 0, self::MOST );
		$rows     = array_map( $this->product->row( ... ), $products );
		return [] === $rows ? [] : [
			'content_type' => $products === array_filter( $products, Product::is_group( ... ) )
				? 'product_group'
				: 'product',
			'contents'     => array_map( $this->signature->sign( ... ), $rows ),
			'value'        => round( array_sum( array_column( $rows, 'price' ) ), wc_get_price_decimals() ),
			'currency'     => $rows[0]['item_currency'],
		];
	}

	/**
	 * For GA4's select_item, which stays in the dataLayer: nothing is signed.
	 *
	 * @param list<WC_Product> $products
	 * @return array<string, array<string, mixed>> Path of the product's page => Content. None where all pages have one
	 *         path.
	 */
	public function items( array $products ): array {
		$items = [];
		foreach ( $products as $product ) {
			$url  = wp_parse_url( $product->get_permalink() );
			$path = is_array( $url ) && ! isset( $url['query'] ) ? ( $url['path'] ?? '' ) : '';
			if ( '' !== $path ) {
				$items[ $path ] = array_diff_key( $this->product->row( $product ), [ 'tax' => true ] );
			}
		}
		return $items;
	}
}
