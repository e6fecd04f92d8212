<?php
declare(strict_types=1);

namespace Duet\Elements;

use Duet\Event\InvalidEvent;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * The blocks "Tracked button" and "Tracked form". Their content is plain HTML saved with the post; only the event is
 * added when the page is made, because only the server can sign it. Without Duet they are a button and a group.
 */
final class Blocks {

	public function __construct(
		private readonly Attributes $attributes,
		private readonly PublishedContent $content,
		private readonly Guard $guard,
	) {
	}

	/** @param array<mixed> $chosen As for render(). */
	public function button( array $chosen, string $html ): string {
		$render = fn(): string => $this->render( 'duet/button', $chosen, $html, [ 'A', 'BUTTON' ], 'click' );
		return $this->guard->run( $render, 'duet/button', $html );
	}

	/** @param array<mixed> $chosen As for render(). */
	public function form( array $chosen, string $html ): string {
		$render = fn(): string => $this->render( 'duet/form', $chosen, $html, [], 'submit' );
		return $this->guard->run( $render, 'duet/form', $html );
	}

	/**
	 * @param array<mixed> $chosen The block's attributes, from anyone who could edit the post.
	 * @param list<string> $tags   Where the event belongs.
	 */
	private function render( string $name, array $chosen, string $html, array $tags, string $on ): string {
		try {
			$published = fn(): bool => $this->content->has_block( $name, $chosen );
			return Tags::with( $html, $this->attributes->of( $chosen['duetEvent'] ?? '', $chosen['duetParams'] ?? [], $on, $published ), $tags );
		} catch ( InvalidEvent ) {
			// The editor says so beside the field; a visitor gets the element as it is.
			return $html;
		}
	}
}
