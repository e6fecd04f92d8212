<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Settings\Settings;
use WC_Product;
use WC_Product_Variation;

defined( 'ABSPATH' ) || exit;

/**
 * The id a product has everywhere: page, cart, order, both channels. It must equal the catalogue's, or video shopping
 * ads match nothing. The default "official" is the rule of TikTok's own WooCommerce plugin: SKU, else id; a variation
 * whose SKU is empty or its parent's becomes "<parent's SKU or id>-<variation id>". A translated product has the id of
 * its original, unless the merchant's catalog holds each language.
 */
final class ContentId {

	public function __construct(
		private readonly Settings $settings,
		private readonly OriginalProduct $originals = new OriginalProduct(),
	) {
	}

	/**
	 * @param int    $id     Product or variation.
	 * @param string $sku    Its own SKU, '' when it has none or the product is gone.
	 * @param int    $parent Parent of a variation, else 0.
	 */
	public function of( int $id, string $sku, int $parent = 0, string $parent_sku = '' ): string {
		$choice = $this->settings->values()->content_id;
		return self::rule( $choice->source, $choice->prefix, $id, $sku, $parent, $parent_sku );
	}

	public function of_product( WC_Product $product ): string {
		return $this->of( ...self::known( $this->original( $product ) ) );
	}

	/** The id of the group a variation belongs to: its parent's. */
	public function of_group( WC_Product_Variation $variation ): string {
		$parent = $this->original_of( $variation->get_parent_id() );
		return null === $parent
			? $this->of( $variation->get_parent_id(), self::parent_sku( $variation ) )
			: $this->of( ...self::known( $parent ) );
	}

	/** The id of a product that was deleted since it was bought; its original may still be there. */
	public function of_deleted( int $id, int $parent = 0 ): string {
		$original = $this->original_of( $id, $parent > 0 ? 'product_variation' : 'product' );
		return null === $original ? $this->of( $id, '', $parent ) : $this->of( ...self::known( $original ) );
	}

	/** What a product would be called under a choice the merchant has not saved yet. */
	public function preview( WC_Product $product, string $source, string $prefix ): string {
		return self::rule( $source, $prefix, ...self::known( $this->original( $product ) ) );
	}

	private function original( WC_Product $product ): WC_Product {
		return $this->original_of( $product->get_id(), $product instanceof WC_Product_Variation ? 'product_variation' : 'product' ) ?? $product;
	}

	/** Or null, for a product that is its own original. */
	private function original_of( int $id, string $type = 'product' ): ?WC_Product {
		$original = $this->settings->values()->content_id->original_language ? $this->originals->id( $id, $type ) : $id;
		$product  = $original === $id ? null : wc_get_product( $original );
		return $product instanceof WC_Product ? $product : null;
	}

	private static function rule( string $source, string $prefix, int $id, string $sku, int $parent = 0, string $parent_sku = '' ): string {
		$official = match ( true ) {
			0 === $parent                       => '' !== $sku ? $sku : (string) $id,
			'' !== $sku && $sku !== $parent_sku => $sku,
			default                             => ( '' !== $parent_sku ? $parent_sku : (string) $parent ) . "-$id",
		};
		return $prefix . match ( $source ) {
			'id'    => (string) $id,
			'sku'   => '' !== $sku ? $sku : (string) $id,
			default => $official,
		};
	}

	/** @return array{int, string, int, string} id, SKU, parent, parent's SKU. */
	private static function known( WC_Product $product ): array {
		$variation = $product instanceof WC_Product_Variation;
		// "edit" gives a variation's own SKU; "view" would silently answer with the parent's.
		return [
			$product->get_id(),
			$product->get_sku( 'edit' ),
			$variation ? $product->get_parent_id() : 0,
			$variation ? self::parent_sku( $product ) : '',
		];
	}

	private static function parent_sku( WC_Product_Variation $variation ): string {
		// Loaded with the variation, so this costs no query.
		$data = $variation->get_parent_data();
		$sku  = is_array( $data ) ? ( $data['sku'] ?? '' ) : '';
		return is_string( $sku ) ? $sku : '';
	}
}
