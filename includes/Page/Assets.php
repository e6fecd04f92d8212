<?php
declare(strict_types=1);

namespace Duet\Page;

use Duet\Support\Guard;
use Duet\Support\Json;

defined( 'ABSPATH' ) || exit;

/** The one script on every page and the data it reads. Deferred, no foreign dependencies, nothing inline. */
final class Assets {

	public const HANDLE = 'duet-storefront';

	/** Keeps optimisers and consent plugins from delaying or blocking it; consent is the script's own business. */
	private const ATTRIBUTES = [
		'data-cfasync'       => 'false',
		'data-no-optimize'   => '1',
		'data-no-defer'      => '1',
		'data-no-minify'     => '1',
		'data-noptimize'     => '1',
		'data-cookieconsent' => 'ignore',
		'nowprocket'         => true,
	];

	/**
	 * @param string $file    The plugin's main file.
	 * @param string $version Of the plugin; the address changes with it, so no cache keeps an old script.
	 */
	public function __construct(
		private readonly PageJson $page,
		private readonly string $file,
		private readonly string $version,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'wp_enqueue_scripts', $this->enqueue( ... ) );
		// Before WordPress prints footer scripts (20): an impatient optimiser may run ours at once.
		$this->guard->action( 'wp_footer', $this->print_page( ... ), 15 );
		foreach ( [ 'login_enqueue_scripts' => 'login_footer', 'enqueue_embed_scripts' => 'embed_footer' ] as $enqueue => $footer ) {
			$this->guard->action( $enqueue, $this->enqueue_apart( ... ) );
			$this->guard->action( $footer, $this->print_apart( ... ), 15 );
		}
		$this->guard->filter( 'wp_script_attributes', self::attributes( ... ) );
	}

	private function enqueue(): void {
		if ( $this->page->is_needed() ) {
			// A site without WooCommerce loads no code for carts and checkouts.
			$this->add( class_exists( 'WooCommerce', false ) ? 'shop' : 'storefront' );
		}
	}

	private function enqueue_apart(): void {
		if ( $this->page->is_needed() ) {
			$this->add( 'storefront' );
		}
	}

	private function print_apart(): void {
		if ( wp_script_is( self::HANDLE ) ) {
			Json::print_block( 'duet-page', $this->page->data_apart() );
		}
	}

	private function add( string $name ): void {
		wp_enqueue_script(
			self::HANDLE,
			plugins_url( "build/$name.js", $this->file ),
			[],
			$this->version,
			[
				'strategy'  => 'defer',
				'in_footer' => true,
			]
		);
	}

	/** Whether the script is on this page, printed or not. */
	public static function is_on_page(): bool {
		return wp_script_is( self::HANDLE ) || wp_script_is( self::HANDLE, 'done' );
	}

	private function print_page(): void {
		if ( self::is_on_page() ) {
			Json::print_block( 'duet-page', $this->page->data() );
		}
	}

	private static function attributes( mixed $attributes ): mixed {
		$id = is_array( $attributes ) && is_string( $attributes['id'] ?? null ) ? $attributes['id'] : '';
		// Side files, too: form and wishlist adapters, consent tools.
		if ( ! is_array( $attributes ) || ! str_starts_with( $id, 'duet-' ) ) {
			return $attributes;
		}
		$pixel = self::HANDLE . '-js' === $id ? self::pixel_script() : '';
		return $attributes + self::ATTRIBUTES + ( '' === $pixel ? [] : [ 'data-duet-pixel' => $pixel ] );
	}

	/**
	 * Where the site's own constant says that TikTok's script is, '' without it. It stands on the tag of our script,
	 * which cannot be written by saving content; never a setting in the database, which a stolen login could change.
	 */
	private static function pixel_script(): string {
		$url = defined( 'DUET_PIXEL_SCRIPT_URL' ) ? constant( 'DUET_PIXEL_SCRIPT_URL' ) : '';
		return is_string( $url ) ? $url : '';
	}
}
