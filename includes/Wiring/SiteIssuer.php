<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Settings\Settings;
use Duet\Support\IdKey;
use Duet\Support\Issuer;

defined( 'ABSPATH' ) || exit;

/** This site, for the days that the merchant allows a cached page. */
final class SiteIssuer implements Issuer {

	public function __construct(
		private readonly Settings $settings,
		private readonly IdKey $key,
	) {
	}

	public function key(): string {
		return $this->key->get();
	}

	public function site(): string {
		$home = get_option( 'home' );
		// A proxy may hide from PHP which scheme the visitor uses.
		$address = (string) preg_replace( '~^https?://~i', '', is_string( $home ) ? $home : '' );
		return get_current_blog_id() . ' ' . $address;
	}

	public function today(): int {
		return intdiv( time(), 86400 );
	}

	public function lifetime(): int {
		return $this->settings->values()->page_cache_days;
	}
}
