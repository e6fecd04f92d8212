<?php
declare(strict_types=1);

namespace Duet\Test\Settings;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Settings\ConsentMode;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use PHPUnit\Framework\TestCase;

final class SettingsTest extends TestCase {

	private const CODE = 'C9OPQFJC77U5NIJ6K7HG';

	private Settings $settings;
	private Catalogue $catalogue;

	protected function setUp(): void {
		$GLOBALS['duet_test_options']  = [];
		$GLOBALS['duet_test_autoload'] = [];

		$this->settings  = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		$this->catalogue = Catalogue::shipped();
	}

	/** @return array<string, mixed> */
	private function stored(): array {
		return $GLOBALS['duet_test_options']['duet_settings'];
	}

	/** @return array<string, mixed> Each property of the typed settings, its group as an array. */
	private function typed(): array {
		$typed = [];
		foreach ( array_keys( $this->settings->all() ) as $name ) {
			$value          = $this->settings->values()->$name;
			$typed[ $name ] = is_object( $value ) ? get_object_vars( $value ) : $value;
		}
		return $typed;
	}

	/** Every group and every field of settings.json has its typed twin with the same value. */
	public function test_typed_values_are_the_stored_ones(): void {
		foreach ( [ [], [ 'purchase' => [ 'moment' => 'placed' ], 'retention_days' => 90, 'pixels' => [ [ 'code' => 'C0000000000000000000' ] ] ] ] as $stored ) {
			$GLOBALS['duet_test_options'][ Settings::OPTION ] = $stored;
			self::assertSame( $this->settings->all(), $this->typed() );
		}
		self::assertSame( 'placed', $this->settings->values()->purchase->moment );
		self::assertSame( 90, $this->settings->values()->retention_days );
	}

	public function test_a_fresh_install_sends_nothing_and_stores_nothing(): void {
		self::assertSame( ConsentMode::Unset, $this->settings->consent_mode() );
		self::assertSame( [], $this->settings->pixels() );
		self::assertSame( 'paid', $this->settings->values()->purchase->moment );
		self::assertArrayNotHasKey( 'duet_settings', $GLOBALS['duet_test_options'] );
	}

	public function test_stores_only_what_differs_autoloaded(): void {
		self::assertSame( [], $this->settings->save( [ 'purchase' => [ 'moment' => 'placed', 'value' => 'total' ], 'retention_days' => 30 ] ) );
		self::assertSame( [ 'purchase' => [ 'moment' => 'placed' ] ], $this->stored() );
		self::assertTrue( $GLOBALS['duet_test_autoload']['duet_settings'] );
	}

	public function test_groups_merge_lists_replace_null_resets(): void {
		$this->settings->save( [ 'exclusions' => [ 'roles' => [ 'a', 'b' ] ], 'purchase' => [ 'moment' => 'placed', 'methods' => [ 'bacs' => [ 'moment' => 'on-hold' ] ] ], 'events' => [ 'Search' => [ 'pixel' => false ] ] ] );
		$this->settings->save( [ 'exclusions' => [ 'roles' => [ 'c' ] ], 'purchase' => [ 'methods' => [ 'cod' => [ 'moment' => 'completed' ] ] ], 'events' => [] ] );
		self::assertSame( [ 'c' ], $this->settings->values()->exclusions->roles );
		self::assertSame( 'placed', $this->settings->values()->purchase->moment );
		self::assertSame( [ 'bacs', 'cod' ], array_keys( $this->settings->values()->purchase->methods ) );
		self::assertFalse( $this->settings->values()->events['Search']['pixel'] ?? null );

		$this->settings->save( [ 'exclusions' => [ 'roles' => [] ], 'purchase' => [ 'moment' => null, 'methods' => [ 'bacs' => null, 'cod' => null ] ], 'events' => [ 'Search' => [ 'pixel' => null ] ] ] );
		self::assertSame( [], $this->stored() );
	}

	public function test_with_one_error_nothing_is_saved(): void {
		$errors = $this->settings->save( [ 'purchase' => [ 'moment' => 'placed' ], 'retention_days' => 0 ] );
		self::assertSame( [ 'retention_days' ], array_keys( $errors ) );
		self::assertSame( 'paid', $this->settings->values()->purchase->moment );
	}

	public function test_a_pixel_keeps_the_moment_it_was_added_at(): void {
		$before = time();
		$this->settings->save( [ 'pixels' => [ [ 'code' => self::CODE, 'added' => 5 ] ] ] );
		$added = $this->settings->pixels()[0]->added;
		self::assertGreaterThanOrEqual( $before, $added );

		$GLOBALS['duet_test_options']['duet_settings']['pixels'][0]['added'] = 1000;
		$this->settings->save( [ 'pixels' => [ [ 'code' => 'AAAAAAAAAAAAAAAAAAAA' ], [ 'code' => self::CODE, 'label' => 'Main', 'added' => 9 ] ] ] );
		self::assertSame( 1000, $this->settings->pixels()[1]->added );
		self::assertSame( 'Main', $this->settings->pixels()[1]->label );
	}

