<?php
declare(strict_types=1);

namespace Duet\Elements;

use Closure;
use Duet\Event\InvalidEvent;
use Duet\Rules\Selector;

defined( 'ABSPATH' ) || exit;

/**
 * What [duet_event] asks the storefront script to listen to on this page; collected while content is made, printed
 * below it.
 */
final class ElementBindings {

	private const MOST = 50;

	/** @var array<string, array<string, mixed>> By what it says and the post that says it. */
	private array $found = [];

	public function __construct( private readonly Attributes $attributes ) {
	}

	/**
	 * The same line of the same post is one binding, however often the content is made: search and sharing plugins make
	 * it once more for their descriptions.
	 *
	 * @param array<string, string> $params    As written.
	 * @param Closure(): bool       $published See Attributes::params().
	 * @throws InvalidEvent Saying, translated, what to do.
	 */
	public function add( string $name, string $on, string $selector, array $params, int $post, Closure $published ): void {
		$at = trim( $selector );
		if ( ! in_array( $on, [ 'view', 'click', 'submit' ], true ) ) {
			InvalidEvent::raise( 'on', __( 'write view, click or submit', 'duet-for-tiktok' ) );
		}
		if ( '' === $at && 'view' !== $on ) {
			InvalidEvent::raise( 'selector', __( 'say which element, like .my-button', 'duet-for-tiktok' ) );
		}
		$wrong = '' === $at ? null : Selector::problem( $at );
		if ( null !== $wrong ) {
			InvalidEvent::raise( 'selector', $wrong );
		}
		$event   = $this->attributes->event( $name );
		$params  = $this->attributes->params( $event, $params, $published );
		$binding = [ 'on' => $on ] + ( '' === $at ? [] : [ 'at' => $at ] ) + [ 'name' => $event->name ] + ( [] === $params ? [] : [ 'params' => $params ] );
		if ( count( $this->found ) < self::MOST ) {
			$this->found[ $post . wp_json_encode( $binding ) ] = $binding;
		}
	}

	/** @return list<array<string, mixed>> Each a Binding as src/storefront/browser/page-json.ts declares it. */
	public function all(): array {
		return array_values( $this->found );
	}
}
