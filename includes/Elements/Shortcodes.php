<?php
declare(strict_types=1);

namespace Duet\Elements;

use Closure;
use Duet\Event\InvalidEvent;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * [duet_button], [duet_form] and [duet_event]. Every author of a post may write them, and WordPress filters nothing in
 * them: every attribute is hostile until it is checked, and escaped when it is printed.
 */
final class Shortcodes {

	public function __construct(
		private readonly Attributes $attributes,
		private readonly ElementBindings $bindings,
		private readonly PublishedContent $content,
		private readonly Guard $guard,
	) {
	}

	/** @param string $tag One of TAGS. */
	public function html( string $tag, mixed $given, mixed $content ): string {
		$given   = self::decoded( $given );
		$content = is_string( $content ) ? $content : '';
		$html    = match ( $tag ) {
			'duet_button' => fn(): string => $this->button( $given, $content ),
			'duet_form'   => fn(): string => $this->form( $given, $content ),
			default       => fn(): string => $this->event( $given ),
		};
		return $this->guard->run( $html, $tag, '' );
	}

	/**
	 * WordPress takes no shortcode with "<", ">", "[" or "]" in it for one, but selectors have them: `main > a[href]`.
	 */
	public static function readable( string $content ): string {
		if ( ! str_contains( $content, '[duet_' ) ) {
			return $content;
		}
		$entities = [ '<' => '&lt;', '>' => '&gt;', '[' => '&#91;', ']' => '&#93;' ];
		return preg_replace_callback(
			'/(\[duet_(?:button|form|event))((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|\'[^\']*\'))+)(?=\s*\])/',
			static fn( array $found ): string => $found[1] . strtr( $found[2], $entities ),
			$content
		) ?? $content;
	}

	/** @param array<string, string> $given `event`, `url`, `target`, `class`; anything else is a parameter. */
	private function button( array $given, string $label ): string {
		[ $event, $notice ] = $this->tracked( 'duet_button', $given, [ 'event' => 'ClickButton' ], [ 'event', 'url', 'target', 'class' ], 'click' );
		// Drops javascript:, data: and whatever else WordPress does not take for a link.
		$url     = esc_url( $given['url'] ?? '' );
		$classes = array_filter( array_map( sanitize_html_class( ... ), explode( ' ', $given['class'] ?? '' ) ), static fn( string $name ): bool => '' !== $name );
		$own     = [ 'class' => implode( ' ', [ 'wp-block-button__link', 'wp-element-button', ...$classes ] ) ];
		$own    += '_blank' === ( $given['target'] ?? '' ) && '' !== $url ? [ 'target' => '_blank', 'rel' => 'noopener' ] : [];
		// Core's look of a button, where the theme has no own.
		wp_enqueue_style( 'wp-block-button' );
		$text = wp_kses_post( do_shortcode( $label ) );
		return ( '' === $url
			? sprintf( '<button type="button"%s>%s</button>', self::printed( $own + $event ), $text )
			: sprintf( '<a href="%s"%s>%s</a>', $url, self::printed( $own + $event ), $text ) ) . $notice;
	}

	/** @param array<string, string> $given `event`, `class`; anything else is a parameter. */
	private function form( array $given, string $content ): string {
		[ $event, $notice ] = $this->tracked( 'duet_form', $given, [ 'event' => 'Lead' ], [ 'event', 'class' ], 'submit' );
		// Paragraphs that WordPress opened before the shortcode and closed within.
		$inner = (string) preg_replace( '~\A\s*(<br ?/?>\s*)*</p>|<p>\s*\z~', '', $content );
		return sprintf( '<div%s>%s</div>', self::printed( [ 'class' => trim( 'duet-form ' . sanitize_html_class( $given['class'] ?? '' ) ) ] + $event ), do_shortcode( $inner ) ) . $notice;
	}

	/** @param array<string, string> $given `name`, `on`, `selector`; anything else is a parameter. */
	private function event( array $given ): string {
		// Listed among others, as on a blog's front page, a post is not the page that is viewed.
		if ( 'view' === ( $given['on'] ?? 'view' ) && '' === trim( $given['selector'] ?? '' ) && doing_filter( 'the_content' ) && get_the_ID() !== get_queried_object_id() ) {
			return '';
		}
		try {
			$this->bindings->add( $given['name'] ?? '', $given['on'] ?? 'view', $given['selector'] ?? '', self::params( $given, [ 'name', 'on', 'selector' ] ), (int) get_the_ID(), $this->published( 'duet_event', $given ) );
			return '';
		} catch ( InvalidEvent $mistake ) {
			return self::notice( $mistake );
		}
	}

	/**
	 * @param array<string, string> $given
	 * @param array<string, string> $otherwise What counts where nothing is written.
	 * @param list<string>          $words     Attributes that are no parameters.
	 * @return array{array<string, string>, string} Attributes of the element, and a notice; one of them empty.
	 */
	private function tracked( string $tag, array $given, array $otherwise, array $words, string $on ): array {
		$wish = $given + $otherwise;
		try {
			return [ $this->attributes->of( $wish['event'] ?? '', self::params( $wish, $words ), $on, $this->published( $tag, $given ) ), '' ];
		} catch ( InvalidEvent $mistake ) {
			return [ [], self::notice( $mistake ) ];
		}
	}

	/**
	 * @param array<string, string> $given
	 * @return Closure(): bool
	 */
	private function published( string $tag, array $given ): Closure {
		return fn(): bool => $this->content->has_shortcode( $tag, $given, static fn( string $text ): array => self::decoded( shortcode_parse_atts( $text ) ) );
	}

	/**
	 * @param array<string, string> $given
	 * @param list<string>          $words
	 * @return array<string, string>
	 */
	private static function params( array $given, array $words ): array {
		return array_diff_key( $given, array_flip( $words ) );
	}

	/**
	 * WordPress stores "&" and ">" of an author who may not write HTML as entities, in shortcodes, too.
	 *
	 * @return array<string, string> content-id becomes content_id; words without "=" are left out.
	 */
	private static function decoded( mixed $given ): array {
		$texts = [];
		foreach ( is_array( $given ) ? $given : [] as $name => $value ) {
			if ( is_string( $name ) && is_string( $value ) ) {
				$texts[ str_replace( '-', '_', $name ) ] = html_entity_decode( $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
			}
		}
		return $texts;
	}

	/** @param array<string, string> $attributes */
	private static function printed( array $attributes ): string {
		$html = '';
		foreach ( $attributes as $name => $value ) {
			$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
		return $html;
	}

	/** Why an element is not tracked, for those alone who can mend it. */
	private static function notice( InvalidEvent $mistake ): string {
		$post = (int) get_the_ID();
		if ( ! ( $post > 0 ? current_user_can( 'edit_post', $post ) : current_user_can( 'edit_theme_options' ) ) ) {
			return '';
		}
		/* translators: %s: what is wrong, for example "value: write a number". */
		return sprintf( '<small class="duet-notice">%s</small>', esc_html( sprintf( __( 'Duet does not track this. %s. Only people who can edit this page see this note.', 'duet-for-tiktok' ), $mistake->getMessage() ) ) );
	}
}
