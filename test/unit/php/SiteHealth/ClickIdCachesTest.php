<?php
declare(strict_types=1);

namespace Duet\Test\SiteHealth;

use Duet\SiteHealth\ClickIdCaches;
use Duet\Test\ShopTestCase;

require_once __DIR__ . '/functions.php';

final class ClickIdCachesTest extends ShopTestCase {

	public function test_names_the_cache_and_the_field_in_which_to_add_the_click_id(): void {
		$finding = ClickIdCaches::finding( [ 7, 'woocommerce/woocommerce.php', 'wp-super-cache/wp-cache.php' ] );
		self::assertStringContainsString( 'WP Super Cache', (string) $finding?->label );
		self::assertStringContainsString( 'Tracking Parameters', (string) $finding?->text );
		self::assertFalse( $finding?->urgent );
	}

	public function test_says_that_a_cache_has_no_such_field(): void {
		self::assertStringContainsString( 'no setting', (string) ClickIdCaches::finding( [ 'wp-fastest-cache/wpFastestCache.php' ] )?->text );
	}

	public function test_is_silent_about_caches_that_know_it_or_have_a_filter(): void {
		self::assertNull( ClickIdCaches::finding( [ 'w3-total-cache/w3-total-cache.php', 'wp-rocket/wp-rocket.php', 'sg-cachepress/sg-cachepress.php', 'breeze/breeze.php' ] ) );
	}
}
