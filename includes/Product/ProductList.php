<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Event\ContentsRow;
use Duet\Support\Signature;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/**
 * The products a page lists -> signed facts of ViewCategory, and the rows of select_item.
 *
 * @phpstan-import-type ProductRow from ContentsRow
 * @phpstan-import-type SignedRow from ContentsRow
 * @phpstan-import-type ProductFacts from Product
 * @phpstan-type ListedRow array{
 *     content_id: string,
 *     content_name: string,
 *     content_category?: string,
 *     brand?: string,
 *     variant?: string,
 *     group_id?: string,
 *     price: float,
 *     quantity: 1,
 *     item_currency: string
 * }
 */
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
	 * @return array{}|ProductFacts
	 */
	public function facts( array $products ): array {
		$products = array_slice( array_values( array_filter( $products, Item::is_published( ... ) ) ), 0, self::MOST );
		$rows     = array_map( $this->product->row( ... ), $products );
		return [] === $rows ? [] : [
			'content_type' => $products === array_filter( $products, Product::is_group( ... ) )
				? 'product_group'
				: 'product',
			'contents'     => array_map( $this->signed( ... ), $rows ),
			'value'        => round( array_sum( array_column( $rows, 'price' ) ), wc_get_price_decimals() ),
			'currency'     => $rows[0]['item_currency'],
		];
	}

	/**
	 * @param ProductRow $row
	 * @return SignedRow
	 */
	private function signed( array $row ): array {
		return [ 'sig' => $this->signature->sign( $row )['sig'] ] + $row;
	}

	/**
	 * For GA4's select_item, which stays in the dataLayer: nothing is signed.
	 *
	 * @param list<WC_Product> $products
	 * @return array<string, ListedRow> Path of the product's page => Content. None where all pages have one path.
	 */
	public function items( array $products ): array {
		$items = [];
		foreach ( $products as $product ) {
			$url  = wp_parse_url( $product->get_permalink() );
			$path = is_array( $url ) && ! isset( $url['query'] ) ? ( $url['path'] ?? '' ) : '';
			if ( '' !== $path ) {
				$row = $this->product->row( $product );
				unset( $row['tax'] );
				$items[ $path ] = $row;
			}
		}
		return $items;
	}
}
