<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/**
 * The fields of one row of `contents`, as `rows` in catalogue.json lists them. CatalogueTest compares the two.
 *
 * A product row is one piece of a product, at the price that the shop shows; a signed row is what a page prints of it.
 *
 * @phpstan-type ProductTexts array{
 *     content_id: string,
 *     content_name: string,
 *     content_category?: string,
 *     brand?: string,
 *     variant?: string,
 *     group_id?: string
 * }
 * @phpstan-type ProductRow array{
 *     content_id: string,
 *     content_name: string,
 *     content_category?: string,
 *     brand?: string,
 *     variant?: string,
 *     group_id?: string,
 *     price: float,
 *     quantity: 1,
 *     item_currency: string,
 *     tax: 'incl'|'excl'
 * }
 * @phpstan-type SignedRow array{
 *     content_id: string,
 *     content_name: string,
 *     content_category?: string,
 *     brand?: string,
 *     variant?: string,
 *     group_id?: string,
 *     price: float,
 *     quantity: 1,
 *     item_currency: string,
 *     tax: 'incl'|'excl',
 *     sig: string
 * }
 * @phpstan-type CartRow array{
 *     content_id: string,
 *     content_name: string,
 *     content_category?: string,
 *     brand?: string,
 *     variant?: string,
 *     group_id?: string,
 *     price: float,
 *     item_currency: string,
 *     tax: 'incl'|'excl',
 *     sig: string,
 *     sig_core: string
 * }
 */
final class ContentsRow {

	/** What TikTok gets of a row. */
	public const TIKTOK = [ 'content_id', 'content_name', 'content_category', 'brand', 'price', 'quantity' ];

	/** GA4's fields, which TikTok does not know. */
	public const DATA_LAYER = [ 'variant', 'group_id' ];

	/** Facts with which the relay checks a row. They go no further. */
	public const RELAY = [ 'item_currency', 'tax', 'sig', 'sig_price', 'sig_pieces' ];

	/** The type of each field that an event may contain. */
	public const KINDS = [
		'content_id'       => 'string',
		'content_name'     => 'string',
		'content_category' => 'string',
		'brand'            => 'string',
		'price'            => 'number',
		'quantity'         => 'integer',
		'variant'          => 'string',
		'group_id'         => 'string',
	];
}
