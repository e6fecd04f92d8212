<?php
declare(strict_types=1);

namespace Duet\Elements;

use WP_Post;
use WP_Term;

defined( 'ABSPATH' ) || exit;

/**
 * The stored texts that this page is made of and that a user was allowed to publish: posts, what they include, the
 * theme's templates, widgets. Money is signed for an element that stands in one of them. So neither a draft, a preview,
 * a revision or the editor's own requests make a signature, nor a comment or a biography that a plugin runs through
 * WordPress's filters.
 */
final class PublishedContent {

	/** Synchronized patterns may include others. */
	private const MOST = 50;

	/**
	 * Whether a shortcode with these attributes is there.
	 *
	 * @param array<string, string>                   $given As `$read` reads them.
	 * @param callable(string): array<string, string> $read  Attributes as written -> by their names.
	 */
	public function has_shortcode( string $tag, array $given, callable $read ): bool {
		ksort( $given );
		foreach ( $this->texts() as $text ) {
			preg_match_all( '/\[' . $tag . '(?=[\s\]\/])([^\]]*)\]/', Shortcodes::readable( $text ), $found );
			foreach ( $found[1] as $attributes ) {
				$written = $read( $attributes );
				ksort( $written );
				if ( $written === $given ) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether a block with this event is there.
	 *
	 * @param array<mixed> $chosen Its attributes.
	 */
	public function has_block( string $name, array $chosen ): bool {
		foreach ( $this->texts() as $text ) {
			if ( str_contains( $text, '"duetEvent"' ) && self::is_among( parse_blocks( $text ), $name, $chosen ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @param array<mixed> $blocks
	 * @param array<mixed> $chosen
	 */
	private static function is_among( array $blocks, string $name, array $chosen ): bool {
		foreach ( $blocks as $block ) {
			$attributes = $block['attrs'] ?? [];
			$is_same    = $name === ( $block['blockName'] ?? '' )
				&& ( $attributes['duetEvent'] ?? null ) === ( $chosen['duetEvent'] ?? null )
				&& ( $attributes['duetParams'] ?? null ) === ( $chosen['duetParams'] ?? null );
			if ( $is_same || self::is_among( $block['innerBlocks'] ?? [], $name, $chosen ) ) {
				return true;
			}
		}
		return false;
	}

	/** @return list<string> */
	private function texts(): array {
		if ( ! self::is_page() ) {
			return [];
		}
		$texts = [];
		$new   = [ ...self::of_posts( [ get_post(), get_queried_object() ] ), ...self::of_site() ];
		while ( [] !== $new && count( $texts ) < self::MOST ) { // phpcs:ignore Squiz.PHP.DisallowSizeFunctionsInLoops -- It grows.
			$texts = [ ...$texts, ...$new ];
			$new   = array_values( array_diff( array_unique( array_merge( ...array_map( self::included( ... ), $new ) ) ), $texts ) );
		}
		return $texts;
	}

	/** Whether visitors get this response, too: no preview, and none of the editor's requests. */
	private static function is_page(): bool {
		return ! is_admin() && ! wp_doing_ajax() && ! wp_doing_cron() && ! wp_is_serving_rest_request() && ! is_preview() && ! is_customize_preview();
	}

	/**
	 * @param array<mixed> $posts
	 * @return list<string>
	 */
	private static function of_posts( array $posts ): array {
		$texts = [];
		foreach ( $posts as $post ) {
			if ( $post instanceof WP_Post && 'publish' === get_post_status( $post ) ) {
				// What a plugin made of it in memory was not written by a user who may publish.
				$stored = get_post( $post->ID );
				array_push( $texts, $stored->post_content ?? '', $stored->post_excerpt ?? '' );
			} elseif ( $post instanceof WP_Term && is_taxonomy_hierarchical( $post->taxonomy ) ) {
				// Tags, with their descriptions, are made by everybody who may write drafts; categories are not.
				$texts[] = $post->description;
			}
		}
		return array_values( array_unique( array_filter( $texts, static fn( string $text ): bool => '' !== $text ) ) );
	}

	/** @return list<string> Templates and widgets: only people who may change the theme's options write them. */
	private static function of_site(): array {
		$template = $GLOBALS['_wp_current_template_content'] ?? null;
		$texts    = is_string( $template ) ? [ $template ] : [];
		foreach ( [ 'widget_block', 'widget_text', 'widget_custom_html' ] as $option ) {
			foreach ( array_filter( (array) get_option( $option, [] ), is_array( ... ) ) as $widget ) {
				$text = $widget['content'] ?? $widget['text'] ?? null;
				if ( is_string( $text ) && str_contains( $text, 'duet' ) ) {
					$texts[] = $text;
				}
			}
		}
		return $texts;
	}

	/** @return list<string> What blocks in the text bring along: patterns, parts of the template, navigation. */
	private static function included( string $text ): array {
		preg_match_all( '/<!-- wp:(block|template-part|pattern|navigation)\s+(\{.*?\}\s+)?\/?-->/s', $text, $found, PREG_SET_ORDER );
		$texts = [];
		foreach ( $found as $block ) {
			$chosen = json_decode( trim( $block[2] ?? '' ), true );
			$chosen = is_array( $chosen ) ? $chosen : [];
			$slug   = is_string( $chosen['slug'] ?? null ) ? $chosen['slug'] : '';
			array_push(
				$texts,
				...match ( $block[1] ) {
					'block'         => self::of_posts( [ get_post( (int) ( $chosen['ref'] ?? 0 ) ) ] ),
					'template-part' => [ get_block_template( ( is_string( $chosen['theme'] ?? null ) ? $chosen['theme'] : get_stylesheet() ) . "//$slug", 'wp_template_part' )->content ?? '' ],
					'pattern'       => [ \WP_Block_Patterns_Registry::get_instance()->get_registered( $slug )['content'] ?? '' ],
					// Without a number it is the newest one.
					default         => self::of_posts( get_posts( [ 'post_type' => 'wp_navigation', 'posts_per_page' => 10 ] ) ),
				}
			);
		}
		return array_values( array_filter( $texts, static fn( mixed $one ): bool => is_string( $one ) && '' !== $one ) );
	}
}
