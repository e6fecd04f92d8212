<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Event\Visitor;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Orders that WooCommerce Subscriptions makes each time a subscription is due. No visitor is there; who they were, and whether
 * they consented, stands on the order with which they subscribed. Subscriptions are orders to WooCommerce, so nothing of that
 * plugin needs to be called.
 */
final class Renewal {

	/** The id of the subscription, by the plugin. */
	public const META = '_subscription_renewal';

	/** The type of a subscription among WooCommerce's orders, by the plugin. */
	public const SUBSCRIPTION = 'shop_subscription';

	public static function is( WC_Order $order ): bool {
		return '' !== (string) $order->get_meta( self::META );
	}

	/** The visitor behind the renewal's first order; null where that has none, or the order is no renewal. */
	public static function visitor( WC_Order $order ): ?Visitor {
		$first = self::origin( $order );
		return null === $first ? null : Snapshot::of( $first );
	}

	/** The order whose visitor a renewal obeys, and with it all later ones; null for any other order. */
	public static function origin( WC_Order $order ): ?WC_Order {
		$id           = $order->get_meta( self::META );
		$subscription = is_numeric( $id ) && (int) $id > 0 ? wc_get_order( (int) $id ) : false;
		return $subscription instanceof WC_Order ? self::first_order( $subscription ) : null;
	}

	/** Whether the order with which the subscription began is gone, and with it what the subscriber answered. */
	public static function lost_its_origin( WC_Order $order ): bool {
		if ( ! self::is( $order ) || null !== self::origin( $order ) ) {
			return false;
		}
		$id           = $order->get_meta( self::META );
		$subscription = is_numeric( $id ) && (int) $id > 0 ? wc_get_order( (int) $id ) : false;
		return ! $subscription instanceof WC_Order || $subscription->get_parent_id() > 0;
	}

	/** The order with which a subscription began; null for one an administrator made. */
	public static function first_order( WC_Order $subscription ): ?WC_Order {
		$id    = $subscription->get_parent_id();
		$order = $id > 0 ? wc_get_order( $id ) : false;
		return $order instanceof WC_Order ? $order : null;
	}
}
