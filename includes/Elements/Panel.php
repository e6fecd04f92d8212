<?php
declare(strict_types=1);

namespace Duet\Elements;

use Duet\Event\InvalidEvent;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * The panel "TikTok event" on WordPress's own blocks. Two attributes in the block's comment and nothing in its HTML:
 * posts need no rebuilding to get an event, and stay valid blocks when Duet is gone.
 */
final class Panel {

	/**
	 * Block => on which tags the event goes, how many of them, and what fires it. A file has its name and its button.
	 */
	private const BLOCKS = [
		'core/button'          => [ [ 'A', 'BUTTON' ], 1, 'click' ],
		'core/file'            => [ [ 'A' ], PHP_INT_MAX, 'click' ],
		'core/social-link'     => [ [ 'A' ], 1, 'click' ],
		'core/navigation-link' => [ [ 'A' ], 1, 'click' ],
		'core/form'            => [ [ 'FORM' ], 1, 'submit' ],
	];

	public function __construct(
		private readonly Attributes $attributes,
		private readonly PublishedContent $content,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->filter( 'register_block_type_args', self::with_attributes( ... ), 10, 2 );
		foreach ( self::BLOCKS as $name => [ $tags, $most, $on ] ) {
			$this->guard->filter( "render_block_$name", fn( mixed $html, mixed $block = null ): mixed => $this->render( $name, $html, $block, $tags, $most, $on ), 10, 2 );
		}
	}

	/**
	 * The server must know them, too: it renders previews of dynamic blocks and refuses attributes it has not heard of.
	 */
	private static function with_attributes( mixed $type, mixed $name = '' ): mixed {
		if ( ! is_array( $type ) || ! is_string( $name ) || ! isset( self::BLOCKS[ $name ] ) ) {
			return $type;
		}
		$known              = is_array( $type['attributes'] ?? null ) ? $type['attributes'] : [];
		$type['attributes'] = $known + [ 'duetEvent' => [ 'type' => 'string' ], 'duetParams' => [ 'type' => 'object' ] ];
		return $type;
	}

	/** @param list<string> $tags */
	private function render( string $name, mixed $html, mixed $block, array $tags, int $most, string $on ): mixed {
		$chosen = is_array( $block ) && is_array( $block['attrs'] ?? null ) ? $block['attrs'] : [];
		if ( ! is_string( $html ) || '' === ( $chosen['duetEvent'] ?? '' ) ) {
			return $html;
		}
		try {
			$published = fn(): bool => $this->content->has_block( $name, $chosen );
			return Tags::with( $html, $this->attributes->of( $chosen['duetEvent'], $chosen['duetParams'] ?? [], $on, $published ), $tags, $most );
		} catch ( InvalidEvent ) {
			return $html;
		}
	}
}