	public function test_reads_again_what_another_process_wrote(): void {
		$this->settings->all();
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'consent' => [ 'mode' => 'assumed' ] ];
		self::assertSame( ConsentMode::Assumed, $this->settings->consent_mode() );
	}

	public function test_a_broken_option_means_defaults(): void {
		$GLOBALS['duet_test_options']['duet_settings'] = 'rubbish';
		self::assertSame( 'paid', $this->settings->values()->purchase->moment );
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'pixels' => 'rubbish', 'consent' => [ 'mode' => 'yes' ] ];
		self::assertSame( [], $this->settings->pixels() );
		self::assertSame( ConsentMode::Unset, $this->settings->consent_mode() );
	}

	/** Whatever somebody wrote into the option by hand, every setting has its type. */
	public function test_no_stored_value_breaks_a_type(): void {
		$wrong = [ null, true, 0, -1, 1.5, '', 'x', [], [ 'x' ], [ [ 'x' ] ], [ 'x' => 'y' ], [ 'x' => [ 'y' => [ 'z' ] ] ] ];
		foreach ( $this->settings->all() as $group => $fields ) {
			foreach ( $wrong as $value ) {
				$options = [ [ $group => $value ] ];
				foreach ( is_array( $fields ) ? array_keys( $fields ) : [] as $field ) {
					$options[] = [ $group => [ $field => $value ] ];
				}
				foreach ( [ 'Purchase', '0' ] as $key ) {
					foreach ( [ 'dataLayer', 'moment', 'event', 'email', 'code', 'when' ] as $name ) {
						$options[] = [ $group => [ $key => [ $name => $value ] ] ];
						$options[] = [ $group => [ 'events' => [ $key => [ $name => $value ] ], 'methods' => [ $key => [ $name => $value ] ], 'each' => [ $key => [ $name => $value ] ] ] ];
					}
				}
				foreach ( $options as $option ) {
					$GLOBALS['duet_test_options']['duet_settings'] = $option;
					self::assertSame( $this->settings->all(), $this->typed() );
					array_map( static fn( array $row ): string => $row['id'] . $row['when']['type'] . $row['event'], $this->settings->values()->rules );
					array_map( static fn( array $form ): string => $form['event'], $this->settings->values()->forms->each );
					array_map( static fn( array $method ): string => $method['moment'], $this->settings->values()->purchase->methods );
					$this->settings->pixels();
				}
			}
		}
	}

	public function test_switches_follow_the_catalogue_until_the_merchant_chooses(): void {
		$cart   = $this->catalogue->define( 'AddToCart' );
		$view   = $this->catalogue->define( 'ViewContent' );
		$refund = $this->catalogue->define( 'Refund' );
		self::assertTrue( $this->settings->channel_on( $cart, ChannelName::EventsApi ) );
		self::assertFalse( $this->settings->channel_on( $view, ChannelName::EventsApi ) );

		$this->settings->save( [ 'events' => [ 'AddToCart' => [ 'eventsApi' => false ], 'ViewContent' => [ 'eventsApi' => true ], 'Refund' => [ 'pixel' => true ] ] ] );
		self::assertFalse( $this->settings->channel_on( $cart, ChannelName::EventsApi ) );
		self::assertTrue( $this->settings->channel_on( $cart, ChannelName::Pixel ) );
		self::assertTrue( $this->settings->channel_on( $view, ChannelName::EventsApi ) );
		self::assertFalse( $this->settings->channel_on( $refund, ChannelName::Pixel ) );
		self::assertTrue( $this->settings->channel_on( $this->catalogue->define( 'LevelUp' ), ChannelName::Pixel ) );
	}

	public function test_the_name_is_the_current_or_the_older_one(): void {
		$purchase = $this->catalogue->define( 'Purchase' );
		self::assertSame( 'Purchase', $this->settings->tiktok_name( $purchase ) );
		$this->settings->save( [ 'events' => [ 'Purchase' => [ 'name' => 'CompletePayment' ] ] ] );
		self::assertSame( 'CompletePayment', $this->settings->tiktok_name( $purchase ) );
		$this->settings->save( [ 'events' => [ 'Purchase' => [ 'name' => 'Search' ] ] ] );
		self::assertSame( 'Purchase', $this->settings->tiktok_name( $purchase ) );
	}

	public function test_the_data_layer_stays_quiet_beside_another_tag_plugin(): void {
		$search = $this->catalogue->define( 'Search' );
		self::assertSame( 'dataLayer', $this->settings->data_layer() );
		$GLOBALS['duet_test_options']['active_plugins'] = [ 'gtm-kit/gtm-kit.php', 'woocommerce/woocommerce.php' ];
		self::assertNull( $this->settings->data_layer() );
		$GLOBALS['duet_test_options']['active_plugins']              = [];
		$GLOBALS['duet_test_options']['site:active_sitewide_plugins'] = [ 'gtm-kit/gtm-kit.php' => 1700000000 ];
		self::assertNull( $this->settings->data_layer() );
		self::assertFalse( $this->settings->channel_on( $search, ChannelName::DataLayer ) );
		self::assertTrue( $this->settings->channel_on( $search, ChannelName::Pixel ) );
		$this->settings->save( [ 'data_layer' => [ 'mode' => 'on', 'name' => 'myLayer' ] ] );
		self::assertSame( 'myLayer', $this->settings->data_layer() );
	}
}
