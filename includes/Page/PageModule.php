<?php
declare(strict_types=1);

namespace Duet\Page;

use Closure;
use Duet\Address\AddressModule;
use Duet\Consent\ConsentModule;
use Duet\Product\ProductModule;
use Duet\Tray\TrayModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** What Duet prints on pages. Other subjects add what on a page becomes an event, before any hook fires. */
final class PageModule implements Module {

	public readonly SideScripts $side_scripts;

	/** @var list<Closure(): list<array<string, mixed>>> */
	private array $bindings = [];

	/** @var list<Closure(): string> */
	private array $forms = [];

	/** @var list<string> */
	private array $handles;

	public function __construct(
		private readonly Services $services,
		private readonly AddressModule $address,
		private readonly ConsentModule $consent,
		private readonly VisitorModule $visitor,
		private readonly ProductModule $product,
		private readonly TrayModule $tray,
	) {
		$this->handles      = [ Assets::HANDLE, ...SideScripts::handles( $consent->tools ) ];
		$this->side_scripts = new SideScripts(
			$consent->sources,
			DUET_FILE,
			DUET_VERSION,
			$services->guard
		);
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

	/** @param list<string> $handles Of scripts that optimisers must leave alone. */
	public function keep_as_they_are( array $handles ): void {
		$this->handles = [ ...$this->handles, ...$handles ];
	}

	public function register(): void {
		$guard  = $this->services->guard;
		$assets = new Assets( $this->json(), DUET_FILE, DUET_VERSION, $guard );
		$assets->register();
		$this->side_scripts->register();
		$optimisers = new Optimisers( $this->handles, $guard );
		$optimisers->register();
		if ( $this->services->has_shop() ) {
			$search = new SearchRedirect(
				$this->services->catalogue,
				$this->visitor->customer,
				$this->tray->handover,
				$guard,
				$this->services->clock
			);
			$search->register();
		}
	}

	private function json(): PageJson {
		$guard   = $this->services->guard;
		$lists   = new ListDraft( $this->product->lists(), $guard );
		$draft   = new PageDraft( $this->product->product, $lists, $this->visitor->customer, $guard );
		$consent = new SiteConsent(
			$this->address->home,
			$this->consent->sources,
			$this->tray->audience,
			$this->tray->order_received
		);
		return new PageJson(
			$this->services->settings,
			$this->services->catalogue,
			$draft,
			$guard,
			$this->bindings,
			$this->forms,
			$consent
		);
	}
}
