<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** Declares our cookies and our compliance to the WP Consent API, so consent plugins can list them. */
final class CookieInfo {

	/**
	 * @param string $basename plugin_basename(); the owner may have renamed the folder.
	 * @param string $service  The name under which consent to us is asked for.
	 */
	public function __construct(
		private readonly string $basename,
		private readonly string $service,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->filter( "wp_consent_api_registered_{$this->basename}", static fn(): bool => true );
		// The API starts on init, priority 9.
		$this->guard->action( 'init', $this->declare_cookies( ... ), 20 );
	}

	private function declare_cookies(): void {
		if ( ! function_exists( 'wp_add_cookie_info' ) ) {
			return;
		}
		$days   = __( '30 days', 'duet-for-tiktok' );
		$months = __( '13 months', 'duet-for-tiktok' );
		$number = __( 'A random number', 'duet-for-tiktok' );
		$rows   = [
			'ttclid'            => [ $days, __( 'Remembers which TikTok ad led here.', 'duet-for-tiktok' ), __( 'Click id', 'duet-for-tiktok' ) ],
			'_ttp'              => [ $months, __( 'TikTok recognises the browser.', 'duet-for-tiktok' ), $number ],
			'_tt_enable_cookie' => [ $months, __( 'TikTok remembers whether it may set cookies.', 'duet-for-tiktok' ), '' ],
			'ttcsid'            => [ $months, __( 'TikTok recognises the visit.', 'duet-for-tiktok' ), $number ],
			'duet_visitor'      => [ $months, __( 'Remembers whether you agreed, so it can be withdrawn.', 'duet-for-tiktok' ), $number ],
			'duet_tray'         => [ __( '5 minutes', 'duet-for-tiktok' ), __( 'Reports a form or registration once.', 'duet-for-tiktok' ), '' ],
		];
		foreach ( $rows as $name => [ $expires, $purpose, $data ] ) {
			wp_add_cookie_info( $name, $this->service, 'marketing', $expires, $purpose, $data );
		}
	}
}
