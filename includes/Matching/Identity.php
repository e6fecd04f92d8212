<?php
declare(strict_types=1);

namespace Duet\Matching;

use Duet\Event\Visitor;
use Duet\Hashing\Hash;
use Duet\Page\SideScripts;
use Duet\Support\Json;
use Duet\Support\UncachedPage;

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
		private readonly SideScripts $scripts,
	) {
	}

	public function enqueue(): void {
		if ( $this->table->is_wanted() ) {
			$this->scripts->add_matching();
		}
	}

	/** @param bool $is_private Whether the page is made for one visitor. */
	public function print( bool $is_private ): void {
		$this->enqueue();
		if ( ! wp_script_is( SideScripts::MATCHING ) ) {
			return;
		}
		Json::print_block( 'duet-matching', $this->table->data() );
		$person = $is_private ? $this->person->person() : null;
		// A guest's block is empty and so may stand in any page; WordPress sends guests no "no-store".
		if ( null !== $person && ( [] === $person || UncachedPage::is_this() ) ) {
			$hashed = Hash::user( $person, new Visitor(), 'web' );
			$hashed = array_intersect_key( $hashed, array_flip( $this->table->used() ) );
			Json::print_block( 'duet-identity', (object) $hashed );
		}
	}
}
