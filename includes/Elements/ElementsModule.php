<?php
declare(strict_types=1);

namespace Duet\Elements;

use Duet\Page\PageModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** What authors put into content: blocks, the panel on core's blocks, shortcodes. */
final class ElementsModule implements Module {

	private readonly Attributes $attributes;
	private readonly ElementBindings $bindings;

	public function __construct(
		private readonly Services $services,
		PageModule $page,
	) {
		$this->attributes = new Attributes(
			$services->catalogue,
			new Values( $services->catalogue ),
			$services->signature,
			$services->has_shop()
		);
		$this->bindings   = new ElementBindings( $this->attributes );
		$page->bind( $this->bindings->all( ... ) );
	}

	public function register(): void {
		$guard   = $this->services->guard;
		$content = new PublishedContent();
		$blocks  = new Blocks( $this->attributes, $content, $guard, dirname( DUET_FILE ) . '/build/blocks' );
		$blocks->register();
		$panel = new Panel( $this->attributes, $content, $guard );
		$panel->register();
		$shortcodes = new Shortcodes( $this->attributes, $this->bindings, $content, $guard );
		$shortcodes->register();
		$editor = new Editor(
			$this->services->settings,
			$this->services->catalogue,
			$this->attributes,
			DUET_FILE,
			$guard
		);
		$editor->register();
	}
}
