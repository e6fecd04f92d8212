<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Event\Decision;
use Duet\Event\Visitor;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Whose order it is, and whether it may be sent. An order that follows from another one obeys that one's visitor: what a
 * marketplace split from it, what a subscription renews. Copies see Snapshot.
 */
final class OrderVisitor {

	/** Null for an order that nobody was seen making. */
	public static function of( WC_Order $order ): ?Visitor {
		$own = Snapshot::of( $order );
		if ( Decision::Denied === $own?->decision() ) {
			return $own;
		}
		$parent = self::parent( $order );
		return null === $parent ? self::or_subscriber( $order, $own ) : self::or_subscriber( $parent, Snapshot::of( $parent ) ) ?? $own;
	}

	/**
	 * The orders whose visitor this one obeys beside its own, nearest first.
	 *
	 * @return list<WC_Order>
	 */
	public static function obeyed( WC_Order $order ): array {
		$parent = self::parent( $order );
		return array_values( array_filter( [ $parent, Renewal::origin( $parent ?? $order ) ] ) );
	}

	/** The order's own visitor, or of a renewal the one of the subscription's first order. */
	private static function or_subscriber( WC_Order $order, ?Visitor $own ): ?Visitor {
		$first = Decision::Denied === $own?->decision() ? null : Renewal::visitor( $order );
		if ( null === $own || null === $first ) {
			return $own ?? $first;
		}
		// Nobody of whom anything may be known, in all that follows from it.
		if ( Snapshot::is_left_out( $first ) ) {
			return $first;
		}
		return Decision::Granted === $first->decision() || self::agreed_since( $first, $own ) ? $own : $first;
	}

	/** The order this one is a part of; null for most orders, and below a subscription. */
	public static function parent( WC_Order $order ): ?WC_Order {
		$id     = $order->get_parent_id();
		$parent = $id > 0 && $id !== $order->get_id() ? wc_get_order( $id ) : false;
		return $parent instanceof WC_Order && 'shop_order' === $parent->get_type() ? $parent : null;
	}

	/** Whether the subscriber, who paid a renewal in person, said yes after they had said no. */
	private static function agreed_since( Visitor $first, Visitor $own ): bool {
		return 'allow' === $own->consent?->signal && $own->consent->at > ( $first->consent->at ?? 0 );
	}
}
