<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Elements\Attributes;
use Duet\Elements\Bindings as ElementBindings;
use Duet\Elements\Blocks;
use Duet\Elements\Editor;
use Duet\Elements\Panel;
use Duet\Elements\PublishedContent;
use Duet\Elements\Shortcodes;
use Duet\Elements\Values;
use Duet\Rules\Selector;

defined( 'ABSPATH' ) || exit;

/** What authors put into content: blocks, the panel on core's blocks, shortcodes. */
final class Content {

	public function __construct( private readonly Core $core ) {
	}

	public function register(): ElementBindings {
		$attributes = new Attributes( $this->core->catalogue, new Values( $this->core->catalogue ), $this->core->signature->sign_params( ... ), static fn(): bool => class_exists( 'WooCommerce', false ) );
		$bindings   = new ElementBindings( $attributes, Selector::problem( ... ) );
		$content    = new PublishedContent();
		( new Blocks( $attributes, $content, $this->core->guard, dirname( DUET_FILE ) . '/build/blocks' ) )->register();
		( new Panel( $attributes, $content, $this->core->guard ) )->register();
		( new Shortcodes( $attributes, $bindings, $content, $this->core->guard ) )->register();
		( new Editor( $this->core->settings, $this->core->catalogue, $attributes, DUET_FILE, $this->core->guard ) )->register();
		return $bindings;
	}
}
