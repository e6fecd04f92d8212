<?php
declare(strict_types=1);

namespace Duet\Matching;

use Closure;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Definition;
use Duet\Hashing\IdentifierTable;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** The table as matching.js reads it: the same for every visitor, so a cache may store it. */
final class PageTable {

	/** A name without switches of its own; it gets what every other custom name gets. */
	private const OTHER = '-';

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly IdentifierTable $table,
	) {
	}

	/** @return array<string, mixed> Table as src/storefront/matching/index.ts declares it. */
	public function data(): array {
		$events = $this->pixel_events();
		$layer  = $this->settings->values()->data_layer->user_data ? $this->settings->data_layer() : null;
		return [
			'events'   => (object) array_combine( $events, array_map( $this->table->ticked( ... ), $events ) ),
			'custom'   => $this->table->ticked( self::OTHER ),
			'pages'    => array_values( array_filter( array_keys( $this->catalogue->all() ), $this->table->is_page( ... ) ) ),
			'orders'   => $this->named( static fn( Definition $event ): bool => $event->born( 'order' ) ),
			'checkout' => $this->named( static fn( Definition $event ): bool => 'cart' === $event->once() ),
		] + ( null === $layer ? [] : [ 'dataLayer' => $layer ] );
	}

	/** @return list<string> Identifiers that may stand in an uncached page at all. */
	public function used(): array {
		return $this->table->used( [ ...$this->pixel_events(), self::OTHER ] );
	}

	/** Whether the page has anybody to tell who the visitor is. */
	public function is_wanted(): bool {
		$layer = $this->settings->values()->data_layer->user_data && null !== $this->settings->data_layer();
		return [] !== $this->used() && ( $layer || [] !== $this->settings->pixels() );
	}

	/** @return list<string> */
	private function pixel_events(): array {
		$chosen   = array_map( strval( ... ), array_keys( $this->settings->values()->matching->events ) );
		$own      = array_diff( $chosen, array_keys( $this->catalogue->all() ) );
		$on_pixel = fn( Definition $event ): bool => $this->settings->channel_on( $event, ChannelName::Pixel );
		return [ ...$this->named( $on_pixel ), ...array_values( $own ) ];
	}

	/**
	 * @param Closure(Definition): bool $wanted
	 * @return list<string>
	 */
	private function named( Closure $wanted ): array {
		return array_keys( array_filter( $this->catalogue->all(), $wanted ) );
	}
}
