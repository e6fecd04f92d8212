<?php
declare(strict_types=1);

namespace Duet\Source;

use Duet\Event\Facts;
use Duet\Settings\Settings;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** An order -> facts of Purchase and PlaceAnOrder. A pure mapping: the same order always gives the same facts. */
final class Order {

	public function __construct(
		private readonly Settings $settings,
		private readonly OrderLines $lines,
		private readonly Customer $customer,
	) {
	}

	/** @param string $visitor 32 hex characters of the shopper's cookie, the external id of a guest. */
	public function facts( WC_Order $order, string $visitor = '' ): Facts {
		return new Facts( $this->params( $order ), $this->person( $order, $visitor ) );
	}

	/** @return array<string, mixed> */
	private function params( WC_Order $order ): array {
		$number   = (string) $order->get_order_number();
		$value    = $this->value( $order );
		$contents = $this->lines->of( $order );
		if ( [] === $contents ) {
			// An order of fees only (a donation, an invoice) is a sale like any other, and TikTok wants one content.
			$contents = [ [ 'content_id' => "order-$number", 'price' => $value, 'quantity' => 1 ] ];
		}
		$names = array_slice( array_filter( array_column( $contents, 'content_name' ), is_string( ... ) ), 0, 3 );
		return [
			'content_type'   => 'product',
			'contents'       => $contents,
			'num_items'      => (int) array_sum( array_column( $contents, 'quantity' ) ),
			'value'          => $value,
			'currency'       => strtoupper( $order->get_currency() ),
			'order_id'       => $number,
			'transaction_id' => $number,
			'tax'            => max( 0.0, self::amount( $order->get_total_tax() ) ),
			'shipping'       => max( 0.0, self::amount( $order->get_shipping_total() ) ),
		] + self::known(
			[
				'description' => PlainText::line( implode( ', ', $names ), 100 ),
				'coupon'      => PlainText::line( implode( ',', $order->get_coupon_codes() ) ),
			]
		);
	}

	/** In the order's own currency, whatever the shop's is today. */
	private function value( WC_Order $order ): float {
		$total = (float) $order->get_total();
		if ( 'without_tax_shipping' === $this->settings->get( 'purchase.value' ) ) {
			$total -= (float) $order->get_total_tax() + (float) $order->get_shipping_total();
		}
		return max( 0.0, self::amount( $total ) );
	}

	/** @return array<string, string> */
	private function person( WC_Order $order, string $visitor ): array {
		$country = $order->get_billing_country();
		return self::known(
			[
				'email'       => $order->get_billing_email(),
				'phone'       => $order->get_billing_phone(),
				// A phone without "+" can only be read in its country; most shoppers without one live where the shop is.
				'country'     => '' !== $country ? $country : (string) ( wc_get_base_location()['country'] ?? '' ),
				'external_id' => $this->customer->external_id( $order->get_customer_id(), $visitor ),
				// WooCommerce's checkout block writes an account's O'Brien as O&#8217;Brien.
				'first_name'  => PlainText::line( $order->get_billing_first_name() ),
				'last_name'   => PlainText::line( $order->get_billing_last_name() ),
				'city'        => PlainText::line( $order->get_billing_city() ),
				'state'       => $order->get_billing_state(),
				'zip_code'    => $order->get_billing_postcode(),
			]
		);
	}

	/** WooCommerce rounded the amount already, to 0, 2 or 3 places; this only drops the dust of float arithmetic. */
	private static function amount( mixed $amount ): float {
		return is_numeric( $amount ) ? round( (float) $amount, 6 ) : 0.0;
	}

	/**
	 * @param array<string, string> $texts
	 * @return array<string, string>
	 */
	private static function known( array $texts ): array {
		return array_filter( $texts, static fn( string $text ): bool => '' !== $text );
	}
}
