<?php
declare(strict_types=1);

namespace Duet\Test\TagManager;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\TagManager\Container;
use PHPUnit\Framework\TestCase;

final class ContainerTest extends TestCase {

	private const CODE = 'C9OPQFJC77U5NIJ6K7HG';

	private Catalogue $catalogue;
	private Settings $settings;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [];

		$this->catalogue = Catalogue::shipped();
		$this->settings  = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
	}

	/**
	 * @param array<string, mixed> $stored
	 * @return array<string, mixed> containerVersion as Tag Manager reads it.
	 */
	private function container( array $stored = [] ): array {
		$GLOBALS['duet_test_options']['duet_settings'] = $stored + [ 'pixels' => [ [ 'code' => self::CODE ] ] ];
		$file = json_decode( (string) json_encode( ( new Container( $this->settings, $this->catalogue ) )->export() ), true );
		self::assertSame( 2, $file['exportFormatVersion'] );
		return $file['containerVersion'];
	}

	/**
	 * @param array<string, mixed> $container
	 * @return array<string, mixed> A part's parameters by key.
	 */
	private static function part( array $container, string $list, string $name ): array {
		$found = array_values( array_filter( $container[ $list ], static fn( array $part ): bool => $part['name'] === $name ) );
		self::assertCount( 1, $found, $name );
		return array_column( $found[0]['parameter'] ?? $found[0]['customEventFilter'][0]['parameter'], null, 'key' );
	}

	/**
	 * @param array<string, mixed> $container
	 * @return array<string, string>
	 */
	private static function names( array $container ): array {
		$rows = array_map( static fn( array $row ): array => array_column( $row['map'], 'value', 'key' ), self::part( $container, 'variable', 'TikTok event name' )['map']['list'] );
		return array_column( $rows, 'value', 'key' );
	}

	/** @param array<string, mixed> $container */
	private static function pattern( array $container, string $name = 'Duet - events for TikTok' ): string {
		return self::part( $container, 'trigger', $name )['arg1']['value'];
	}

	public function test_names_every_enabled_event_and_listens_to_exactly_these(): void {
		$container = $this->container();
		$names     = self::names( $container );
		$all       = self::pattern( $container ) . self::pattern( $container, 'Duet - other dataLayer events' );
		foreach ( $this->catalogue->all() as $name => $definition ) {
			if ( $definition->available( ChannelName::Pixel ) ) {
				self::assertSame( $name, $names[ $definition->data_layer_name() ] ?? '', $name );
			}
			if ( $definition->available( ChannelName::DataLayer ) ) {
				self::assertStringContainsString( $definition->data_layer_name(), $all );
			}
		}
		self::assertSame( '^(' . implode( '|', array_keys( $names ) ) . ')$', self::pattern( $container ) );
		self::assertSame( '^(select_item|view_cart|remove_from_cart|add_shipping_info)$', self::pattern( $container, 'Duet - other dataLayer events' ) );
		self::assertStringNotContainsString( 'Refund', (string) json_encode( $container ) );
	}

	public function test_follows_switches_and_chosen_names_even_while_tag_manager_has_the_pixel(): void {
		$container = $this->container(
			[
				'data_layer' => [ 'pixel_by' => 'gtm', 'name' => 'myLayer' ],
				'events'     => [ 'Purchase' => [ 'name' => 'CompletePayment' ], 'Lead' => [ 'name' => 'SubmitForm' ], 'Search' => [ 'pixel' => false ], 'Contact' => [ 'dataLayer' => false ], 'LevelUp' => [ 'pixel' => true ], 'My own-name' => [ 'eventsApi' => false ] ],
				'rules'      => [
					[ 'id' => 'abcd1234', 'on' => true, 'event' => 'StartCheckout', 'when' => [ 'type' => 'page' ] ],
					[ 'id' => 'abcd1235', 'on' => false, 'event' => 'NotYet', 'when' => [ 'type' => 'page' ] ],
				],
			]
		);
		$names     = self::names( $container );
		self::assertSame( [ 'CompletePayment', 'SubmitForm' ], [ $names['purchase'], $names['generate_lead'] ] );
		self::assertSame( [ 'LevelUp', 'My own-name', 'StartCheckout' ], [ $names['LevelUp'], $names['My own-name'], $names['StartCheckout'] ] );
		self::assertArrayNotHasKey( 'search', $names );
		self::assertArrayNotHasKey( 'contact', $names );
		self::assertArrayNotHasKey( 'NotYet', $names );
		self::assertStringContainsString( '|search)', str_replace( '(search|', '|search)', self::pattern( $container, 'Duet - other dataLayer events' ) ) );
		self::assertSame( 'myLayer', self::part( $container, 'variable', 'Duet - dataLayer name' )['value']['value'] );
		self::assertSame( 1, preg_match( '~' . self::pattern( $container ) . '~', 'My own-name' ) );
		self::assertSame( 0, preg_match( '~' . self::pattern( $container ) . '~', 'my_purchase' ) );
	}

	public function test_every_tag_waits_for_ad_storage_and_names_are_ones_tag_manager_takes(): void {
		$container = $this->container();
		self::assertCount( 2, $container['tag'] );
		foreach ( $container['tag'] as $tag ) {
			self::assertSame( [ 'consentStatus' => 'NEEDED', 'consentType' => [ 'type' => 'LIST', 'list' => [ [ 'type' => 'TEMPLATE', 'value' => 'ad_storage' ] ] ] ], $tag['consentSettings'] );
			// Tag Manager would take it for the beginning of a variable.
			preg_match_all( '~\{\{(.*?)\}\}~s', $tag['parameter'][0]['value'], $used );
			foreach ( $used[1] as $name ) {
				self::part( $container, 'variable', $name );
			}
		}
		foreach ( [ 'tag', 'trigger', 'variable', 'folder' ] as $list ) {
			foreach ( $container[ $list ] as $part ) {
				self::assertDoesNotMatchRegularExpression( '/[:<>&"\']/', $part['name'] );
				self::assertSame( [ '0', '0' ], [ $part['accountId'], $part['containerId'] ] );
			}
		}
		self::assertSame( 'GTM-XXXXXXX', $container['container']['publicId'] );
		self::assertSame( [ 'EVENT' ], array_column( $container['builtInVariable'], 'type' ) );
	}

	public function test_the_pixel_code_stands_in_one_place(): void {
		$stored = [ 'pixels' => [ [ 'code' => self::CODE ], [ 'code' => 'AAAAAAAAAAAAAAAAAAAA' ] ] ];
		$json   = (string) json_encode( $this->container( $stored ) );
		self::assertSame( 1, substr_count( $json, self::CODE ) );
		self::assertStringContainsString( self::CODE . ',AAAAAAAAAAAAAAAAAAAA', $json );
		self::assertStringContainsString( 'YOUR-PIXEL-CODE', (string) json_encode( $this->container( [ 'pixels' => [] ] ) ) );
	}

	public function test_identity_is_there_only_when_chosen_and_twice_is_the_same(): void {
		$plain = (string) json_encode( $this->container() );
		self::assertSame( $plain, (string) json_encode( $this->container() ) );
		self::assertStringNotContainsString( 'identify(', $plain );
		$full = (string) json_encode( $this->container( [ 'data_layer' => [ 'user_data' => true ] ] ) );
		self::assertStringContainsString( 'identify(', $full );
	}
}
