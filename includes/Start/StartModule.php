<?php
declare(strict_types=1);

namespace Duet\Start;

use Automattic\WooCommerce\Admin\Features\OnboardingTasks\TaskList;
use Automattic\WooCommerce\Admin\Features\OnboardingTasks\TaskLists;
use Duet\Admin\AdminModule;
use Duet\SiteHealth\Findings;
use Duet\SiteHealth\SiteHealthModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The guided start: checks of the site, taking over from other TikTok plugins, and where a merchant meets it. */
final class StartModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly AdminModule $admin,
		private readonly VisitorModule $visitor,
		private readonly SiteHealthModule $health,
	) {
	}

	public function register(): void {
		$take_over = new TakeOver( $this->services->settings, $this->services->tokens );
		// Their objects are cheap; nothing is requested before a route is.
		$route = new StartRoute(
			access: $this->services->access,
			checks: $this->checks(),
			take_over: $take_over
		);
		$route->register();
		$official = new OfficialPlugin( $this->services->settings, $this->services->guard );
		$official->register();
		if ( $this->services->has_shop() ) {
			// WooCommerce makes its lists at init too, also for its own REST API.
			$this->services->guard->action( 'init', $this->add_home_task( ... ), 20 );
		}
		$bar = new AdminBar(
			access: $this->services->access,
			screen: $this->admin->screen,
			settings: $this->services->settings,
			customer: $this->visitor->customer,
			guard: $this->services->guard
		);
		$bar->register();
		if ( is_admin() ) {
			$notice = new SetupNotice(
				$this->services->access,
				$this->admin->screen,
				$this->services->settings,
				$this->services->guard
			);
			$notice->register();
		}
	}

	private function add_home_task(): void {
		if ( class_exists( TaskLists::class ) ) {
			$list  = TaskLists::get_list( 'extended' );
			$setup = new Setup( $this->services->settings, $this->services->tokens );
			$url   = $this->admin->screen->url( 'start' );
			$task  = new HomeTask( $list instanceof TaskList ? $list : null, $url, $setup );
			TaskLists::add_task( 'extended', $task );
		}
	}

	private function checks(): SiteChecks {
		$site = $this->health->site();
		return new SiteChecks(
			new Findings( $site ),
			$site,
			$this->admin->shop,
			$this->services->access
		);
	}
}
