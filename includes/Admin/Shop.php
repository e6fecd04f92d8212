<?php
declare(strict_types=1);

namespace Duet\Admin;

use WC_Payment_Gateway;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/** What the screen shows of the merchant's own shop. Everything is empty without WooCommerce. */
final class Shop implements PaidOrders {

	/** Order statuses at which no order is on its way to being paid. */
	private const NEVER = [ 'pending', 'cancelled', 'refunded', 'failed', 'checkout-draft' ];

	public function __construct( private readonly Access $access ) {
	}

	/** @return list<array{id: string, title: string}> Enabled payment methods. */
	public function gateways(): array {
		$rows = [];
		foreach ( $this->access->shop() ? WC()->payment_gateways()->payment_gateways() : [] as $gateway ) {
			if ( $gateway instanceof WC_Payment_Gateway && 'yes' === $gateway->enabled ) {
				// Not every gateway's title is the string it should be; sprintf takes anything.
				$title  = trim( wp_strip_all_tags( sprintf( '%s', $gateway->get_method_title() ) ) );
				$rows[] = [ 'id' => $gateway->id, 'title' => '' === $title ? $gateway->id : $title ];
			}
		}
		return $rows;
	}

	/** @return list<array{value: string, label: string}> When a sale may count: 'paid', 'placed', or the order reaching a status. */
	public function moments(): array {
		if ( ! $this->access->shop() ) {
			return [];
		}
		$moments = [
			[ 'value' => 'paid', 'label' => __( 'When the order is paid', 'duet-for-tiktok' ) ],
			[ 'value' => 'placed', 'label' => __( 'When the order is placed', 'duet-for-tiktok' ) ],
		];
		foreach ( wc_get_order_statuses() as $status => $label ) {
			$slug = (string) preg_replace( '/^wc-/', '', sprintf( '%s', $status ) );
			if ( ! in_array( $slug, self::NEVER, true ) ) {
				/* translators: %s: order status, for example "On hold". */
				$moments[] = [ 'value' => $slug, 'label' => sprintf( __( 'When the order becomes "%s"', 'duet-for-tiktok' ), $label ) ];
			}
		}
		return $moments;
	}

	/** @return list<WC_Product> Five of the shop's own products; variations first, for their content_id is the one that goes wrong. */
	public function products(): array {
		if ( ! $this->access->shop() ) {
			return [];
		}
		$found = [
			...$this->find( [ 'type' => 'variation', 'limit' => 2 ] ),
			...$this->find( [ 'limit' => 5 ] ),
		];
		return array_slice( $found, 0, 5 );
	}

	public function paid_orders( int $from, int $until ): int {
		if ( ! $this->access->shop() ) {
			return 0;
		}
		// By status and not by payment date: cash on delivery has none until the parcel has arrived.
		$found = wc_get_orders(
			[
				'type'         => 'shop_order',
				'status'       => wc_get_is_paid_statuses(),
				'date_created' => $from . '...' . ( $until - 1 ),
				'limit'        => 1,
				'return'       => 'ids',
				'paginate'     => true,
			]
		);
		return is_object( $found ) && isset( $found->total ) && is_numeric( $found->total ) ? (int) $found->total : 0;
	}

	/** ISO 4217; '' without a shop. */
	public function currency(): string {
		return $this->access->shop() ? get_woocommerce_currency() : '';
	}

	/** ISO 3166-1 alpha-2; '' when unknown. */
	public function country(): string {
		return $this->access->shop() ? WC()->countries->get_base_country() : '';
	}

	/**
	 * @param array<string, mixed> $query
	 * @return list<WC_Product>
	 */
	private function find( array $query ): array {
		$products = wc_get_products( [ 'status' => 'publish', 'orderby' => 'ID', 'order' => 'ASC' ] + $query );
		return array_values( array_filter( is_array( $products ) ? $products : [], static fn( mixed $product ): bool => $product instanceof WC_Product ) );
	}
}
