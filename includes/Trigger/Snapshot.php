<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Duet\Event\Decision;
use Duet\Event\Visitor;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** The visitor snapshot on an order, and the ids the browser acknowledged. Written by the shopper's own requests only. */
final class Snapshot {

	public const META    = '_duet_visitor';
	public const BROWSER = '_duet_browser';

	/** Or null, for an order nobody placed here: made by an admin, the REST API, an import, a till. What is there but unreadable is somebody of whom nothing is known. */
	public static function of( WC_Order $order ): ?Visitor {
		$stored = $order->get_meta( self::META );
		return '' === $stored || null === $stored ? null : Visitor::from_array( is_array( $stored ) ? $stored : [] );
	}

	/**
	 * Sets the meta without saving: at checkout the order's own save writes it. What must not be sent need not be
	 * known: of an undecided visitor only his mark is kept, of one who refused nothing but the refusal.
	 */
	public static function put( WC_Order $order, Visitor $visitor ): void {
		$kept = match ( $visitor->decision() ) {
			Decision::Granted => null,
			Decision::Unknown => [ 'visitor' => true, 'consent' => true ],
			Decision::Denied  => [ 'consent' => true ],
		};
		$data = $visitor->to_array();
		// A row of its own each time, not the old one changed: Privacy\PlacedOrders reads what is new by its key.
		$order->add_meta_data( self::META, null === $kept ? $data : array_intersect_key( $data, $kept ), true );
	}

	/** @return list<string> */
	public static function acknowledged( WC_Order $order ): array {
		$ids = $order->get_meta( self::BROWSER );
		return is_array( $ids ) ? array_values( array_filter( $ids, is_string( ... ) ) ) : [];
	}
}
