<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Duet\Support\Guard;
use Duet\Support\UncachedPage;

defined( 'ABSPATH' ) || exit;

/**
 * Somebody who has switched off to look at the shop as a guest gets pages that say so to the script. A cache would take them
 * for any guest's, so none may store them. One it has stored before still reports its page views to the pixel; everything
 * else meets the server, which knows the cookie.
 */
final class ExcludedVisit {

	public function __construct(
		private readonly Customer $customer,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'template_redirect', $this->begin( ... ), 5 );
	}

	private function begin(): void {
		if ( ! is_user_logged_in() && $this->customer->visit_excluded( 0 ) ) {
			UncachedPage::begin();
		}
	}
}
