<?php
declare(strict_types=1);

namespace Duet\Order;

defined( 'ABSPATH' ) || exit;

/**
 * Which event an order's state means: Purchase when the merchant's moment has come, PlaceAnOrder for an order that
 * is placed and whose Purchase is still to come, nothing otherwise. Pure; the table of its test is its definition.
 */
final class OrderMoment {

	/** Not placed yet (or on its way to a gateway), or no sale (any more). */
	private const NEITHER = [ '', 'new', 'draft', 'auto-draft', 'checkout-draft', 'trash', 'pending', 'failed', 'cancelled', 'refunded' ];

	/** A pending order made by one of these went through "Place order"; others are an admin's or a program's draft. */
	private const CHECKOUTS = [ 'checkout', 'store-api' ];

	/**
	 * @param string                               $moment        'paid' or 'placed'.
	 * @param array<string, array{moment: string}> $methods       Payment method => its own moment: 'paid', 'placed' or
	 *                                                            an order status.
	 * @param bool                                 $zero_total    Whether free orders count.
	 * @param list<string>                         $paid_statuses wc_get_is_paid_statuses().
	 */
	public function __construct(
		private readonly string $moment,
		private readonly array $methods,
		private readonly bool $zero_total,
		private readonly array $paid_statuses,
	) {
	}

	/**
	 * @param string $status Without "wc-".
	 * @param bool   $paid   Whether the order has a payment date.
	 * @return 'Purchase'|'PlaceAnOrder'|null
	 */
	public function event( string $status, string $method, float $total, string $created_via, bool $paid ): ?string {
		$moment = $this->moment_of( $method );
		if ( ( $total <= 0 && ! $this->zero_total ) || 'subscription' === $created_via ) {
			return null;
		}
		if ( in_array( $status, self::NEITHER, true ) ) {
			return 'placed' === $moment && 'pending' === $status && in_array( $created_via, self::CHECKOUTS, true )
				? 'Purchase'
				: null;
		}
		return match ( true ) {
			$this->has_come( $moment, $status, $paid ) => 'Purchase',
			'on-hold' === $status, 'paid' !== $moment  => 'PlaceAnOrder',
			// An unpaid status of some gateway's own, which no setting explains.
			default                                    => null,
		};
	}

	/**
	 * The statuses at which an order may mean an event, to look for orders by.
	 *
	 * @param list<string> $statuses All there are, without "wc-".
	 * @return list<string>
	 */
	public function statuses( array $statuses ): array {
		$placed   = in_array( 'placed', [ $this->moment, ...array_column( $this->methods, 'moment' ) ], true );
		$may_mean = static fn( string $status ): bool => ! in_array( $status, self::NEITHER, true )
			|| ( $placed && 'pending' === $status );
		return array_values( array_filter( $statuses, $may_mean ) );
	}

	/** The method's own moment, else the shop's. */
	public function moment_of( string $method ): string {
		return $this->methods[ $method ]['moment'] ?? $this->moment;
	}

	private function has_come( string $moment, string $status, bool $paid ): bool {
		$is_paid = in_array( $status, $this->paid_statuses, true );
		return match ( $moment ) {
			'placed', 'on-hold' => true,
			// A custom status after payment ("awaiting shipment") is paid, too.
			'paid'       => $is_paid || $paid,
			'processing' => $is_paid,
			// "completed" is the last status: an order that skips the chosen status arrives there.
			default      => $status === $moment || 'completed' === $status,
		};
	}
}
