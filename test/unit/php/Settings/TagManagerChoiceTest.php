<?php
declare(strict_types=1);

namespace Duet\Test\Settings;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Settings\OtherPixels;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\TagManagerChoice;
use Duet\Settings\Tokens;
use PHPUnit\Framework\TestCase;

final class TagManagerChoiceTest extends TestCase {

	private Settings $settings;
	private Catalogue $catalogue;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [];

		$this->settings  = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		$this->catalogue = Catalogue::shipped();
	}

	/** @return list<string> Names of the channels that Duet itself uses for any event, own ones included. */
	private function used(): array {
		$used = [];
		foreach ( [ ...array_values( $this->catalogue->all() ), $this->catalogue->define( 'LevelUp' ) ] as $definition ) {
			foreach ( ChannelName::cases() as $channel ) {
				$used += $this->settings->channel_on( $definition, $channel ) ? [ $channel->value => true ] : [];
			}
		}
		return array_keys( $used );
	}

	public function test_pixel_by_tag_manager_leaves_duet_no_pixel_for_any_event(): void {
		$this->settings->save( [ 'data_layer' => [ 'pixel_by' => 'gtm' ], 'events' => [ 'Search' => [ 'pixel' => true ] ] ] );
		self::assertEqualsCanonicalizing( [ 'dataLayer', 'eventsApi' ], $this->used() );
		self::assertTrue( $this->settings->chosen( $this->catalogue->define( 'Search' ), ChannelName::Pixel ) );
	}

	public function test_server_by_tag_manager_leaves_duet_no_server_copy_purchases_included(): void {
		$this->settings->save( [ 'data_layer' => [ 'server_by' => 'gtm' ], 'events' => [ 'Purchase' => [ 'eventsApi' => true ] ] ] );
		self::assertEqualsCanonicalizing( [ 'dataLayer', 'pixel' ], $this->used() );
	}

	public function test_tag_manager_needs_the_data_layer_so_auto_means_on(): void {
		$GLOBALS['duet_test_options']['active_plugins'] = [ 'gtm-kit/gtm-kit.php' ];
		self::assertNull( $this->settings->data_layer() );
		foreach ( [ 'pixel_by', 'server_by' ] as $job ) {
			$this->settings->save( [ 'data_layer' => [ 'pixel_by' => 'duet', 'server_by' => 'duet', $job => 'gtm' ] ] );
			self::assertSame( 'dataLayer', $this->settings->data_layer(), $job );
		}
	}

	public function test_the_data_layer_off_is_refused_beside_the_field_that_changed(): void {
		$check = fn( array $group ): array => array_keys( TagManagerChoice::check( [ 'data_layer' => $group ], $this->settings ) );
		self::assertSame( [ 'data_layer.pixel_by' ], $check( [ 'mode' => 'off', 'pixel_by' => 'gtm' ] ) );
		self::assertSame( [ 'data_layer.pixel_by', 'data_layer.server_by' ], $check( [ 'mode' => 'off', 'pixel_by' => 'gtm', 'server_by' => 'gtm' ] ) );
		self::assertSame( [], $check( [ 'mode' => 'on', 'pixel_by' => 'gtm' ] ) );
		self::assertSame( [], $check( [ 'mode' => 'off' ] ) );
		self::assertSame( [], TagManagerChoice::check( [ 'data_layer' => 'rubbish' ], $this->settings ) );

		$this->settings->save( [ 'data_layer' => [ 'mode' => 'off' ] ] );
		self::assertSame( [ 'data_layer.server_by' ], $check( [ 'server_by' => 'gtm' ] ) );
		self::assertSame( [], $check( [ 'mode' => null, 'server_by' => 'gtm' ] ) );

		$this->settings->save( [ 'data_layer' => [ 'mode' => 'on', 'pixel_by' => 'gtm' ] ] );
		self::assertSame( [ 'data_layer.mode' ], $check( [ 'mode' => 'off' ] ) );
		self::assertSame( [], $check( [ 'mode' => 'off', 'pixel_by' => null ] ) );
	}

	public function test_finds_plugins_that_may_load_a_pixel_of_their_own(): void {
		self::assertSame( [], OtherPixels::found( [ 'woocommerce/woocommerce.php', 'hello.php', 7, null ] ) );
		self::assertSame( [ 'TikTok', 'PixelYourSite' ], OtherPixels::found( [ 'pixelyoursite-pro/x.php', 'tiktok-for-business/tiktok-for-woocommerce.php', 'pixelyoursite/y.php' ] ) );
		$GLOBALS['duet_test_options']['active_plugins'] = [ 'tiktok-for-business/tiktok-for-woocommerce.php' ];
		self::assertSame( [ 'TikTok' ], $this->settings->other_pixels() );
	}
}
