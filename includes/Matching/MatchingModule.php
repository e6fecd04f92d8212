<?php
declare(strict_types=1);

namespace Duet\Matching;

use Duet\Page\SideScripts;
use Duet\Tray\TrayModule;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Modules;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * Manual advanced matching in the browser. After the forms: whether one is on the page decides.
 *
 * @property-read PageTable  $table
 * @property-read PagePerson $person
 * @property-read Identity   $identity
 */
final class MatchingModule implements Module {

	use MadeWhenNeeded;

	/** @param Modules $modules Of which most pages need few. */
	public function __construct(
		private readonly Services $services,
		private readonly Modules $modules,
	) {
	}

	public function register(): void {
		$guard = $this->services->guard;
		$guard->action( 'wp_enqueue_scripts', $this->enqueue( ... ), 9 );
		// After the form plugins' scripts, before WordPress prints what is in the footer (20).
		$guard->action( 'wp_footer', $this->print( ... ), 19 );
	}

	private function enqueue(): void {
		if ( $this->is_private() ) {
			$this->identity->enqueue();
		}
	}

	private function print(): void {
		if ( wp_script_is( SideScripts::MATCHING ) || self::has_form() ) {
			$this->identity->print( $this->is_private() );
		}
	}

	/** WooCommerce's own pages that are made anew for every visitor, and thank-you pages of the merchant's own. */
	private function is_private(): bool {
		return function_exists( 'is_checkout' ) && ( is_checkout() || is_account_page() || $this->shows_order() );
	}

	private function shows_order(): bool {
		return TrayModule::may_show_an_event() && null !== $this->modules->tray->order_received->order();
	}

	/** Whether an adapter watches a form on this page, into which visitors may type who they are. */
	private static function has_form(): bool {
		foreach ( wp_scripts()->queue as $handle ) {
			if ( str_starts_with( (string) $handle, 'duet-forms-' ) ) {
				return true;
			}
		}
		return false;
	}

	protected function make( string $name ): object {
		$services = $this->services;
		$modules  = $this->modules;
		return match ( $name ) {
			'table'    => new PageTable( $services->settings, $services->catalogue, $services->identifiers ),
			'person'   => new PagePerson(
				$modules->visitor->request,
				$modules->visitor->customer,
				$modules->tray->order_received,
				$modules->order->shown
			),
			'identity' => new Identity( $this->table, $this->person, $modules->page->side_scripts ),
			default    => throw new \LogicException( "no $name" ),
		};
	}
}
