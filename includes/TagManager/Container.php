<?php
declare(strict_types=1);

namespace Duet\TagManager;

use Duet\Event\Catalogue;
use Duet\Event\Definition;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * A web container for Google Tag Manager (export format 2) that drives TikTok from our dataLayer: the names and ids
 * Duet itself would use, so copies of both sides are one event. No template of anybody else: two Custom HTML tags. The
 * same settings give the same bytes.
 */
final class Container {

	private const SCRIPT = 'https://analytics.tiktok.com/i18n/pixel/events.js';

	/** Of a push: its frame, and what product rows carry for other readers. */
	private const NOT_PARAMETERS = [ 'event', 'event_id', 'ecommerce', 'items', 'tiktok', 'user_data', 'variant', 'group_id', 'item_currency', 'sig' ];

	private const IDS    = [ 'accountId' => '0', 'containerId' => '0' ];
	private const FOLDER = '1';
	private const BASE   = 'Duet - TikTok pixel';

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
	) {
	}

	/** @return array<string, mixed> What json_encode() makes a file of, that Tag Manager imports. */
	public function export(): array {
		$events = new EnabledEvents( $this->settings, $this->catalogue );
		return [
			'exportFormatVersion' => 2,
			// Fixed, so that a comparison of two downloads shows what has changed.
			'exportTime'          => '2026-01-01 00:00:00',
			'containerVersion'    => [
				'path'               => 'accounts/0/containers/0/versions/0',
				...self::IDS,
				'containerVersionId' => '0',
				'container'          => [
					'path'         => 'accounts/0/containers/0',
					...self::IDS,
					'name'         => 'Duet for TikTok',
					'publicId'     => 'GTM-XXXXXXX',
					'usageContext' => [ 'WEB' ],
					'fingerprint'  => '1',
				],
				'tag'                => $this->tags( [] !== $events->for_tiktok() ),
				'trigger'            => self::triggers( array_keys( $events->for_tiktok() ), $events->for_others() ),
				'variable'           => $this->variables( $events->for_tiktok() ),
				'builtInVariable'    => [ [ ...self::IDS, 'type' => 'EVENT', 'name' => 'Event' ] ],
				'folder'             => [
					[ ...self::IDS, 'folderId' => self::FOLDER, 'name' => 'Duet for TikTok', 'fingerprint' => '1' ],
				],
			],
		];
	}

	/**
	 * @param bool $any Whether there is an event for them; without one there is no trigger either.
	 * @return list<array<string, mixed>>
	 */
	private function tags( bool $any ): array {
		$accepted = static fn( Definition $definition ): array => $definition->accepts();
		$params   = array_merge( ...array_map( $accepted, array_values( $this->catalogue->all() ) ) );
		$only     = array_filter( array_unique( $params ), $this->catalogue->only_data_layer( ... ) );
		// Global Privacy Control, as the merchant reads it and our own pixel does.
		$signal  = 'navigator.globalPrivacyControl === true';
		$silent  = 'block' === $this->settings->values()->consent->gpc ? $signal : 'false';
		$limited = 'limit' === $this->settings->values()->consent->gpc ? $signal : 'false';
		$limited = $this->settings->values()->consent->limited_data_use ? 'true' : $limited;
		return [
			// Without a trigger of its own: it runs before each event that consent lets through, and has something to
			// do before the first.
			self::html( '1', self::BASE, Html::base( self::SCRIPT, $silent, $limited ), [] ),
			self::html(
				'2',
				'Duet - TikTok event',
				Html::event( [ ...self::NOT_PARAMETERS, ...$only ], $this->user_data(), $silent, $limited ),
				[ 'firingTriggerId' => $any ? [ '1' ] : [], 'setupTag' => [ [ 'tagName' => self::BASE, 'stopOnSetupFailure' => false ] ] ]
			),
		];
	}

	/**
	 * @param array<string, mixed> $more
	 * @return array<string, mixed>
	 */
	private static function html( string $id, string $name, string $html, array $more ): array {
		return [
			...self::IDS,
			'tagId'              => $id,
			'name'               => $name,
			'type'               => 'html',
			'parameter'          => [
				self::text( 'html', $html ),
				[ 'type' => 'BOOLEAN', 'key' => 'supportDocumentWrite', 'value' => 'false' ],
			],
			'fingerprint'        => '1',
			...$more,
			'parentFolderId'     => self::FOLDER,
			'tagFiringOption'    => 'ONCE_PER_EVENT',
			'monitoringMetadata' => [ 'type' => 'MAP' ],
			'consentSettings'    => [
				'consentStatus' => 'NEEDED',
				'consentType'   => [
					'type' => 'LIST',
					'list' => [ [ 'type' => 'TEMPLATE', 'value' => 'ad_storage' ] ],
				],
			],
		];
	}

	/**
	 * @param list<string> $tiktok
	 * @param list<string> $others
	 * @return list<array<string, mixed>>
	 */
	private static function triggers( array $tiktok, array $others ): array {
		$lists    = array_filter( [ 'Duet - events for TikTok' => $tiktok, 'Duet - other dataLayer events' => $others ] );
		$triggers = [];
		foreach ( $lists as $name => $events ) {
			$triggers[] = [
				...self::IDS,
				'triggerId'         => 'Duet - events for TikTok' === $name ? '1' : '2',
				'name'              => $name,
				'type'              => 'CUSTOM_EVENT',
				// Names are letters, digits, spaces, "_" and "-": nothing a pattern would read as a sign.
				'customEventFilter' => [
					[
						'type'      => 'MATCH_REGEX',
						'parameter' => [
							self::text( 'arg0', '{{_event}}' ),
							self::text( 'arg1', '^(' . implode( '|', $events ) . ')$' ),
						],
					],
				],
				'fingerprint'       => '1',
				'parentFolderId'    => self::FOLDER,
			];
		}
		return $triggers;
	}

	/**
	 * @param array<string, string> $names
	 * @return list<array<string, mixed>>
	 */
	private function variables( array $names ): array {
		$codes     = array_map( static fn( Pixel $pixel ): string => $pixel->code, $this->settings->pixels() );
		$layer     = [
			'event_id',
			'ecommerce',
			'ecommerce.items',
			'ecommerce.value',
			'ecommerce.currency',
			'ecommerce.transaction_id',
			...( $this->user_data() ? [ 'user_data' ] : [] ),
		];
		$rows      = array_map(
			static fn( string $from, string $to ): array => [ 'type' => 'MAP', 'map' => [ self::text( 'key', $from ), self::text( 'value', $to ) ] ],
			array_keys( $names ),
			$names
		);
		$variables = [
			[
				'Duet - TikTok pixel code',
				'c',
				[ self::text( 'value', [] === $codes ? 'YOUR-PIXEL-CODE' : implode( ',', $codes ) ) ],
			],
			[ 'Duet - dataLayer name', 'c', [ self::text( 'value', $this->settings->values()->data_layer->name ) ] ],
			[
				'TikTok event name',
				'smm',
				[
					[ 'type' => 'BOOLEAN', 'key' => 'setDefaultValue', 'value' => 'false' ],
					self::text( 'input', '{{Event}}' ),
					[ 'type' => 'LIST', 'key' => 'map', 'list' => $rows ],
				],
			],
			[ 'Duet - push', 'jsm', [ self::text( 'javascript', Html::PUSH ) ] ],
			...array_map(
				static fn( string $path ): array => [ "Duet - $path", 'v', self::from_layer( $path ) ],
				$layer
			),
		];
		return array_map(
			static fn( int $at, array $variable ): array => [
				...self::IDS,
				'variableId'     => (string) ( $at + 1 ),
				'name'           => $variable[0],
				'type'           => $variable[1],
				'parameter'      => $variable[2],
				'fingerprint'    => '1',
				'parentFolderId' => self::FOLDER,
				'formatValue'    => (object) [],
			],
			array_keys( $variables ),
			$variables
		);
	}

	/** @return list<array<string, string>> */
	private static function from_layer( string $path ): array {
		return [
			[ 'type' => 'INTEGER', 'key' => 'dataLayerVersion', 'value' => '2' ],
			[ 'type' => 'BOOLEAN', 'key' => 'setDefaultValue', 'value' => 'false' ],
			self::text( 'name', $path ),
		];
	}

	private function user_data(): bool {
		return $this->settings->values()->data_layer->user_data;
	}

	/** @return array<string, string> */
	private static function text( string $key, string $value ): array {
		return [ 'type' => 'TEMPLATE', 'key' => $key, 'value' => $value ];
	}
}
