<?php
declare(strict_types=1);

namespace Duet\Elements;

use WP_HTML_Tag_Processor;

defined( 'ABSPATH' ) || exit;

/** Puts attributes on tags of finished HTML. */
final class Tags {

	/**
	 * @param array<string, string> $attributes Escaped by WordPress's own tag processor.
	 * @param list<string>          $names      Upper-case tag names; [] means any.
	 * @param int                   $most       How many of them.
	 */
	public static function with( string $html, array $attributes, array $names = [], int $most = 1 ): string {
		$tags = new WP_HTML_Tag_Processor( $html );
		while ( $most > 0 && $tags->next_tag() ) {
			if ( [] === $names || in_array( $tags->get_tag(), $names, true ) ) {
				--$most;
				foreach ( $attributes as $name => $value ) {
					$tags->set_attribute( $name, $value );
				}
			}
		}
		return $tags->get_updated_html();
	}
}
