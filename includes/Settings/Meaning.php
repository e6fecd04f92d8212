<?php
declare(strict_types=1);

namespace Duet\Settings;

use Closure;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;

defined( 'ABSPATH' ) || exit;

/**
 * What settings.json cannot say: whether values make sense together and with this shop. Reads the raw partial object,
 * so a merchant sees these errors beside the schema's, all at once.
 */
final class Meaning {

	/**
	 * @param list<string> $moments What a payment method's Purchase moment may be: 'paid', 'placed' and the shop's
	 *         order statuses without "wc-". Empty without WooCommerce: nothing to check against.
	 * @param list<Closure(array<mixed>): array<string, string>> $checks Other rooms' own: partial => errors by dotted
	 *         path.
	 */
	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly array $moments = [],
		private readonly array $checks = [],
	) {
	}

	/**
	 * @param array<mixed> $partial
	 * @return array<string, string> Errors by dotted path.
	 */
	public function check( array $partial ): array {
		return [
			...$this->pixels( self::group( $partial, 'pixels' ) ),
			...$this->events( self::group( $partial, 'events' ) ),
			...$this->methods( self::group( self::group( $partial, 'purchase' ), 'methods' ) ),
			...array_merge( [], ...array_map( static fn( Closure $check ): array => $check( $partial ), $this->checks ) ),
		];
	}

	/**
	 * @param array<mixed> $rows
	 * @return array<string, string>
	 */
	private function pixels( array $rows ): array {
		$errors = [];
		$codes  = [];
		foreach ( $rows as $index => $row ) {
			$code = is_array( $row ) ? ( $row['code'] ?? null ) : null;
			if ( is_string( $code ) && '' !== $code && in_array( $code, $codes, true ) ) {
				$errors[ "pixels.$index.code" ] = __( 'This pixel is in the list already.', 'duet-for-tiktok' );
			}
			$codes[] = $code;
		}
		return $errors;
	}

	/**
	 * @param array<mixed> $events
	 * @return array<string, string>
	 */
	private function events( array $events ): array {
		$errors = [];
		foreach ( $events as $name => $choice ) {
			// Taking a choice back is always fine.
			$problem = null === $choice ? null : $this->unknown( (string) $name );
			if ( null !== $problem ) {
				$errors[ "events.$name" ] = $problem;
			} elseif ( is_array( $choice ) ) {
				$errors += $this->event( $this->catalogue->define( (string) $name ), $choice );
			}
		}
		return $errors;
	}

	/** Own names have switches like any other; another spelling of a known event would be a second set of them. */
	private function unknown( string $name ): ?string {
		try {
			$known = $this->catalogue->define( $name )->name;
		} catch ( InvalidEvent ) {
			return __( 'There is no such event.', 'duet-for-tiktok' );
		}
		/* translators: %s: name of an event. */
		return $known === $name ? null : sprintf( __( 'This is another name of %s. Use that one.', 'duet-for-tiktok' ), $known );
	}

	/**
	 * @param array<mixed> $choice
	 * @return array<string, string>
	 */
	private function event( Definition $definition, array $choice ): array {
		$errors = [];
		$names  = [ $definition->name, ...$definition->older() ];
		if ( isset( $choice['name'] ) && ! in_array( $choice['name'], $names, true ) ) {
			/* translators: %s: list of event names. */
			$errors[ "events.{$definition->name}.name" ] = sprintf( __( 'Choose one of: %s.', 'duet-for-tiktok' ), implode( ', ', $names ) );
		}
		foreach ( ChannelName::cases() as $channel ) {
			if ( true === ( $choice[ $channel->value ] ?? null ) && ! $definition->available( $channel ) ) {
				$errors[ "events.{$definition->name}.{$channel->value}" ] = __( 'This event is not sent there.', 'duet-for-tiktok' );
			}
		}
		return $errors;
	}

	/**
	 * @param array<mixed> $methods
	 * @return array<string, string>
	 */
	private function methods( array $methods ): array {
		$errors = [];
		foreach ( $methods as $gateway => $choice ) {
			$moment = is_array( $choice ) ? ( $choice['moment'] ?? null ) : null;
			if ( is_string( $moment ) && [] !== $this->moments && ! in_array( $moment, $this->moments, true ) ) {
				$errors[ "purchase.methods.$gateway.moment" ] = __( 'Choose one of the moments in the list.', 'duet-for-tiktok' );
			}
		}
		return $errors;
	}

	/**
	 * @param array<mixed> $values
	 * @return array<mixed>
	 */
	private static function group( array $values, string $key ): array {
		$group = $values[ $key ] ?? [];
		return is_array( $group ) ? $group : [];
	}
}
