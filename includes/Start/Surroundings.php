<?php
declare(strict_types=1);

namespace Duet\Start;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Duet\Settings\ActivePlugins;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * What Duet found on this site and what that means for it: page caches, optimizers, the tables of orders, the kind of
 * checkout. Everything here is read from WordPress, without a request.
 *
 * @phpstan-type Check array{id: string, state: 'good'|'note'|'bad', label: string, text: string}
 */
final class Surroundings {

	/** Plugin folder => name. These keep whole pages. */
	private const CACHES = [
		'wp-super-cache'          => 'WP Super Cache',
		'w3-total-cache'          => 'W3 Total Cache',
		'wp-fastest-cache'        => 'WP Fastest Cache',
		'cache-enabler'           => 'Cache Enabler',
		'litespeed-cache'         => 'LiteSpeed Cache',
		'wp-rocket'               => 'WP Rocket',
		'breeze'                  => 'Breeze',
		'hummingbird-performance' => 'Hummingbird',
		'sg-cachepress'           => 'SiteGround Optimizer',
		'wp-optimize'             => 'WP-Optimize',
	];

	/** Plugin folder => name. These delay, join or move scripts. */
	private const OPTIMIZERS = [
		'autoptimize'             => 'Autoptimize',
		'litespeed-cache'         => 'LiteSpeed Cache',
		'wp-rocket'               => 'WP Rocket',
		'hummingbird-performance' => 'Hummingbird',
		'sg-cachepress'           => 'SiteGround Optimizer',
		'wp-optimize'             => 'WP-Optimize',
		'perfmatters'             => 'Perfmatters',
		'flying-press'            => 'FlyingPress',
	];

	/**
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 * @return list<Check>
	 */
	public static function checks( array $active_plugins, bool $shop ): array {
		$caches     = implode( ', ', ActivePlugins::names( self::CACHES, $active_plugins ) );
		$optimizers = implode( ', ', ActivePlugins::names( self::OPTIMIZERS, $active_plugins ) );
		return [
			self::good(
				'cache',
				/* translators: %s: names of plugins. */
				'' === $caches ? __( 'No page cache plugin found', 'duet-for-tiktok' ) : sprintf( __( 'Page cache: %s', 'duet-for-tiktok' ), $caches ),
				__( 'What Duet prints on a page is the same for every visitor, so pages may stay in any cache. After you change event names, empty the cache.', 'duet-for-tiktok' )
			),
			...( '' === $optimizers ? [] : [
				self::good(
					'optimizer',
					/* translators: %s: names of plugins. */
					sprintf( __( 'Script optimizer: %s', 'duet-for-tiktok' ), $optimizers ),
					__( 'Duet has excluded its own scripts there, so that they are not delayed.', 'duet-for-tiktok' )
				),
			] ),
			...( $shop ? self::shop() : [] ),
		];
	}

	/** @return list<Check> */
	private static function shop(): array {
		$tables  = class_exists( OrderUtil::class ) && OrderUtil::custom_orders_table_usage_is_enabled();
		$page    = get_post( wc_get_page_id( 'checkout' ) );
		$content = $page instanceof WP_Post ? $page->post_content : '';
		$block   = has_block( 'woocommerce/checkout', $content );
		return [
			self::good(
				'orders',
				$tables ? __( 'Orders are in high-performance order storage', 'duet-for-tiktok' ) : __( 'Orders are stored as posts', 'duet-for-tiktok' ),
				__( 'Duet works with both.', 'duet-for-tiktok' )
			),
			self::good(
				'checkout',
				$block ? __( 'Your checkout is the checkout block', 'duet-for-tiktok' ) : __( 'Your checkout is the classic checkout', 'duet-for-tiktok' ),
				__( 'Duet works with both.', 'duet-for-tiktok' )
			),
		];
	}

	/** @return Check */
	private static function good( string $id, string $label, string $text ): array {
		return [
			'id'    => $id,
			'state' => 'good',
			'label' => $label,
			'text'  => $text,
		];
	}
}
