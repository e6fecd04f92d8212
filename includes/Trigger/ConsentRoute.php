<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Closure;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Support\QuietSave;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * POST duet/v1/consent {state, order?, key?}: the visitor spoke, in our own storage or through a consent tool. What is
 * stored about him follows: pending rows by his mark, and on the order-received page the order's snapshot.
 */
final class ConsentRoute {

	/**
	 * @param Closure(string, string): mixed $withdraw        Outbox: takes back what waits for this visitor (32 hex) and remembers the refusal, marked with the address it came from.
	 * @param Closure(string): mixed         $reinstate       Outbox: new events of this visitor are welcome again.
	 * @param Closure(int): mixed            $withdraw_order  Outbox: takes back what waits of an order whose visitor has no number.
	 * @param Closure(int): mixed            $reinstate_order Outbox: makes room for what was taken back so.
	 * @param Closure(string): bool          $flooded         Whether this address, or all together, brought refusals enough for a minute.
	 */
	public function __construct(
		private readonly RequestVisitor $request,
		private readonly Orders $orders,
		private readonly PublicRoute $route,
		private readonly Closure $withdraw,
		private readonly Closure $reinstate,
		private readonly Closure $withdraw_order,
		private readonly Closure $reinstate_order,
		private readonly Closure $flooded,
	) {
	}

	public function register(): void {
		$this->route->add( '/consent', 2048, $this->handle( ... ) );
	}

	/**
	 * @param array<mixed> $body
	 * @return int HTTP status.
	 */
	public function handle( array $body ): int {
		$state = $body['state'] ?? null;
		$order = isset( $body['order'] ) ? OrderByKey::find( $body['order'], $body['key'] ?? null ) : null;
		if ( ! in_array( $state, [ Decision::Granted->value, Decision::Denied->value ], true ) || ( isset( $body['order'] ) && null === $order ) ) {
			return 400;
		}
		if ( Decision::Granted->value === $state ) {
			$this->granted( $order );
			return 200;
		}
		return $this->denied( $order );
	}

	private function granted( ?WC_Order $order ): void {
		$visitor = $this->request->visitor();
		if ( '' !== $visitor->visitor ) {
			( $this->reinstate )( $visitor->visitor );
		}
		$stored = null === $order ? null : Snapshot::of( $order );
		// No snapshot: no visitor placed the order, and a visitor's consent does not change that. Granted already: the
		// snapshot of the checkout says more than this page could.
		if ( null !== $order && null !== $stored && Decision::Granted !== $stored->decision() ) {
			$consent = $visitor->consent ?? $this->request->consent();
			Snapshot::put( $order, $visitor->with_consent( self::spoken( $consent, Decision::Granted ) ) );
			QuietSave::meta( $order );
			( $this->reinstate_order )( $order->get_id() );
			$this->orders->reconsider( $order );
		}
	}

	/** @return int HTTP status. */
	private function denied( ?WC_Order $order ): int {
		$visitor = $this->request->visitor();
		$stored  = null === $order ? null : Snapshot::of( $order );
		$marks   = array_filter( array_unique( [ $visitor->visitor, $stored->visitor ?? '' ] ), static fn( string $mark ): bool => '' !== $mark );
		// Each number leaves a row for 13 months, and anybody can invent numbers.
		if ( [] !== $marks && ( $this->flooded )( $visitor->ip ) ) {
			return 429;
		}
		if ( null !== $order && null !== $stored && Decision::Denied !== $stored->decision() ) {
			$consent = $stored->consent ?? $this->request->consent();
			Snapshot::put( $order, $stored->with_consent( self::spoken( $consent, Decision::Denied ) ) );
			QuietSave::meta( $order );
		}
		foreach ( $marks as $mark ) {
			( $this->withdraw )( $mark, $visitor->ip );
		}
		if ( null !== $order && '' === $stored?->visitor ) {
			( $this->withdraw_order )( $order->get_id() );
		}
		return 200;
	}

	/** The mode stays the one under which he was asked; the decision and its time are new. */
	private static function spoken( Consent $consent, Decision $decision ): Consent {
		return $consent->decided( $decision, 'setting' === $consent->source ? 'cookie' : $consent->source, time() );
	}
}
