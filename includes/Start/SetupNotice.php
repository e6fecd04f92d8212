<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Admin\Access;
use Duet\Admin\Screen;
use Duet\Settings\Settings;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** After activation: where to begin. On the list of plugins only, and only until there is a pixel. */
final class SetupNotice {

	public function __construct(
		private readonly Access $access,
		private readonly Screen $screen,
		private readonly Settings $settings,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'admin_notices', $this->show( ... ) );
	}

	private function show(): void {
		$on_plugins = 'plugins' === ( get_current_screen()->id ?? '' );
		if ( ! $on_plugins || ! $this->access->may() || [] !== $this->settings->pixels() ) {
			return;
		}
		echo '<div class="notice notice-info"><p>' . esc_html__( 'Duet is active, but not connected to TikTok yet.', 'duet-for-tiktok' )
			. ' <a class="button button-primary" href="' . esc_url( $this->screen->url( 'start' ) ) . '">' . esc_html__( 'Set up Duet', 'duet-for-tiktok' ) . '</a></p></div>';
	}
}
