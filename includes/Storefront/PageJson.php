<?php
declare(strict_types=1);

namespace Duet\Storefront;

use Closure;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * All the storefront script is told. Identical for every visitor of an address, for caches store it: no ids, nonces,
 * names or consent; those come from cookies and uncached answers.
 */
final class PageJson {

	private const PIXEL_SCRIPT = 'https://analytics.tiktok.com/i18n/pixel/events.js';

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
		return [
			// With the pixel off for every event TikTok's script must not even load.
			'pixels'      => [] === array_column( $events, 'pixel' ) ? [] : array_map( static fn( Pixel $pixel ): string => $pixel->code, $this->settings->pixels() ),
			'pixelScript' => self::pixel_script(),
			'rest'        => rest_url( 'duet/v1/' ),
			'consent'     => [ 'mode' => $this->settings->consent_mode()->value ],
			'dataLayer'   => $this->settings->data_layer(),
			// An object even when empty.
			'events'      => (object) $events,
			'cookiePath'  => defined( 'COOKIEPATH' ) && is_string( COOKIEPATH ) && '' !== COOKIEPATH ? COOKIEPATH : '/',
		] + ( $shop ? [ 'shop' => [ 'cart' => rest_url( 'wc/store/v1/cart' ) ] ] : [] ) + [
			'page' => (object) ( $this->page )(),
		];
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
