<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Whether rules make sense: asked when they are saved, and again before one is used, for an option can be edited by
 * hand.
 */
final class Validation {

	/** @param bool $shop Whether WooCommerce is there, whose orders Duet follows by itself. */
	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Parameters $parameters,
		private readonly UrlPattern $pattern,
		private readonly bool $shop,
	) {
	}

	/**
	 * @param array<mixed> $partial A partial settings object.
	 * @return array<string, string> Errors by dotted path: "rules.2.when.selector".
	 */
	public function check( array $partial ): array {
		$errors = [];
		$ids    = [];
		foreach ( is_array( $partial['rules'] ?? null ) ? array_values( $partial['rules'] ) : [] as $index => $rule ) {
			$rule = is_array( $rule ) ? $rule : [];
			foreach ( $this->rule( $rule ) as $path => $problem ) {
				$errors[ "rules.$index.$path" ] = $problem;
			}
			$id = $rule['id'] ?? null;
			if ( is_string( $id ) && isset( $ids[ $id ] ) ) {
				$errors[ "rules.$index.id" ] = __( 'Two rules have the same number. Delete one of them and add it again.', 'duet-for-tiktok' );
			}
			$ids[ is_string( $id ) ? $id : '' ] = true;
		}
		return $errors;
	}

	/**
	 * @param array<mixed> $rule
	 * @return array<string, string> By path below the rule; [] for one that can be used.
	 */
	public function rule( array $rule ): array {
		$when   = is_array( $rule['when'] ?? null ) ? $rule['when'] : [];
		$type   = $when['type'] ?? null;
		$errors = [
			'when.url'      => $this->pattern->problem( self::text( $when, 'url' ) ),
			'when.selector' => in_array( $type, [ 'view', 'click', 'submit' ], true ) ? Selector::problem( self::text( $when, 'selector' ) ) : null,
			'when.shown'    => 'submit' === $type && 'shown' === self::text( $when, 'counts' ) ? Selector::problem( self::text( $when, 'shown' ) ) : null,
			'when.layer'    => 'layer' === $type ? self::layer( self::text( $when, 'layer' ) ) : null,
		];
		try {
			$definition      = $this->catalogue->define( self::text( $rule, 'event' ) );
			$errors['event'] = $this->event( $definition, is_string( $type ) ? $type : '' );
			$errors         += null === $errors['event'] ? $this->parameters->problems( $definition, $rule ) : [];
		} catch ( InvalidEvent ) {
			$errors['event'] = '' === self::text( $rule, 'event' )
				? __( 'Choose an event.', 'duet-for-tiktok' )
				: __( 'Use 1 to 50 letters, digits, spaces, dashes or underscores, and begin with a letter or digit.', 'duet-for-tiktok' );
		}
		return array_filter( $errors, is_string( ... ) );
	}

	private function event( Definition $definition, string $type ): ?string {
		return match ( true ) {
			$definition->born( 'order' ) && $this->shop => __( 'Duet sends this by itself, from the order. A rule would count it twice.', 'duet-for-tiktok' ),
			'Refund' === $definition->name              => __( 'TikTok has no such event. Choose another.', 'duet-for-tiktok' ),
			! $definition->available( ChannelName::Pixel ) && ! $definition->available( ChannelName::EventsApi ) => __( 'This is an event of the dataLayer alone. Choose one that TikTok knows, or a name of your own.', 'duet-for-tiktok' ),
			'Pageview' === $definition->name && 'page' === $type => __( 'Duet sends this on every page by itself. Choose another.', 'duet-for-tiktok' ),
			default                                     => null,
		};
	}

	private static function layer( string $name ): ?string {
		return '' !== $name && Text::line( $name, 100 ) === $name ? null : __( 'Enter the name of the event as the other tool pushes it, for example form_sent.', 'duet-for-tiktok' );
	}

	/** @param array<mixed> $values */
	private static function text( array $values, string $key ): string {
		$value = $values[ $key ] ?? '';
		return is_string( $value ) ? $value : '';
	}
}
