<?php
declare(strict_types=1);

namespace Duet\Test\Optimisers;

use Duet\Forms\FormPlugins;
use Duet\Forms\FormScripts;
use Duet\Optimisers\OptimisersModule;
use Duet\Support\Guard;
use Duet\Support\Log;
use Duet\Test\ShopTestCase;
use Duet\Wishlist\Wishlists;
use PHPUnit\Framework\Attributes\DataProvider;

final class OptimisersTest extends ShopTestCase {

	protected function setUp(): void {
		parent::setUp();
		( new OptimisersModule( [ 'duet-storefront', ...FormScripts::handles( new FormPlugins() ), ...Wishlists::handles() ], new Guard( new Log() ) ) )->register();
	}

	/** @return list<array{string}> Every file a page may have; an optimiser that takes one of them apart from the others delays it. */
	public static function files(): array {
		$entries = [ 'storefront', 'shop', 'matching', 'consent/complianz', 'wishlists/yith' ];
		foreach ( (array) glob( dirname( __DIR__, 4 ) . '/src/storefront/triggers/forms/*.ts' ) as $form ) {
			$entries[] = 'forms/' . basename( (string) $form, '.ts' );
		}
		return array_map( static fn( string $entry ): array => [ "/wp-content/plugins/duet-for-tiktok/build/$entry.js" ], $entries );
	}

	#[DataProvider( 'files' )]
	public function test_every_file_is_left_alone( string $path ): void {
		foreach ( [ 'rocket_delay_js_exclusions', 'rocket_exclude_defer_js', 'litespeed_optimize_js_excludes', 'litespeed_optm_js_defer_exc', 'wp-optimize-minify-default-exclusions' ] as $filter ) {
			$parts = apply_filters( $filter, [ 'theirs' ] );
			self::assertContains( 'theirs', $parts );
			self::assertNotSame( [], array_filter( $parts, static fn( string $part ): bool => str_contains( $path, $part ) ), $filter );
		}
		// As WP Rocket and Autoptimize use theirs.
		self::assertSame( 1, preg_match( '#^(' . implode( '|', apply_filters( 'rocket_exclude_js', [] ) ) . ')$#', $path ) );
		$parts = array_map( trim( ... ), explode( ',', apply_filters( 'autoptimize_filter_js_exclude', 'seal.js, jquery.js' ) ) );
		self::assertNotSame( [], array_filter( $parts, static fn( string $part ): bool => str_contains( $path, $part ) ) );
	}

	public function test_handles_of_every_script_are_named_and_a_list_that_is_none_stays_as_it_was(): void {
		self::assertSame( [ 'theirs', 'duet-storefront', ...FormScripts::handles( new FormPlugins() ), 'duet-wishlist-yith', 'duet-wishlist-ti', 'duet-wishlist-woocommerce' ], apply_filters( 'sgo_javascript_combine_exclude', [ 'theirs' ] ) );
		self::assertCount( count( (array) glob( dirname( __DIR__, 4 ) . '/src/storefront/triggers/forms/*.ts' ) ), FormScripts::handles( new FormPlugins() ) );
		self::assertFalse( apply_filters( 'rocket_delay_js_exclusions', false ) );
		self::assertSame( [ 'utm' => 1, 'ttclid' => 1 ], apply_filters( 'rocket_cache_ignored_parameters', [ 'utm' => 1 ] ) );
	}
}
