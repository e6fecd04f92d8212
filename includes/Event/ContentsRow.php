<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/**
 * The fields of one row of `contents`, as `rows` in catalogue.json lists them. CatalogueTest compares the two.
 *
 * @phpstan-type Row array{
 *     content_id: string,
 *     content_name?: string,
 *     content_category?: string,
 *     brand?: string,
 *     price?: int|float,
 *     quantity?: int,
 *     variant?: string,
 *     group_id?: string
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
