<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Support\Stored;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The visitor snapshot on an order, and the ids the browser acknowledged. Written by the shopper's own requests only.
 * A snapshot names its order, because plugins that duplicate, split or renew orders copy every meta field.
 */
final class Snapshot {

	public const META    = '_duet_visitor';
	public const BROWSER = '_duet_browser';
	public const COUNTED = '_duet_counted';

	/** Field of a granted snapshot: order id, "-", mark of id and order key. Snapshots of version 0.1.0 lack it. */
	private const ORDER = 'order';

	/** Source of the decision about an order that staff, or somebody who acted as another user, has made. */
	private const LEFT_OUT = 'excluded';

	/** Seconds between the shopper's answer and the creation of the order, in one request on a slow server. */
	private const ONE_REQUEST = 60;

	/**
	 * The visitor who placed or paid this order. Null for an order without one: made by an admin, the REST API, an import,
	 * a till. Unreadable data stands for a visitor of whom nothing is known.
	 */
	public static function of( WC_Order $order ): ?Visitor {
		$stored = $order->get_meta( self::META );
		if ( '' === $stored || null === $stored ) {
			return null;
		}
		$stored  = is_array( $stored ) ? $stored : [];
		$visitor = Visitor::from_array( $stored );
		return self::is_own( $order, $stored, $visitor ) ? $visitor : self::copied( $stored, $visitor );
	}

	/**
	 * Sets the meta without saving. What must not be sent need not be known: of an undecided visitor only the number is
	 * kept, of one who refused nothing but the refusal.
	 *
	 * @param WC_Order $order Already saved once: an unsaved order has neither id nor key to be named by.
	 */
	public static function put( WC_Order $order, Visitor $visitor ): void {
		if ( self::is_left_out( self::of( $order ) ) ) {
			return;
		}
		$kept = match ( $visitor->decision() ) {
			Decision::Granted => null,
			Decision::Unknown => [ 'visitor' => true, 'consent' => true ],
			Decision::Denied  => [ 'consent' => true ],
		};
		$data = $visitor->to_array();
		// A refusal names no order: it is obeyed wherever it is copied to. A row of its own each time, not the old one changed:
		// Withdrawal\PlacedOrders reads what is new by its key.
		$order->add_meta_data( self::META, null === $kept ? $data + [ self::ORDER => self::mark( $order ) ] : array_intersect_key( $data, $kept ), true );
	}

	/** Sets the meta without saving: nobody of whom anything may be known, for this order and for all that follow from it. */
	public static function leave_out( WC_Order $order, int $at ): void {
		$consent = new Consent( 'none', Decision::Unknown, '', self::LEFT_OUT, $at );
		$order->update_meta_data( self::META, [ 'consent' => $consent->to_array() ] );
	}

	public static function is_left_out( ?Visitor $visitor ): bool {
		return self::LEFT_OUT === $visitor?->consent?->source;
	}

	/**
	 * Whether TikTok has this order's Purchase, whatever the outbox still remembers. Apart from the snapshot, because some orders
	 * have none and a refusal empties it; the mark makes a copied note worth nothing.
	 */
	public static function has_counted( WC_Order $order ): bool {
		return $order->get_meta( self::COUNTED ) === self::mark( $order );
	}

	/** Sets the meta without saving. */
	public static function set_counted( WC_Order $order ): void {
		$order->update_meta_data( self::COUNTED, self::mark( $order ) );
	}

	/** The visitor of a snapshot that version 0.1.0 stored when they granted consent: it names no order yet. */
	public static function unnamed( WC_Order $order ): ?Visitor {
		$stored  = $order->get_meta( self::META );
		$visitor = is_array( $stored ) && ! isset( $stored[ self::ORDER ] ) ? self::of( $order ) : null;
		return Decision::Granted === $visitor?->decision() ? $visitor : null;
	}

	/** When the visitor answered in whose snapshot this very order is named, in Unix seconds; null where that is not known. */
	public static function visited_at( WC_Order $order ): ?int {
		$stored = $order->get_meta( self::META );
		$stored = is_array( $stored ) && ( $stored[ self::ORDER ] ?? null ) === self::mark( $order ) ? Visitor::from_array( $stored ) : null;
		$at     = $stored?->consent->at ?? 0;
		return $at > 0 ? $at : null;
	}

	/** @return list<string> */
	public static function acknowledged( WC_Order $order ): array {
		$ids = $order->get_meta( self::BROWSER );
		return is_array( $ids ) ? array_values( array_filter( $ids, is_string( ... ) ) ) : [];
	}

	/** @param array<mixed> $stored */
	private static function is_own( WC_Order $order, array $stored, Visitor $visitor ): bool {
		$named = $stored[ self::ORDER ] ?? null;
		if ( null !== $named ) {
			return is_string( $named ) && hash_equals( self::mark( $order ), $named );
		}
		// Version 0.1.0. A refusal is obeyed wherever it was copied to; consent given before the order was made is a copy.
		$created = Stored::time( $order->get_date_created( ... ) ) ?? 0;
		$at      = $visitor->consent->at ?? 0;
		return Decision::Granted !== $visitor->decision() || 0 === $at || $created <= $at + self::ONE_REQUEST;
	}

	/**
	 * A copy is no snapshot: nobody saw this order being made. But it obeys a refusal, the one of today if its origin is
	 * still there.
	 *
	 * @param array<mixed> $stored
	 */
	private static function copied( array $stored, Visitor $copy ): ?Visitor {
		$named  = is_string( $stored[ self::ORDER ] ?? null ) ? $stored[ self::ORDER ] : '';
		$origin = (int) $named > 0 ? wc_get_order( (int) $named ) : false;
		$is_it  = $origin instanceof WC_Order && hash_equals( self::mark( $origin ), $named );
		$first  = $is_it ? $origin->get_meta( self::META ) : null;
		foreach ( [ is_array( $first ) ? Visitor::from_array( $first ) : null, $copy ] as $visitor ) {
			if ( null !== $visitor && Decision::Granted !== $visitor->decision() ) {
				return new Visitor( consent: $visitor->consent );
			}
		}
		return null;
	}

	/**
	 * The number of the browser in which the order was placed that this one is a copy of, or ''. Nothing is known of who made
	 * the copy, but a withdrawal under that number holds for it from the first minute.
	 */
	public static function copied_number( WC_Order $order ): string {
		$stored = $order->get_meta( self::META );
		return is_array( $stored ) && null === self::of( $order ) ? Visitor::from_array( $stored )->visitor : '';
	}

	private static function mark( WC_Order $order ): string {
		$id = $order->get_id();
		return "$id-" . substr( hash( 'sha256', "$id|" . $order->get_order_key( 'edit' ) ), 0, 16 );
	}
}
