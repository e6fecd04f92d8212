<?php
declare(strict_types=1);

namespace Duet\Admin;

use Duet\Support\Json;

defined( 'ABSPATH' ) || exit;

/** The page "Duet for TikTok" in the admin menu: an empty box, and the script that fills it. */
final class Screen {

	public const SLUG = 'duet-for-tiktok';

	private const HANDLE = 'duet-admin';

	/** @param string $plugin_file plugin.php, as plugins_url() wants it. */
	public function __construct(
		private readonly Access $access,
		private readonly string $plugin_file,
	) {
	}

	public function register(): void {
		// After WooCommerce's own entries.
		add_action( 'admin_menu', $this->menu( ... ), 70 );
		add_filter( 'plugin_action_links_' . plugin_basename( $this->plugin_file ), $this->action_links( ... ) );
	}

	private function menu(): void {
		$name = __( 'Duet for TikTok', 'duet-for-tiktok' );
		$page = add_submenu_page( $this->parent(), $name, $name, $this->access->capability(), self::SLUG, $this->render( ... ) );
		if ( is_string( $page ) ) {
			add_action( 'load-' . $page, $this->load( ... ) );
		}
	}

	private function load(): void {
		add_action( 'admin_enqueue_scripts', $this->enqueue( ... ) );
	}

	private function render(): void {
		echo '<div class="wrap"><h1>' . esc_html__( 'Duet for TikTok', 'duet-for-tiktok' ) . '</h1><hr class="wp-header-end">'
			. '<div id="duet-admin" data-shop="' . ( $this->access->shop() ? '1' : '0' )
			. '" data-chart="' . esc_url( $this->chart() ) . '">';
		if ( is_readable( $this->asset_file() ) ) {
			echo '<p>' . esc_html__( 'Loading…', 'duet-for-tiktok' ) . '</p><noscript>' . esc_html__( 'This page needs JavaScript. Switch it on in your browser and reload.', 'duet-for-tiktok' ) . '</noscript>';
		} else {
			echo '<p>' . esc_html__( 'The scripts of this page are missing. Install the plugin again from its zip file.', 'duet-for-tiktok' ) . '</p>';
		}
		echo '</div></div>';
	}

	private function enqueue(): void {
		if ( ! is_readable( $this->asset_file() ) ) {
			return;
		}
		/** @var array{dependencies: list<non-empty-string>, version: string} $asset */
		$asset = require $this->asset_file();
		wp_enqueue_script(
			self::HANDLE,
			plugins_url( 'build/admin.js', $this->plugin_file ),
			$asset['dependencies'],
			$asset['version'],
			[ 'in_footer' => true, 'strategy' => 'defer' ]
		);
		wp_set_script_translations( self::HANDLE, 'duet-for-tiktok', dirname( $this->plugin_file ) . '/languages' );
		$style = plugins_url( 'build/style-admin.css', $this->plugin_file );
		wp_enqueue_style( self::HANDLE, $style, [ 'wp-components' ], $asset['version'] );
		wp_style_add_data( self::HANDLE, 'rtl', 'replace' );
		$this->preload();
	}

	/** Puts the answer of GET settings into the page, so the screen shows at once. It holds no token. */
	private function preload(): void {
		$answers = rest_preload_api_request( [], '/duet/v1/settings' );
		$json    = Json::for_script( $answers );
		if ( '' !== $json ) {
			wp_add_inline_script( 'wp-api-fetch', 'wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( ' . $json . ' ) );', 'after' );
		}
	}

	/**
	 * @param array<mixed> $links
	 * @return array<mixed>
	 */
	private function action_links( array $links ): array {
		if ( ! $this->access->may() ) {
			return $links;
		}
		return [ '<a href="' . esc_url( $this->url() ) . '">' . esc_html__( 'Settings', 'duet-for-tiktok' ) . '</a>', ...$links ];
	}

	/** @param string $target A page of the screen, for example "deliveries?order=5"; '' for the first one. */
	public function url( string $target = '' ): string {
		$file = $this->access->shop() ? 'admin.php' : 'options-general.php';
		return add_query_arg( 'page', self::SLUG, admin_url( $file ) ) . ( '' === $target ? '' : '#' . $target );
	}

	private function parent(): string {
		return $this->access->shop() ? 'woocommerce' : 'options-general.php';
	}

	/** The chart's script, which the overview loads when it is shown. */
	private function chart(): string {
		$file = dirname( $this->plugin_file ) . '/build/chart.asset.php';
		if ( ! is_readable( $file ) ) {
			return '';
		}
		/** @var array{version: string} $asset */
		$asset = require $file;
		return add_query_arg( 'ver', $asset['version'], plugins_url( 'build/chart.js', $this->plugin_file ) );
	}

	private function asset_file(): string {
		return dirname( $this->plugin_file ) . '/build/admin.asset.php';
	}
}
