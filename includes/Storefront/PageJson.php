<?php
declare(strict_types=1);

namespace Duet\Storefront;

use Closure;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Settings\ConsentMode;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * All the storefront script is told. Identical for every visitor of an address, for caches store it: no ids, nonces,
 * names or consent; those come from cookies and uncached answers.
 */
final class PageJson {

	private const PIXEL_SCRIPT = 'https://analytics.tiktok.com/i18n/pixel/events.js';

	/** Of a product's facts: GA4's words, and what only the relay needs. */
	private const ONLY_IN_ROWS = [ 'variant', 'group_id', 'item_currency', 'tax', 'sig' ];

	/** @param Closure(): array<string, mixed> $page What page this is; asked in the footer, when the page knows. */
	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly Closure $page,
	) {
	}

	/** Whether any browser channel is on; without one nothing of ours is on the page. */
	public function is_needed(): bool {
		return [] !== $this->settings->pixels() || null !== $this->settings->data_layer();
	}

	/** @return array<string, mixed> PageJson as src/storefront/config.ts declares it. */
	public function data(): array {
		$shop   = class_exists( 'WooCommerce', false );
		$events = $this->events();
		$page   = ( $this->page )();
		// Parameters of the events above; the script need not know the others.
		$params = array_unique( array_merge( ...array_map( fn( string $name ): array => $this->catalogue->define( $name )->accepts(), array_keys( $events ) ) ) );
		return [
			// With the pixel off for every event TikTok's script must not even load.
			'pixels'      => [] === array_column( $events, 'pixel' ) ? [] : array_map( static fn( Pixel $pixel ): string => $pixel->code, $this->settings->pixels() ),
			'pixelScript' => self::pixel_script(),
			'rest'        => rest_url( 'duet/v1/' ),
			'consent'     => isset( $page['excluded'] ) ? null : $this->consent(),
			'dataLayer'   => $this->settings->data_layer(),
			// An object even when empty.
			'events'      => (object) $events,
			'only'        => array_values( array_unique( [ ...array_filter( $params, $this->catalogue->only_data_layer( ... ) ), ...self::ONLY_IN_ROWS ] ) ),
			'numbers'     => array_values( array_filter( $params, $this->catalogue->is_number( ... ) ) ),
			'cookiePath'  => defined( 'COOKIEPATH' ) && is_string( COOKIEPATH ) && '' !== COOKIEPATH ? COOKIEPATH : '/',
			// The WP Consent API is there, though its script may come late.
			'tool'        => function_exists( 'wp_has_consent' ),
		] + ( $shop ? [ 'shop' => [ 'cart' => rest_url( 'wc/store/v1/cart' ) ] ] : [] ) + [
			'page' => (object) $page,
		];
	}

	/** What counts as consent; null before the merchant has chosen, and then nothing goes to TikTok. */
	private function consent(): ?string {
		$mode = $this->settings->consent_mode();
		return ConsentMode::Unset === $mode ? null : $mode->value;
	}

	/** @return array<string, array{layer?: string, pixel?: string, relay?: true}> */
	private function events(): array {
		$events = [];
		$pixels = [] !== $this->settings->pixels();
		foreach ( $this->catalogue->all() as $name => $definition ) {
			$on              = fn( ChannelName $channel ): bool => $this->settings->channel_on( $definition, $channel );
			$events[ $name ] = ( $on( ChannelName::DataLayer ) ? [ 'layer' => $definition->data_layer_name() ] : [] )
				+ ( $pixels && $on( ChannelName::Pixel ) ? [ 'pixel' => $this->settings->tiktok_name( $definition ) ] : [] )
				+ ( $pixels && $definition->born( 'browser' ) && $on( ChannelName::EventsApi ) ? [ 'relay' => true ] : [] );
		}
		return array_filter( $events, static fn( array $names ): bool => [] !== $names );
	}

	/** Tests and mirrors may serve it from elsewhere; never a setting in the database, which a stolen login could change. */
	private static function pixel_script(): string {
		$url = defined( 'DUET_PIXEL_SCRIPT_URL' ) ? constant( 'DUET_PIXEL_SCRIPT_URL' ) : null;
		return is_string( $url ) && '' !== $url ? $url : self::PIXEL_SCRIPT;
	}
}
