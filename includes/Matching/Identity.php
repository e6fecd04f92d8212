<?php
declare(strict_types=1);

namespace Duet\Matching;

use Duet\Event\Visitor;
use Duet\Hashing\Hash;
use Duet\Page\SideScripts;
use Duet\Support\Guard;
use Duet\Support\Json;
use Duet\Support\UncachedPage;
use Duet\Tray\OrderReceived;

defined( 'ABSPATH' ) || exit;

/**
 * Manual advanced matching for the pixel: the merchant's table of identifiers wherever matching.js is, and the
 * visitor's hashed identity on pages that no cache may store: checkout, account, and those that show an order by its
 * key. Never on a page that is merely shown to a logged-in user: a careless cache stores those too.
 */
final class Identity {

	public function __construct(
		private readonly PageTable $table,
		private readonly PagePerson $person,
		private readonly OrderReceived $page,
		private readonly SideScripts $scripts,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'wp_enqueue_scripts', $this->enqueue( ... ), 9 );
		// After the form plugins' scripts, before WordPress prints what is in the footer (20).
		$this->guard->action( 'wp_footer', $this->print( ... ), 19 );
	}

	private function enqueue(): void {
		if ( $this->is_private() && $this->table->is_wanted() ) {
			$this->scripts->add_matching();
		}
	}

	private function print(): void {
		if ( ! wp_script_is( SideScripts::MATCHING ) && $this->has_form() && $this->table->is_wanted() ) {
			$this->scripts->add_matching();
		}
		if ( ! wp_script_is( SideScripts::MATCHING ) ) {
			return;
		}
		Json::print_block( 'duet-matching', $this->table->data() );
		$person = $this->is_private() ? $this->person->person() : null;
		// A guest's block is empty and so may stand in any page; WordPress sends guests no "no-store".
		if ( null !== $person && ( [] === $person || UncachedPage::is_this() ) ) {
			$hashed = Hash::user( $person, new Visitor(), 'web' );
			$hashed = array_intersect_key( $hashed, array_flip( $this->table->used() ) );
			Json::print_block( 'duet-identity', (object) $hashed );
		}
	}

	/** WooCommerce's own pages that are made anew for every visitor, and thank-you pages of the merchant's own. */
	private function is_private(): bool {
		if ( ! function_exists( 'is_checkout' ) ) {
			return false;
		}
		return is_checkout() || is_account_page() || null !== $this->page->order();
	}

	/** Whether an adapter watches a form on this page, into which visitors may type who they are. */
	private function has_form(): bool {
		$is_adapter = static fn( mixed $handle ): bool => is_string( $handle ) && str_starts_with( $handle, 'duet-forms-' );
		return [] !== array_filter( wp_scripts()->queue, $is_adapter );
	}
}
