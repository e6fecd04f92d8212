<?php
declare(strict_types=1);

namespace Duet\TagManager;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** Which events Tag Manager finds in the dataLayer, and what TikTok is to call them. */
final class EnabledEvents {

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
	) {
	}

	/**
	 * @return array<string, string> For TikTok: name in the dataLayer => name TikTok gets, the catalogue's order first.
	 */
	public function for_tiktok(): array {
		$names = [];
		foreach ( $this->in_layer() as $definition ) {
			if ( $this->settings->chosen( $definition, ChannelName::Pixel ) ) {
				// A custom event may bear the dataLayer name of a standard one, which then keeps it.
				$names += [ $definition->data_layer_name() => $this->settings->tiktok_name( $definition ) ];
			}
		}
		return $names;
	}

	/** @return list<string> Names in the dataLayer that are not for TikTok, for the merchant's other tags. */
	public function for_others(): array {
		$names = array_map(
			static fn( Definition $definition ): string => $definition->data_layer_name(),
			$this->in_layer()
		);
		return array_values( array_diff( array_unique( $names ), array_keys( $this->for_tiktok() ) ) );
	}

	/** @return list<Definition> */
	private function in_layer(): array {
		$all       = $this->catalogue->all() + $this->custom();
		$is_chosen = fn( Definition $event ): bool => $this->settings->chosen( $event, ChannelName::DataLayer );
		return array_values( array_filter( $all, $is_chosen ) );
	}

	/**
	 * Names of the merchant's own that the settings hold. One that only a script or a block uses is not known here.
	 *
	 * @return array<string, Definition>
	 */
	private function custom(): array {
		$rules = array_filter( $this->settings->values()->rules, static fn( array $rule ): bool => $rule['on'] );
		$names = [
			...array_keys( $this->settings->values()->events ),
			...array_column( $rules, 'event' ),
			...array_column( $this->settings->values()->forms->each, 'event' ),
		];
		$found = [];
		foreach ( $names as $name ) {
			try {
				$definition = $this->catalogue->define( (string) $name );
			} catch ( InvalidEvent ) {
				continue;
			}
			$found[ $definition->name ] = $definition;
		}
		return $found;
	}
}
