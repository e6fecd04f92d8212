<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Page\Assets;
use Duet\Rules\RulesModule;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the script on a page that watches forms of any kind (src/storefront/triggers/acceptance/): only where something is
 * to be counted about a form, by a rule, a block, a shortcode or a mark in the content.
 */
final class FormWatch {

	public const HANDLE = 'duet-acceptance';

	private const MARK = 'data-duet-event';

	/** What a mark may come in, besides the content of a post. */
	private const TEXTS = [
		'the_content',
		'widget_text',
		'widget_block_content',
		'render_block_duet/form',
		'render_block_core/form',
		'render_block_core/html',
		'render_block_core/shortcode',
	];

	private bool $is_marked = false;

	public function __construct(
		private readonly RulesModule $rules,
		private readonly string $file,
		private readonly string $version,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		foreach ( self::TEXTS as $filter ) {
			$this->guard->filter( $filter, $this->read( ... ), 999 );
		}
		$this->guard->action( 'wp_footer', $this->enqueue( ... ), 19 );
	}

	private function read( mixed $html ): mixed {
		$this->is_marked = $this->is_marked || ( is_string( $html ) && str_contains( $html, self::MARK ) );
		return $html;
	}

	private function enqueue(): void {
		// The page that tries rules brings the watch along.
		if ( ! Assets::is_on_page() || $this->rules->try_out->is_on() ) {
			return;
		}
		if ( ! $this->is_marked && ! $this->rules->counts_forms() ) {
			return;
		}
		wp_enqueue_script(
			self::HANDLE,
			plugins_url( 'build/acceptance.js', $this->file ),
			[],
			$this->version,
			[
				'strategy'  => 'defer',
				'in_footer' => true,
			]
		);
	}
}
