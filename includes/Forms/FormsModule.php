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

	public function __construct(
		private readonly Services $services,
		private readonly VisitorModule $visitor,
		private readonly RelayModule $relay,
		private readonly TrayModule $tray,
		private readonly RulesModule $rules,
	) {
	}

	public function register(): void {
		$guard   = $this->services->guard;
		$plugins = new FormPlugins();
		$choice  = new FormChoice( $this->services->settings );
		$names   = new FormNames();
		$scripts = new FormScripts(
			$plugins,
			$choice,
			$names,
			$this->services->catalogue,
			DUET_FILE,
			DUET_VERSION,
			$guard
		);
		$scripts->register();
		// When all plugins are loaded, and before any of them handles a form.
		$guard->action( 'init', fn() => $this->listen( $plugins->active(), $choice, $names ), PHP_INT_MIN + 1 );
		$list  = new FormList( $plugins, $guard );
		$route = new ReportRoute( $this->services->access, 'forms', $list->report( ... ) );
		$route->register();
	}

	/** @param list<FormPlugin> $plugins Of this site. */
	private function listen( array $plugins, FormChoice $choice, FormNames $names ): void {
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
