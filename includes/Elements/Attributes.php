<?php
declare(strict_types=1);

namespace Duet\Elements;

use Closure;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Support\Json;
use Duet\Support\Signature;

defined( 'ABSPATH' ) || exit;

/**
 * From what an author chose - an event and its parameters - to what the storefront script reads from the element. Money
 * and product parameters are signed here: the relay believes them because PHP printed them, not because a page says so.
 */
final class Attributes {

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Values $values,
		private readonly Signature $signature,
		private readonly bool $has_shop,
	) {
	}

	/**
	 * Whether an element may fire it. In a shop orders speak for themselves, and the dataLayer's own events need its
	 * facts.
	 */
	public function offers( Definition $event ): bool {
		if ( $this->has_shop ) {
			return $event->available( ChannelName::Pixel ) && ! $event->born( 'order' );
		}
		return $event->available( ChannelName::Pixel ) || $event->available( ChannelName::DataLayer );
	}

	/**
	 * @param mixed $name Any name of an event: current, older, spaced, or an own one.
	 * @throws InvalidEvent Saying, translated, what to do.
	 */
	public function event( mixed $name ): Definition {
		try {
			$event = $this->catalogue->define( is_string( $name ) ? trim( $name ) : '' );
		} catch ( InvalidEvent ) {
			InvalidEvent::raise( 'event', __( 'write a name of 1 to 50 letters, digits, spaces, "_" or "-"', 'duet-for-tiktok' ) );
		}
		if ( ! $this->offers( $event ) ) {
			/* translators: %s: name of an event. */
			InvalidEvent::raise( 'event', sprintf( __( 'Duet sends %s itself, from your shop; choose another one', 'duet-for-tiktok' ), $event->name ) );
		}
		return $event;
	}

	/**
	 * @param array<mixed>    $given     As written; see Values::of().
	 * @param Closure(): bool $published Whether the element stands in published content. Anybody may write a draft, so
	 *         its money is nothing to vouch for. Called only where there is money.
	 * @return array<string, mixed> Typed, checked, and signed where it is about money or products.
	 * @throws InvalidEvent
	 */
	public function params( Definition $event, array $given, Closure $published ): array {
		$params = $this->values->of( $event, $given );
		return [] !== array_intersect_key( $params, Signature::PARAMS ) && $published() ? $this->signature->sign_params( $event->name, $params ) : $params;
	}

	/**
	 * @param mixed           $params    Name => value as stored in a block or written in a shortcode.
	 * @param string          $on        'click', 'submit', 'view', or '' for what is natural for the element.
	 * @param Closure(): bool $published See params().
	 * @return array<string, string> Attributes of the element, not yet escaped.
	 * @throws InvalidEvent
	 */
	public function of( mixed $name, mixed $params, string $on, Closure $published ): array {
		$event  = $this->event( $name );
		$params = $this->params( $event, is_array( $params ) ? $params : [], $published );
		return [ 'data-duet-event' => $event->name ]
			+ ( '' === $on ? [] : [ 'data-duet-on' => $on ] )
			// Of this JSON no "&" can be taken for an entity: esc_attr() leaves entities alone, and browsers would read
			// them.
			+ ( [] === $params ? [] : [ 'data-duet-params' => Json::for_script( $params ) ] );
	}
}
