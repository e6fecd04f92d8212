<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Duet\Settings\ActivePlugins;

defined( 'ABSPATH' ) || exit;

/**
 * Page caches that take each ad click (`?ttclid=`) for a page of its own, and offer no filter with which Duet could name the
 * parameter (see Page\Optimisers for those that do). Such pages are served, and counted, but slower.
 */
final class ClickIdCaches {

	public const TEST = 'duet_cache';

	/** Plugin folder => its name, and the field in its settings, '' if it has none. */
	private const PLUGINS = [
		'wp-super-cache'   => [ 'WP Super Cache', 'Advanced > Tracking Parameters' ],
		'cache-enabler'    => [ 'Cache Enabler', 'Cache Exclusions > Query Strings' ],
		'litespeed-cache'  => [ 'LiteSpeed Cache', 'Cache > Advanced > Drop Query String' ],
		'wp-optimize'      => [ 'WP-Optimize', '' ],
		'wp-fastest-cache' => [ 'WP Fastest Cache', '' ],
	];

	/** @param array<mixed> $active_plugins Basenames, "folder/file.php". */
	public static function finding( array $active_plugins ): ?Finding {
		foreach ( $active_plugins as $basename ) {
			$folder = ActivePlugins::folder( $basename );
			if ( isset( self::PLUGINS[ $folder ] ) ) {
				[ $name, $field ] = self::PLUGINS[ $folder ];
				return new Finding(
					self::TEST,
					false,
					/* translators: %s: name of a cache plugin. */
					sprintf( __( '%s does not serve ad clicks from its cache', 'duet-for-tiktok' ), $name ),
					'' === $field
						? __( 'The address of a visitor who comes from a TikTok ad ends with ?ttclid=, and this cache takes each of them for a page of its own. Everything is counted, but these visitors wait longer. The plugin has no setting for it.', 'duet-for-tiktok' )
						/* translators: %s: where the setting is, in the plugin's own words. */
						: sprintf( __( 'The address of a visitor who comes from a TikTok ad ends with ?ttclid=, and this cache takes each of them for a page of its own. Everything is counted, but these visitors wait longer. Add ttclid under "%s".', 'duet-for-tiktok' ), $field )
				);
			}
		}
		return null;
	}
}
