<?php
declare(strict_types=1);

namespace Duet\Elements;

use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * What authors put into content: blocks, the panel on core's blocks, shortcodes. WordPress has to know them in every
 * request; what makes their HTML is loaded where a page has one.
 *
 * @property-read Values           $values
 * @property-read Attributes       $attributes
 * @property-read ElementBindings  $bindings
 * @property-read PublishedContent $content
 * @property-read Blocks           $blocks
 * @property-read Panel            $panel
 * @property-read Shortcodes       $shortcodes
 * @property-read Editor           $editor
 */
final class ElementsModule implements Module {

	use MadeWhenNeeded;

	/** Block => tags that get the event, how many of them, and what fires it. A file has its name and its button. */
	private const PANEL_BLOCKS = [
		'core/button'          => [ [ 'A', 'BUTTON' ], 1, 'click' ],
		'core/file'            => [ [ 'A' ], PHP_INT_MAX, 'click' ],
		'core/social-link'     => [ [ 'A' ], 1, 'click' ],
		'core/navigation-link' => [ [ 'A' ], 1, 'click' ],
		'core/form'            => [ [ 'FORM' ], 1, 'submit' ],
	];

	private const SHORTCODES = [ 'duet_button', 'duet_form', 'duet_event' ];

	public function __construct( private readonly Services $services ) {
	}

	/** @return list<array<string, mixed>> What shortcodes asked for on this page. */
	public function page_bindings(): array {
		return isset( $this->made['bindings'] ) ? $this->bindings->all() : [];
	}

	public function register(): void {
		$guard = $this->services->guard;
		$guard->action( 'init', $this->register_types( ... ) );
		$guard->filter( 'register_block_type_args', self::with_attributes( ... ), 10, 2 );
		foreach ( array_keys( self::PANEL_BLOCKS ) as $name ) {
			$panel = fn( mixed $html, mixed $block = null ): mixed => $this->panel_html( $name, $html, $block );
			$guard->filter( "render_block_$name", $panel, 10, 2 );
		}
		// After blocks were made, before WordPress makes quotes curly.
		$guard->filter( 'the_content', self::readable( ... ), 9 );
		$guard->filter( 'widget_text_content', self::readable( ... ), 9 );
		foreach ( self::SHORTCODES as $tag ) {
			add_shortcode(
				$tag,
				fn( mixed $given = [], mixed $text = '' ): string => $this->shortcodes->html( $tag, $given, $text )
			);
		}
		$guard->action( 'enqueue_block_editor_assets', fn() => $this->editor->enqueue(), 9 );
	}

	private function register_types(): void {
		$blocks = [
			'button' => fn( array $chosen, string $html ): string => $this->blocks->button( $chosen, $html ),
			'form'   => fn( array $chosen, string $html ): string => $this->blocks->form( $chosen, $html ),
		];
		foreach ( $blocks as $name => $render ) {
			$folder = dirname( DUET_FILE ) . "/build/blocks/$name";
			// Without a build there is none, and the editor shows what it shows for every missing block.
			if ( is_readable( "$folder/block.json" ) ) {
				register_block_type( $folder, [ 'render_callback' => $render ] );
			}
		}
	}

	/** The server needs them, too: it renders previews of dynamic blocks and refuses attributes it does not know. */
	private static function with_attributes( mixed $type, mixed $name = '' ): mixed {
		if ( ! is_array( $type ) || ! is_string( $name ) || ! isset( self::PANEL_BLOCKS[ $name ] ) ) {
			return $type;
		}
		$known              = is_array( $type['attributes'] ?? null ) ? $type['attributes'] : [];
		$ours               = [ 'duetEvent' => [ 'type' => 'string' ], 'duetParams' => [ 'type' => 'object' ] ];
		$type['attributes'] = $known + $ours;
		return $type;
	}

	/** @param key-of<self::PANEL_BLOCKS> $name */
	private function panel_html( string $name, mixed $html, mixed $block ): mixed {
		$chosen = is_array( $block ) && is_array( $block['attrs'] ?? null ) ? $block['attrs'] : [];
		if ( ! is_string( $html ) || '' === ( $chosen['duetEvent'] ?? '' ) ) {
			return $html;
		}
		return $this->panel->html( $name, $html, $chosen, ...self::PANEL_BLOCKS[ $name ] );
	}

	private static function readable( mixed $content ): mixed {
		$has_shortcode = is_string( $content ) && str_contains( $content, '[duet_' );
		return $has_shortcode ? Shortcodes::readable( $content ) : $content;
	}

	protected function make( string $name ): object {
		$services = $this->services;
		$guard    = $services->guard;
		return match ( $name ) {
			'values'     => new Values( $services->catalogue ),
			'attributes' => new Attributes(
				$services->catalogue,
				$this->values,
				$services->signature,
				$services->has_shop()
			),
			'bindings'   => new ElementBindings( $this->attributes ),
			'content'    => new PublishedContent(),
			'blocks'     => new Blocks( $this->attributes, $this->content, $guard ),
			'panel'      => new Panel( $this->attributes, $this->content ),
			'shortcodes' => new Shortcodes( $this->attributes, $this->bindings, $this->content, $guard ),
			'editor'     => new Editor( $services->settings, $services->catalogue, $this->attributes, DUET_FILE ),
			default      => throw new \LogicException( "no $name" ),
		};
	}
}
