<?php
declare(strict_types=1);

namespace Duet\Page;

use Duet\Address\Home;
use Duet\Consent\Sources;
use Duet\Support\UncachedPage;
use Duet\Tray\Audience;
use Duet\Tray\OrderReceived;

defined( 'ABSPATH' ) || exit;

/** How consent works on this site, and of which order this page may report the shopper's answer. */
final class SiteConsent {

	public function __construct(
		private readonly Home $home,
		private readonly Sources $sources,
		private readonly Audience $audience,
		private readonly OrderReceived $page,
	) {
	}

	/**
	 * On a copied shop, or one that may be a copy, nothing goes to TikTok, but a refusal is stored. A page that shows an
	 * order to its shopper names it, so that an answer about consent reaches it whatever was sent of it before.
	 *
	 * @return array{consent: 'required'|'assumed'|null, ...}
	 */
	public function data(): array {
		$copy  = '' === $this->home->elsewhere() ? [] : [ 'copy' => true ];
		$shown = UncachedPage::is_this() && $this->audience->may_answer();
		$order = $shown ? $this->page->reportable() : null;
		$named = null === $order ? [] : [ 'order' => $order->get_id(), 'key' => $order->get_order_key() ];
		return $this->sources->page() + ( [] === $named ? [] : [ 'order' => $named ] ) + $copy;
	}
}
