<?php
declare(strict_types=1);

namespace Duet\Page;

use Closure;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Modules;
use Duet\Wiring\Services;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * What Duet prints on pages. Other subjects add what on a page becomes an event, before any hook fires.
 *
 * @property-read SideScripts    $side_scripts
 * @property-read PageDraft      $draft
 * @property-read SiteConsent    $site_consent
 * @property-read PageJson       $json
 * @property-read Assets         $assets
 * @property-read SearchRedirect $search_redirect
 */
final class PageModule implements Module, PageParts {

	use MadeWhenNeeded;

	/** @var list<Closure(): list<array<string, mixed>>> */
	private array $bindings = [];

	/** @var list<Closure(): string> */
	private array $forms = [];

	/** @param Modules $modules Of which most pages need few. */
	public function __construct(
		private readonly Services $services,
		private readonly Modules $modules,
	) {
	}

	/**
	 * @param Closure(): list<array<string, mixed>> ...$providers What on this page becomes an event: rules, links,
	 * elements.
	 */
	public function bind( Closure ...$providers ): void {
		$this->bindings = [ ...$this->bindings, ...array_values( $providers ) ];
	}

	/** @param Closure(): string $selector Of forms that an adapter watches. */
	public function watch( Closure $selector ): void {
		$this->forms[] = $selector;
	}

	public function register(): void {
		$this->assets->register();
		$this->side_scripts->register();
		$redirect = fn( mixed $may ): mixed => $this->search_redirect->asked( $may );
		$this->services->guard->filter( 'woocommerce_redirect_single_search_result', $redirect, PHP_INT_MAX );
	}

	public function lists(): ListDraft {
		return new ListDraft( $this->modules->product->lists(), $this->services->guard );
	}

	public function leaves_out_visitor(): bool {
		return $this->modules->visitor->customer->visit_excluded( get_current_user_id() );
	}

	public function shown_order(): ?WC_Order {
		$tray = $this->modules->tray;
		return $tray->audience->may_answer() ? $tray->order_received->reportable() : null;
	}

	protected function make( string $name ): object {
		$services = $this->services;
		$modules  = $this->modules;
		$guard    = $services->guard;
		return match ( $name ) {
			'side_scripts'    => new SideScripts( $modules->consent->sources, DUET_FILE, DUET_VERSION, $guard ),
			'draft'           => new PageDraft( $modules->product->product, $this, $guard ),
			'site_consent'    => new SiteConsent( $modules->address->home, $modules->consent->sources, $this ),
			'json'            => new PageJson(
				$services->settings,
				$services->catalogue,
				$this->draft,
				$guard,
				$this->bindings,
				$this->forms,
				$this->site_consent
			),
			'assets'          => new Assets( $this->json, DUET_FILE, DUET_VERSION, $guard ),
			'search_redirect' => new SearchRedirect(
				$services->catalogue,
				$modules->visitor->customer,
				$modules->tray->handover,
				$services->clock
			),
			default           => throw new \LogicException( "no $name" ),
		};
	}
}
