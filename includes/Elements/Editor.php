<?php
declare(strict_types=1);

namespace Duet\Elements;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Settings\Settings;
use Duet\Support\Json;

defined( 'ABSPATH' ) || exit;

/**
 * The block editor's part of Duet: one script with both blocks and the panel, and what it has to know of the settings.
 */
final class Editor {

	/** Both block.json name it as their editor script. */
	public const HANDLE = 'duet-event-panel';

	/** @param string $plugin_file plugin.php, as plugins_url() wants it. */
	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly Attributes $attributes,
		private readonly string $plugin_file,
	) {
	}

	public function enqueue(): void {
		$asset_file = dirname( $this->plugin_file ) . '/build/event-panel.asset.php';
		if ( ! is_readable( $asset_file ) ) {
			return;
		}
		/** @var array{dependencies: list<non-empty-string>, version: string} $asset */
		$asset = require $asset_file;
		wp_enqueue_script( self::HANDLE, plugins_url( 'build/event-panel.js', $this->plugin_file ), $asset['dependencies'], $asset['version'], [ 'in_footer' => true ] );
		wp_set_script_translations( self::HANDLE, 'duet-for-tiktok' );
		wp_add_inline_script( self::HANDLE, 'window.duetEditor = ' . Json::for_script( $this->facts() ) . ';', 'before' );
		// The sidebar stands outside the frame with the content.
		wp_enqueue_style( self::HANDLE, plugins_url( 'build/style-event-panel.css', $this->plugin_file ), [ 'wp-components' ], $asset['version'] );
		wp_style_add_data( self::HANDLE, 'rtl', 'replace' );
	}

	/** @return array<string, mixed> EditorFacts as src/blocks/facts.ts declares it. */
	public function facts(): array {
		$events = [];
		foreach ( $this->catalogue->all() as $name => $event ) {
			if ( 'Pageview' !== $name && $this->attributes->offers( $event ) ) {
				$events[ $name ] = (object) $this->channels( $event );
			}
		}
		$own = [];
		foreach ( array_keys( $this->settings->values()->events ) as $name ) {
			if ( null === $this->catalogue->find( (string) $name ) ) {
				try {
					$own[ $name ] = (object) $this->channels( $this->catalogue->define( (string) $name ) );
				} catch ( InvalidEvent ) {
					// Stored by hand; it cannot be sent.
					continue;
				}
			}
		}
		return [
			'events'   => (object) $events,
			'own'      => (object) $own,
			'custom'   => (object) $this->channels( $this->catalogue->define( 'an event of their own' ) ),
			'pixels'   => count( $this->settings->pixels() ),
			'currency' => function_exists( 'get_woocommerce_currency' ) ? get_woocommerce_currency() : '',
		];
	}

	/** @return array{dataLayer?: string, pixel?: string, eventsApi?: true} Where it goes, and under which name. */
	private function channels( Definition $event ): array {
		$on = fn( ChannelName $channel ): bool => $this->settings->channel_on( $event, $channel );
		return ( $on( ChannelName::DataLayer ) ? [ 'dataLayer' => $event->data_layer_name() ] : [] )
			+ ( $on( ChannelName::Pixel ) ? [ 'pixel' => $this->settings->tiktok_name( $event ) ] : [] )
			// What is born with an order the server takes from no browser.
			+ ( $event->born( 'browser' ) && $on( ChannelName::EventsApi ) ? [ 'eventsApi' => true ] : [] );
	}
}
