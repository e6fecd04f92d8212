<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Closure;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Support\QuietSave;
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

	/**
	 * @param Closure(WC_Order): bool             $placed_here     Whether this browser placed or paid the order.
	 * @param Closure(string): (int|null)         $withdraw        Outbox: withholds what waits for this visitor (32 hex) and remembers the refusal; null when the database refused.
	 * @param Closure(string): mixed              $reinstate       Outbox: new events of this visitor are welcome again.
	 * @param Closure(int): (int|null)            $withdraw_order  Outbox: withholds what waits of an order; null when the database refused.
	 * @param Closure(int): mixed                 $reinstate_order Outbox: makes room for what was withheld of an order.
	 * @param Closure(int, string, mixed): mixed  $copy            Order ID, meta key and value: the other place where WooCommerce keeps the order.
	 */
	public function __construct(
		private readonly RequestVisitor $request,
		private readonly Orders $orders,
		private readonly PublicRoute $route,
		private readonly Closure $placed_here,
		private readonly Closure $withdraw,
		private readonly Closure $reinstate,
		private readonly Closure $withdraw_order,
		private readonly Closure $reinstate_order,
		private readonly Closure $copy,
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
		$order = isset( $body['order'] ) ? OrderByKey::find( $body['order'], $body['key'] ?? null ) : null;
		$found = isset( $body['order'] ) === ( null !== $order );
		return match ( $body['state'] ?? null ) {
			Decision::Granted->value => $found ? $this->granted( $order ) : 400,
			Decision::Denied->value  => $this->denied( $order, $found ),
			default                  => 400,
		};
	}

	private function granted( ?WC_Order $order ): int {
		if ( ! $this->request->has_agreed() ) {
			return 403;
		}
		$visitor = $this->request->visitor();
		if ( '' !== $visitor->visitor ) {
			( $this->reinstate )( $visitor->visitor );
		}
		$stored = null === $order ? null : Snapshot::of( $order );
		// No snapshot: no visitor placed the order, and a visitor's consent does not change that. Granted already: the
		// snapshot of the checkout says more than this page could.
		if ( null === $order || null === $stored || Decision::Granted === $stored->decision() ) {
			return 200;
		}
		if ( ! $this->may_lift( $order, $stored, $visitor ) ) {
			return 403;
		}
		// Of the visit, what the order knows stays; where it knows nothing this is the same browser.
		$consent = self::spoken( $visitor->consent ?? $this->request->consent(), Decision::Granted );
		$facts   = [ 'visitor' => $visitor->visitor ] + $stored->to_array() + $visitor->to_array();
		Snapshot::put( $order, Visitor::from_array( $facts )->with_consent( $consent ) );
		$this->save( $order );
		( $this->reinstate_order )( $order->get_id() );
		$this->orders->reconsider( $order );
		return 200;
	}

	/** Whether this visitor is the one who placed the order. An erasure nobody lifts. */
	private function may_lift( WC_Order $order, Visitor $stored, Visitor $visitor ): bool {
		return Consent::ERASURE !== $stored->consent?->source
			&& ( ( '' !== $stored->visitor && $stored->visitor === $visitor->visitor ) || ( $this->placed_here )( $order ) );
	}

	/** Stores first what can be stored, whoever sent it: a refusal that was lost could not be made up for. */
	private function denied( ?WC_Order $order, bool $found ): int {
		$visitor = $this->request->visitor();
		$stored  = null === $order ? null : Snapshot::of( $order );
		$marks   = array_filter( array_unique( [ $visitor->visitor, $stored->visitor ?? '' ] ), static fn( string $mark ): bool => '' !== $mark );
		$done    = true;
		foreach ( $marks as $mark ) {
			$done = null !== ( $this->withdraw )( $mark ) && $done;
		}
		// Of an order that is left out nothing is sent anyway, and why it is left out stays.
		if ( null !== $order && ! Snapshot::is_left_out( $stored ) && Decision::Denied !== $stored?->decision() ) {
			$stored ??= new Visitor();
			$consent = $stored->consent ?? $this->request->consent();
			Snapshot::put( $order, $stored->with_consent( self::spoken( $consent, Decision::Denied ) ) );
			$this->save( $order );
			$done = self::is_refused( $order ) && $done;
		}
		// It may have been paid in another browser than it was placed in.
		if ( null !== $order ) {
			$done = null !== ( $this->withdraw_order )( $order->get_id() ) && $done;
		}
		return match ( true ) {
			! $done                     => 500,
			! $found && [] === $marks => 400,
			default                     => 200,
		};
	}

	/** WooCommerce does not always copy what changes nothing but meta, and the merchant may switch to the other storage. */
	private function save( WC_Order $order ): void {
		QuietSave::meta( $order );
		( $this->copy )( $order->get_id(), Snapshot::META, $order->get_meta( Snapshot::META ) );
	}

	/** Asked of the database: WooCommerce does not report a write that failed. */
	private static function is_refused( WC_Order $order ): bool {
		$order->read_meta_data( true );
		return Decision::Denied === Snapshot::of( $order )?->decision();
	}

	/** The mode stays the one under which the visitor was asked; the decision and its time are new. */
	private static function spoken( Consent $consent, Decision $decision ): Consent {
		return $consent->decided( $decision, 'setting' === $consent->source ? 'cookie' : $consent->source, time() );
	}
}
