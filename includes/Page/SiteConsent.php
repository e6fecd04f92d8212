<?php
declare(strict_types=1);

namespace Duet\Page;

use Duet\Address\Home;
use Duet\Consent\Sources;
use Duet\Support\UncachedPage;

defined( 'ABSPATH' ) || exit;

/** How consent works on this site, and of which order this page may report the shopper's answer. */
final class SiteConsent {

	public function __construct(
		private readonly Home $home,
		private readonly Sources $sources,
		private readonly PageParts $parts,
	) {
	}

	/**
	 * On a copied shop, or one that may be a copy, nothing goes to TikTok. A page that shows an order to its shopper
	 * names it, so that an answer about consent reaches it whatever was sent of it before.
	 *
	 * @return array{consent: 'required'|'assumed'|null, ...}
	 */
	public function data(): array {
		if ( '' !== $this->home->elsewhere() ) {
			return [ 'consent' => null ];
		}
		$order = UncachedPage::is_this() ? $this->parts->shown_order() : null;
		if ( null === $order ) {
			return $this->sources->page();
		}
		$named = [ 'order' => $order->get_id(), 'key' => $order->get_order_key() ];
		return $this->sources->page() + [ 'order' => $named ];
	}
}
