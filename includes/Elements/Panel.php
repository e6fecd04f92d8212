<?php
declare(strict_types=1);

namespace Duet\Elements;

use Duet\Event\InvalidEvent;

defined( 'ABSPATH' ) || exit;

/**
 * The panel "TikTok event" on WordPress's own blocks. Two attributes in the block's comment and nothing in its HTML:
 * posts need no rebuilding to get an event, and stay valid blocks when Duet is gone.
 */
final class Panel {

	public function __construct(
		private readonly Attributes $attributes,
		private readonly PublishedContent $content,
	) {
	}

	/**
	 * @param string       $name   The block's.
	 * @param array<mixed> $chosen The block's attributes, an event among them.
	 * @param list<string> $tags   On which the event goes.
	 * @param int          $most   How many of them get it.
	 * @param string       $on     What fires it.
	 */
	public function html( string $name, string $html, array $chosen, array $tags, int $most, string $on ): string {
		try {
			$published = fn(): bool => $this->content->has_block( $name, $chosen );
			return Tags::with( $html, $this->attributes->of( $chosen['duetEvent'], $chosen['duetParams'] ?? [], $on, $published ), $tags, $most );
		} catch ( InvalidEvent ) {
			return $html;
		}
	}
}
