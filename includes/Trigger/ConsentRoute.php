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
	 * @param Closure(string): mixed $withdraw  Outbox: takes back what waits for this visitor (32 hex) and remembers the refusal.
	 * @param Closure(string): mixed $reinstate Outbox: new events of this visitor are welcome again.
	 */
	public function __construct(
		private readonly RequestVisitor $request,
		private readonly Orders $orders,
		private readonly PublicRoute $route,
		private readonly Closure $withdraw,
		private readonly Closure $reinstate,
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
		} else {
			$this->denied( $order );
		}
		return 200;
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
			$this->orders->reconsider( $order );
		}
	}

	private function denied( ?WC_Order $order ): void {
		$stored = null === $order ? null : Snapshot::of( $order );
		if ( null !== $order && null !== $stored && Decision::Denied !== $stored->decision() ) {
			$consent = $stored->consent ?? $this->request->consent();
			Snapshot::put( $order, $stored->with_consent( self::spoken( $consent, Decision::Denied ) ) );
			QuietSave::meta( $order );
		}
		foreach ( array_unique( [ $this->request->visitor()->visitor, $stored->visitor ?? '' ] ) as $mark ) {
			if ( '' !== $mark ) {
				( $this->withdraw )( $mark );
			}
		}
	}

	/** The mode stays the one under which he was asked; the decision and its time are new. */
	private static function spoken( Consent $consent, Decision $decision ): Consent {
		return $consent->decided( $decision, 'setting' === $consent->source ? 'cookie' : $consent->source, time() );
	}
}
