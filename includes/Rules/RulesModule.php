<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Admin\AdminModule;
use Duet\Page\Assets;
use Duet\Page\PageModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The merchant's own rules: what on a page becomes an event, and how a rule is tried out. */
final class RulesModule implements Module {

	public readonly Validation $validation;
	public readonly TryOut $try_out;

	private readonly Bindings $bindings;

	public function __construct(
		private readonly Services $services,
		AdminModule $admin,
		PageModule $page,
	) {
		$pages            = new UrlPattern( home_url() );
		$examples         = new Examples( Services::source( 'events/examples.json' ) );
		$parameters       = new Parameters( $services->catalogue, $examples );
		$this->validation = new Validation( $services->catalogue, $parameters, $pages, $services->has_shop() );
		$this->bindings   = new Bindings(
			$services->settings,
			$services->catalogue,
			$this->validation,
			$parameters,
			$pages,
			$services->signature
		);
		$this->try_out    = new TryOut(
			$services->access,
			$this->bindings,
			$admin->screen,
			Assets::HANDLE,
			DUET_FILE,
			DUET_VERSION,
			$services->guard
		);
		$links            = new Links( $services->settings, $services->catalogue );
		$page->bind( $this->here( ... ), $links->bindings( ... ) );
	}

	public function register(): void {
		$this->try_out->register();
	}

	/** Whether a rule counts a form on this page, or on any page what appears after one was sent. */
	public function counts_forms(): bool {
		return $this->bindings->counts_forms();
	}

	/** @return list<array<string, mixed>> A page on which a rule is tried has that one alone. */
	private function here(): array {
		return $this->try_out->is_on() ? [] : $this->bindings->here();
	}
}
