<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Page\PageModule;
use Duet\Relay\RelayModule;
use Duet\Admin\ReportRoute;
use Duet\Rules\RulesModule;
use Duet\Tray\TrayModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Form plugins: the adapters of a page, what is accepted without AJAX, and the list of forms on the screen. */
final class FormsModule implements Module {

	private readonly FormPlugins $plugins;

	public function __construct(
		private readonly Services $services,
		PageModule $page,
		private readonly VisitorModule $visitor,
		private readonly RelayModule $relay,
		private readonly TrayModule $tray,
		private readonly RulesModule $rules,
	) {
		$this->plugins = new FormPlugins();
		$page->watch( $this->plugins->selector( ... ) );
		$page->keep_as_they_are( FormScripts::handles( $this->plugins ) );
	}

	public function register(): void {
		$guard   = $this->services->guard;
		$choice  = new FormChoice( $this->services->settings );
		$names   = new FormNames();
		$scripts = new FormScripts(
			$this->plugins,
			$choice,
			$names,
			$this->services->catalogue,
			DUET_FILE,
			DUET_VERSION,
			$guard
		);
		$scripts->register();
		// When all plugins are loaded, and before any of them handles a form.
		$guard->action( 'init', fn() => $this->listen( $choice, $names ), PHP_INT_MIN );
		$list  = new FormList( $this->plugins, $guard );
		$route = new ReportRoute( $this->services->access, 'forms', $list->report( ... ) );
		$route->register();
	}

	private function listen( FormChoice $choice, FormNames $names ): void {
		$plugins = $this->plugins->active();
		if ( [] === $plugins ) {
			return;
		}
		$accepted = new Acceptance(
			$choice,
			$this->services->catalogue,
			$this->relay->params,
			$this->visitor->customer,
			$this->tray->handover,
			$this->rules->try_out
		);
		foreach ( $plugins as $plugin ) {
			$plugin->listen( $this->services->guard, $names, $accepted );
		}
	}
}
