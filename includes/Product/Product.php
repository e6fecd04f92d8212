<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Event\ContentsRow;
use Duet\Event\PersonalData;
use Duet\Support\Signature;
use Duet\Support\Text;
use WC_Product;
use WC_Product_Variable;

defined( 'ABSPATH' ) || exit;

/**
 * A product page -> signed facts of ViewContent, with the price the page shows. The same for every visitor of the page.
 *
 * @phpstan-import-type ProductRow from ContentsRow
 * @phpstan-import-type SignedRow from ContentsRow
 * @phpstan-type ProductFacts array{
 *     content_type: string,
 *     contents: list<SignedRow>,
 *     value: float,
 *     currency: string,
 *     description?: string
 * }
 */
final class Product {

	public function __construct(
		private readonly Item $items,
		private readonly Signature $signature,
	) {
	}

	/**
	 * ProductFacts as printed in the page. A variable product is its group, at the lowest price: nothing is chosen yet.
	 *
	 * Empty for a product that visitors cannot buy, because anyone may ask for the facts of any ID.
	 *
	 * @return array{}|ProductFacts
	 */
	public function facts( WC_Product $product ): array {
		if ( ! Item::is_published( $product ) ) {
			return [];
		}
		$item  = $this->row( $product );
		$texts = [ self::description( $product ), $item['content_name'] ];
		// A name that looks like an e-mail address or a telephone number stands in its row alone: no other text may
		// look so.
		$plain = array_filter(
			$texts,
			static fn( string $text ): bool => '' !== $text && ! PersonalData::is_in( 'description', $text )
		);
		return [
			'content_type' => self::is_group( $product ) ? 'product_group' : 'product',
			'contents'     => [ [ 'sig' => $this->signature->sign( $item )['sig'] ] + $item ],
			'value'        => round( $item['price'], wc_get_price_decimals() ),
			'currency'     => $item['item_currency'],
		] + ( [] === $plain ? [] : [ 'description' => reset( $plain ) ] );
	}

	/**
	 * What every visitor may read. The text of a product behind a password is left out for the visitor who typed the
	 * password as well, because caches keep the page. Shortcodes are not run, because what they show may depend on the
	 * visitor.
	 */
	private static function description( WC_Product $product ): string {
		$is_public = '' === (string) $product->get_post_password() && ! post_password_required( $product->get_id() );
		return $is_public
			? Text::plain( wp_strip_all_tags( strip_shortcodes( $product->get_short_description() ) ), 100 )
			: '';
	}

	/** @return ProductRow Not signed yet. */
	public function row( WC_Product $product ): array {
		// A variable product's price was worked out for its own template and is remembered; its variations are not
		// loaded.
		$price = $product instanceof WC_Product_Variable
			? $product->get_variation_price( 'min', true )
			: self::displayed( $product );
		return $this->items->of( $product ) + [
			'price'         => is_numeric( $price )
				? round( ShownMoney::of( max( 0.0, (float) $price ) ), wc_get_price_decimals() + 2 )
				: 0.0,
			'quantity'      => 1,
			'item_currency' => get_woocommerce_currency(),
			'tax'           => 'incl' === get_option( 'woocommerce_tax_display_shop' ) ? 'incl' : 'excl',
		];
	}

	/** Whether the product is what TikTok's catalogue calls a group: nothing in it is chosen yet. */
	public static function is_group( WC_Product $product ): bool {
		return $product instanceof WC_Product_Variable || $product->is_type( 'grouped' );
	}

	/** @return mixed Some price filters return '' for "no price". */
	private static function displayed( WC_Product $product ): mixed {
		return '' === $product->get_price() ? 0 : wc_get_price_to_display( $product );
	}
}
