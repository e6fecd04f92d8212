<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Admin\Access;
use Duet\Admin\Screen;
use Duet\Support\Guard;
use Duet\Support\Json;
use Duet\Support\Signature;

defined( 'ABSPATH' ) || exit;

/**
 * "Try rules" in the admin bar: the page once more, with a script that shows what would be sent and sends nothing.
 * `?duet_try=1` changes nothing and so needs no nonce; for anybody who may not change the settings it means nothing.
 */
final class TryOut implements Trial {

	public const PARAM = 'duet_try';

	/**
	 * @param non-empty-string                      $handle   Of the storefront script, whose place is taken.
	 * @param string                                $file     The plugin's main file.
	 */
	public function __construct(
		private readonly Access $access,
		private readonly Bindings $bindings,
		private readonly Screen $screen,
		private readonly string $handle,
		private readonly string $file,
		private readonly string $version,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'template_redirect', $this->start( ... ), 1 );
		$this->guard->action( 'admin_bar_menu', $this->bar( ... ), 90 );
	}

	/** Whether this response is a try-out. */
	public function is_on(): bool {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput -- Compared, not used; only shows, and only to who may see all of it anyway.
		return '1' === ( $_GET[ self::PARAM ] ?? null ) && ! is_admin() && $this->access->may();
	}

	/** Whether this request is a try-out or was made by its page: a form that is sent there. */
	public function is_behind(): bool {
		return $this->is_on() || ( str_contains( (string) wp_get_raw_referer(), self::PARAM . '=1' ) && $this->access->may() );
	}

	private function start(): void {
		if ( ! $this->is_on() ) {
			return;
		}
		nocache_headers();
		// What page caches agreed on.
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedConstantFound
		// After Duet's own scripts, whose place it takes.
		$this->guard->action( 'wp_enqueue_scripts', $this->enqueue( ... ), 100 );
		$this->guard->action( 'wp_footer', $this->print_rules( ... ), 15 );
	}

	private function enqueue(): void {
		wp_dequeue_script( $this->handle );
		wp_deregister_script( $this->handle );
		wp_enqueue_script(
			$this->handle,
			plugins_url( 'build/try.js', $this->file ),
			[],
			$this->version,
			[
				'strategy'  => 'defer',
				'in_footer' => true,
			]
		);
	}

	private function print_rules(): void {
		Json::print_block(
			'duet-try',
			[
				'rules'    => $this->bindings->tried(),
				// What the relay leaves out where it is not signed.
				'signed'   => array_keys( Signature::PARAMS ),
				'settings' => $this->screen->url(),
				'words'    => self::words(),
			]
		);
	}

	private function bar( mixed $bar ): void {
		if ( ! $bar instanceof \WP_Admin_Bar || is_admin() || ! $this->access->may() ) {
			return;
		}
		$bar->add_node(
			[
				'id'    => 'duet-try',
				'title' => $this->is_on() ? __( 'Stop trying rules', 'duet-for-tiktok' ) : __( 'Try rules', 'duet-for-tiktok' ),
				'href'  => $this->is_on() ? remove_query_arg( self::PARAM ) : add_query_arg( self::PARAM, '1' ),
			]
		);
	}

	/** @return array<string, string> The panel's; src/storefront/try-out/index.ts has no translations of its own. */
	private static function words(): array {
		return [
			'title'     => __( 'Duet: trying rules', 'duet-for-tiktok' ),
			'intro'     => __( 'Use the page as a visitor would. Nothing is sent: here you see what would be.', 'duet-for-tiktok' ),
			'held'      => __( 'This link was not followed, so that you can read on.', 'duet-for-tiktok' ),
			'follow'    => __( 'Open it and go on trying', 'duet-for-tiktok' ),
			'unsent'    => __( 'The form was not sent.', 'duet-for-tiktok' ),
			'empty'     => __( 'Nothing yet.', 'duet-for-tiktok' ),
			'events'    => __( 'What would be sent', 'duet-for-tiktok' ),
			'rules'     => __( 'Your rules on this page', 'duet-for-tiktok' ),
			'none'      => __( 'You have no rules yet.', 'duet-for-tiktok' ),
			'off'       => __( 'off', 'duet-for-tiktok' ),
			'elsewhere' => __( 'Not for this page.', 'duet-for-tiktok' ),
			'mistake'   => __( 'Has a mistake: correct it in the settings.', 'duet-for-tiktok' ),
			'ready'     => __( 'Ready.', 'duet-for-tiktok' ),
			'nothing'   => __( 'Its selector matches nothing on this page so far.', 'duet-for-tiktok' ),
			/* translators: %d: number of elements. */
			'matches'   => __( 'Elements found: %d', 'duet-for-tiktok' ),
			'listens'   => __( 'Waits for the event in the dataLayer.', 'duet-for-tiktok' ),
			'fired'     => __( 'Has just fired.', 'duet-for-tiktok' ),
			'missing'   => __( 'Would not be sent, for this is missing:', 'duet-for-tiktok' ),
			'wrong'     => __( 'Would not be sent, for this has a value of another kind (a number needs a dot, a currency three capitals):', 'duet-for-tiktok' ),
			/* translators: %s: name of a rule. */
			'by'        => __( 'by your rule "%s"', 'duet-for-tiktok' ),
			'itself'    => __( 'by Duet itself', 'duet-for-tiktok' ),
			'dataLayer' => __( 'dataLayer', 'duet-for-tiktok' ),
			'pixel'     => __( 'Pixel', 'duet-for-tiktok' ),
			'eventsApi' => __( 'Events API', 'duet-for-tiktok' ),
			'nowhere'   => __( 'All its channels are off: it would go nowhere.', 'duet-for-tiktok' ),
			'settings'  => __( 'Rules in the settings', 'duet-for-tiktok' ),
			'close'     => __( 'Stop trying', 'duet-for-tiktok' ),
			'smaller'   => __( 'Make this smaller', 'duet-for-tiktok' ),
			'larger'    => __( 'Show all', 'duet-for-tiktok' ),
		];
	}
}
