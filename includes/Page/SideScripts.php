<?php
declare(strict_types=1);

namespace Duet\Page;

use Duet\Consent\ConsentTools;
use Duet\Consent\Sources;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * The small scripts beside the one on every page: what reads the site's consent tools, and what gives the pixel the
 * identity of the visitor is. Deferred like that one and before it, so that it finds them; each is there only where it
 * has something to do.
 */
final class SideScripts {

	public const MATCHING = 'duet-matching';

	/**
	 * @param string $file The plugin's main file.
	 */
	public function __construct(
		private readonly Sources $sources,
		private readonly string $file,
		private readonly string $version,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// The storefront script is enqueued at 10.
		$this->guard->action( 'wp_enqueue_scripts', $this->enqueue( ... ), 9 );
	}

	/**
	 * @return list<non-empty-string> Scripts that optimising plugins must not delay, because that would delay every
	 *         event.
	 */
	public static function handles( ConsentTools $tools ): array {
		$consent = [ 'wp-consent-api', 'country', ...array_keys( $tools->all() ) ];
		return [ self::MATCHING, ...array_map( static fn( string $name ): string => "duet-consent-$name", $consent ) ];
	}

	private function enqueue(): void {
		foreach ( $this->sources->scripts() as $name ) {
			$this->add( "duet-consent-$name", "consent/$name" );
		}
	}

	public function add_matching(): void {
		$this->add( self::MATCHING, 'matching' );
	}

	/** @param non-empty-string $handle */
	private function add( string $handle, string $name ): void {
		wp_enqueue_script(
			$handle,
			plugins_url( "build/$name.js", $this->file ),
			[],
			$this->version,
			[
				'strategy'  => 'defer',
				'in_footer' => true,
			]
		);
	}
}
