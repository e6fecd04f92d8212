<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Settings\Settings;
use Duet\Support\Clock;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * When an order counted before the merchant changed that setting. An order may be past the new moment then without
 * having reached the old one; it counts when its status changes next. An order that reached the old one has counted,
 * and counts no more, although the outbox may have deleted its row.
 */
final class EarlierMoments {

	/** Not autoloaded: read only for orders that are too old to count otherwise. Oldest first. */
	public const OPTION = 'duet_moments';

	/** Changes that are remembered. */
	private const MOST = 20;

	public function __construct(
		private readonly Settings $settings,
		private readonly Guard $guard,
		private readonly Clock $clock,
	) {
	}

	/** However the settings are saved: on the screen, from a file, by the command line. */
	public function register(): void {
		$this->guard->action( 'update_option_' . Settings::OPTION, $this->changed( ... ), 10, 2 );
	}

	private function changed( mixed $before, mixed $after ): void {
		$chosen = $this->chosen( $before );
		if ( $this->chosen( $after ) !== $chosen ) {
			update_option(
				self::OPTION,
				array_slice( [ ...self::stored(), [ 'until' => $this->clock->now() ] + $chosen ], -self::MOST ),
				false
			);
		}
	}

	/**
	 * @return array{moment: string, methods: array<string, array{moment: string}>} The same methods in another order
	 *         are the same.
	 */
	private function chosen( mixed $stored ): array {
		$purchase = $this->settings->purchase_of( $stored );
		$methods  = $purchase->methods;
		ksort( $methods );
		return [ 'moment' => $purchase->moment, 'methods' => $methods ];
	}

	/**
	 * What was chosen since an order was made, without what is chosen now.
	 *
	 * @param int $created Unix seconds.
	 * @return list<array{moment: string, methods: array<string, array{moment: string}>}> Empty also when some of it is
	 *         forgotten.
	 */
	public function since( int $created ): array {
		$stored  = self::stored();
		$forgot  = count( $stored ) >= self::MOST && $created < $stored[0]['until'];
		$earlier = $forgot
			? []
			: array_filter( $stored, static fn( array $entry ): bool => $entry['until'] > $created );
		return array_map(
			static fn( array $entry ): array => [ 'moment' => $entry['moment'], 'methods' => $entry['methods'] ],
			array_values( $earlier )
		);
	}

	/**
	 * @return list<array{until: int, moment: string, methods: array<string, array{moment: string}>}> Nothing when any
	 *         of it is broken.
	 */
	private static function stored(): array {
		$stored  = get_option( self::OPTION, [] );
		$entries = [];
		foreach ( is_array( $stored ) ? $stored : [] as $entry ) {
			if (
				! is_array( $entry )
				|| ! is_int( $entry['until'] ?? null )
				|| ! is_string( $entry['moment'] ?? null )
				|| ! is_array( $entry['methods'] ?? null )
			) {
				return [];
			}
			$methods   = array_filter(
				$entry['methods'],
				static fn( mixed $method ): bool => is_array( $method ) && is_string( $method['moment'] ?? null )
			);
			$entries[] = [
				'until'   => $entry['until'],
				'moment'  => $entry['moment'],
				'methods' => array_map(
					static fn( array $method ): array => [ 'moment' => $method['moment'] ],
					$methods
				),
			];
		}
		return $entries;
	}
}
