<?php
declare(strict_types=1);

namespace Duet\Withdrawal;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Order\Orders;
use Duet\Outbox\ConsentLedger;
use Duet\PublicRoutes\PublicRoute;
use Duet\Snapshot\OrderByKey;
use Duet\Snapshot\OrderMeta;
use Duet\Snapshot\OrderRefusal;
use Duet\Snapshot\SameBrowser;
use Duet\Snapshot\Snapshot;
use Duet\Visitor\RequestVisitor;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * POST duet/v1/consent {state, order?, key?}: the visitor has answered, through a consent tool or the page. What is stored
 * about them follows: pending rows by their number, and the snapshot of the order they name.
 *
 * Anybody can post anything here. A refusal is stored in any case. A yes has to be the visitor's own, and an order's stored
 * answer yields only to the browser that placed it; its number and key are in a link that others may open.
 */
final class ConsentRoute {

	public function __construct(
		private readonly RequestVisitor $request,
		private readonly Orders $orders,
		private readonly PublicRoute $route,
		private readonly ConsentLedger $ledger,
		private readonly SameBrowser $browser,
		private readonly OrderRefusal $refusal,
		private readonly OrderMeta $meta,
	) {
	}

	public function register(): void {
		$this->route->add( '/consent', 2048, $this->handle( ... ) );
	}

	/**
	 * @param array<mixed> $body
	 * @return int HTTP status; 200 only when everything is stored, because the browser repeats a withdrawal until then.
	 */
	public function handle( array $body ): int {
		$named = isset( $body['order'] );
		$order = $named ? OrderByKey::find( $body['order'], $body['key'] ?? null ) : null;
		$at    = self::said_at( $body['at'] ?? null );
		$age   = intdiv( self::said_at( $body['age'] ?? null ), 1000 );
		$wrong = self::failure( $named, $order );
		return match ( $body['state'] ?? null ) {
			Decision::Granted->value => 0 !== $wrong ? $wrong : $this->granted( $order, $at, $age ),
			Decision::Denied->value  => $this->denied( $order, $at, $wrong ),
			default                  => 400,
		};
	}

	/** What is wrong with the order that was named: 400, 500 when the database did not give it, which is asked for again, 0 when nothing is. */
	private static function failure( bool $named, ?WC_Order $order ): int {
		return match ( true ) {
			! $named || null !== $order   => 0,
			OrderByKey::could_not_read() => 500,
			default                      => 400,
		};
	}

	/** Milliseconds by the browser's clock, which is compared with nothing but itself. 0: not said. */
	private static function said_at( mixed $at ): int {
		return is_int( $at ) && $at > 0 && $at < PHP_INT_MAX ? $at : 0;
	}

	/** @param int $age Seconds since the yes, because the browser repeats it until it is answered; 0 for a new one. */
	private function granted( ?WC_Order $order, int $said_at, int $age ): int {
		if ( ! $this->request->has_agreed() ) {
			return 403;
		}
		$visitor = $this->request->visitor();
		// One that was slower than the refusal after it.
		$reinstated = $this->ledger->reinstate( $visitor->visitor, $said_at );
		if ( true !== $reinstated ) {
			return null === $reinstated ? 500 : 403;
		}
		$stored = null === $order ? null : Snapshot::of( $order );
		// No snapshot: no visitor placed the order, and a visitor's consent does not change that. Granted already: the
		// snapshot of the checkout says more than this page could.
		if ( null === $order || null === $stored || Decision::Granted === $stored->decision() ) {
			return 200;
		}
		$refused       = Decision::Denied === $stored->decision();
		$refused_later = $age > 0 && $refused && ( $stored->consent->at ?? 0 ) > time() - $age;
		if ( $refused_later || ! $this->may_lift( $order, $stored ) ) {
			return 403;
		}
		// Of the visit, what the order knows stays; where it knows nothing this is the same browser.
		$consent = self::spoken( $visitor->consent ?? $this->request->consent(), Decision::Granted );
		$facts   = [ 'visitor' => $visitor->visitor ] + $stored->to_array() + $visitor->to_array();
		Snapshot::put( $order, Visitor::from_array( $facts )->with_consent( $consent ) );
		$this->meta->save( $order, Snapshot::META );
		// WooCommerce does not report a write that failed.
		$order->read_meta_data( true );
		if ( Decision::Granted !== Snapshot::of( $order )?->decision() ) {
			return 500;
		}
		$following = $this->meta->following( [ $order->get_id() ] )[0];
		$this->ledger->reinstate_order( $order->get_id(), $visitor->visitor, $following );
		$this->orders->reconsider( $order );
		return 200;
	}

	/** Whether this visitor is the one who placed the order. An erasure nobody lifts. */
	private function may_lift( WC_Order $order, Visitor $stored ): bool {
		return Consent::ERASURE !== $stored->consent?->source && $this->browser->made( $order );
	}

	/**
	 * Stores first what can be stored, whoever sent it: a refusal that was lost could not be made up for.
	 *
	 * @param int $failure Of the order that was named: 0, 400 or 500.
	 */
	private function denied( ?WC_Order $order, int $said_at, int $failure ): int {
		$visitor = $this->request->visitor();
		$stored  = null === $order ? null : Snapshot::of( $order );
		$buyer   = $stored->visitor ?? '';
		$is_own  = null !== $order && $this->browser->made( $order );
		// A browser that opts out by itself says nothing about an order that another one placed; who clicked "no" does.
		$order = ! $is_own && $this->request->only_opts_out() ? null : $order;
		// The number of the order's buyer is withdrawn by the buyer's browser alone: whoever else has the link speaks for this order.
		$marks = array_filter( array_unique( [ $visitor->visitor, $is_own ? $buyer : '' ] ), static fn( string $mark ): bool => '' !== $mark );
		$done  = true;
		foreach ( $marks as $mark ) {
			$done = null !== $this->ledger->withdraw( $mark, $said_at ) && $done;
		}
		if ( null !== $order ) {
			$refusal = self::spoken( $stored->consent ?? $this->request->consent(), Decision::Denied );
			$done    = $this->refusal->write( $order, $refusal ) && $done;
		}
		return match ( true ) {
			! $done || 500 === $failure      => 500,
			400 === $failure && [] === $marks => 400,
			default                          => 200,
		};
	}

	/** The mode stays the one under which the visitor was asked; the decision and its time are new. */
	private static function spoken( Consent $consent, Decision $decision ): Consent {
		return $consent->decided( $decision, 'setting' === $consent->source ? 'cookie' : $consent->source, time() );
	}
}
