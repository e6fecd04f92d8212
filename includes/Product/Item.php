<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Event\ContentsRow;
use Duet\Support\Stored;
use Duet\Support\Text;
use WC_Product;
use WC_Product_Variation;

defined( 'ABSPATH' ) || exit;

/**
 * What a row of `contents` says about a product, without price and quantity: those belong to page, cart or order.
 *
 * @phpstan-import-type ProductTexts from ContentsRow
 */
final class Item {

	public function __construct( private readonly ContentId $ids ) {
	}

	/** @return ProductTexts */
	public function of( WC_Product $product ): array {
		$variation = $product instanceof WC_Product_Variation;
		$listed    = $variation ? $product->get_parent_id() : $product->get_id();
		return [
			'content_id'   => $this->ids->of_product( $product ),
			'content_name' => Text::plain( Stored::text( $product->get_name( ... ) ) ),
		] + array_filter(
			[
				'content_category' => self::first_term( $listed, 'product_cat' ),
				'brand'            => self::first_term( $listed, 'product_brand' ),
				// The stored summary ("Colour: Red, Size: L"): term names would cost a query for every attribute.
				'variant'          => $variation
					? Text::plain( Stored::text( $product->get_attribute_summary( ... ) ) )
					: '',
				'group_id'         => $variation ? $this->ids->of_group( $product ) : '',
			],
			static fn( string $text ): bool => '' !== $text
		);
	}

	/** Whether visitors can buy it. A draft's price is anybody's who may write drafts, and never signed. */
	public static function is_published( WC_Product $product ): bool {
		// Loaded with the variation, so this costs no query.
		$parent = $product instanceof WC_Product_Variation ? $product->get_parent_data() : [];
		return 'publish' === $product->get_status()
			&& 'publish' === ( is_array( $parent ) ? $parent['status'] ?? 'publish' : '' );
	}

	/** Both taxonomies are primed with the product itself, so this reads the cache. */
	private static function first_term( int $product_id, string $taxonomy ): string {
		$terms = taxonomy_exists( $taxonomy ) ? get_the_terms( $product_id, $taxonomy ) : false;
		return is_array( $terms ) && isset( $terms[0] ) ? Text::plain( $terms[0]->name ) : '';
	}
}
