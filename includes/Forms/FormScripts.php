<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Event\Catalogue;
use Duet\Page\Assets;
use Duet\Support\Guard;
use Duet\Support\Json;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the adapters on a page: each only where its plugin's own script is, beside the storefront script, and one JSON
 * block for all of them, the same for every visitor.
 */
final class FormScripts {

	public function __construct(
		private readonly FormPlugins $plugins,
		private readonly FormChoice $choice,
		private readonly FormNames $names,
		private readonly Catalogue $catalogue,
		private readonly string $file,
		private readonly string $version,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// After the plugins that enqueue in the footer (15), before WordPress prints footer scripts (20).
		$this->guard->action( 'wp_footer', $this->add( ... ), 19 );
	}

	/** @return list<string> */
	public static function handles( FormPlugins $plugins ): array {
		return array_map( static fn( string $slug ): string => "duet-forms-$slug", $plugins->slugs() );
	}

	private function add(): void {
		$shown = Assets::is_on_page() ? array_filter( $this->plugins->active(), fn( FormPlugin $plugin ): bool => true === $this->guard->run( $plugin->signs()->is_shown( ... ), 'duet-forms', false ) ) : [];
		if ( [] === $shown ) {
			return;
		}
		Json::print_block( 'duet-forms', $this->data() );
		foreach ( $shown as $plugin ) {
			$slug = $plugin->signs()->slug;
			wp_enqueue_script(
				"duet-forms-$slug",
				plugins_url( "build/forms/$slug.js", $this->file ),
				// Nothing: whichever comes first waits for the other.
				[],
				$this->version,
				[
					'strategy'  => 'defer',
					'in_footer' => true,
				]
			);
		}
	}

	/** @return array<string, mixed> FormSettings as src/storefront/triggers/form-adapter.ts declares it. */
	public function data(): array {
		$named   = [];
		$numbers = [];
		foreach ( $this->catalogue->all() as $name => $definition ) {
			if ( in_array( 'form_id', $definition->accepts(), true ) ) {
				$named = [ ...$named, $name, ...$definition->aliases() ];
			}
			$numbers = [ ...$numbers, ...array_filter( $definition->accepts(), $this->catalogue->is_number( ... ) ) ];
		}
		return [
			'event'   => $this->choice->default(),
			// Objects even when empty.
			'each'    => (object) $this->choice->each(),
			'names'   => (object) $this->names->all(),
			'named'   => array_values( array_unique( array_map( static fn( string $name ): string => strtolower( (string) preg_replace( '/[^A-Za-z0-9]+/', '', $name ) ), $named ) ) ),
			'numbers' => array_values( array_unique( $numbers ) ),
		];
	}
}
