<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Duet\Admin\Access;
use Duet\Admin\Screen;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * The one notice of Duet in the admin: when sales are lost until the merchant does something. Nothing else is worth a
 * notice.
 */
final class UrgentNotice {

	public function __construct(
		private readonly Access $access,
		private readonly Findings $findings,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'admin_notices', $this->show( ... ) );
	}

	private function show(): void {
		$urgent = $this->access->may() ? $this->findings->urgent() : null;
		if ( null !== $urgent ) {
			$url = admin_url( ( $this->access->shop() ? 'admin.php' : 'options-general.php' ) . '?page=' . Screen::SLUG );
			printf(
				'<div class="notice notice-error"><p><strong>Duet: %s.</strong> %s <a href="%s">%s</a></p></div>',
				esc_html( $urgent['label'] ),
				esc_html( $urgent['text'] ),
				esc_url( $url ),
				esc_html__( 'Open the settings', 'duet-for-tiktok' )
			);
		}
	}
}
