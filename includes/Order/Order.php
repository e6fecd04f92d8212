<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Event\Facts;
use Duet\Settings\Settings;
use Duet\Support\Stored;
use Duet\Support\Text;
use Duet\Visitor\Customer;
use Throwable;
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

	/**
	 * @param string $visitor 32 hex characters of the shopper's cookie, the external id of a guest.
	 * @param bool   $is_new  Whether nothing can have been given back yet, which spares a query.
	 */
	public function facts( WC_Order $order, string $visitor = '', bool $is_new = false ): Facts {
		$refunded = $is_new ? Refunded::nothing() : Refunded::of( $order );
		return new Facts( $this->params( $order, $refunded ), $this->person( $order, $visitor ) );
	}

	/** Whether the whole of a paid order was given back, so that there is no sale any more. */
	public static function is_given_back( WC_Order $order ): bool {
		$total = Stored::number( $order->get_total( ... ) );
		return $total > 0 && round( $total - Refunded::of( $order )->total, 6 ) <= 0;
	}

	/** The number that the merchant sees for the order. */
	public static function number( WC_Order $order ): string {
		try {
			$number = $order->get_order_number();
		} catch ( Throwable ) {
			// WooCommerce makes text of what a filter returns, and an error has none.
			$number = '';
		}
		return '' !== $number ? $number : (string) $order->get_id();
	}

	/** @return array<string, mixed> */
	private function params( WC_Order $order, Refunded $refunded ): array {
		$number   = self::number( $order );
		$value    = $this->value( $order, $refunded );
		$contents = $this->lines->of( $order, $refunded );
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
			'currency'       => Stored::currency( $order->get_currency( ... ) ),
			'order_id'       => $number,
			'transaction_id' => $number,
			'tax'            => self::amount( Stored::number( $order->get_total_tax( ... ) ) - $refunded->tax ),
			'shipping'       => self::amount( Stored::number( $order->get_shipping_total( ... ) ) - $refunded->shipping ),
		] + self::known(
			[
				'description' => Text::plain( implode( ', ', $names ), 100 ),
				'coupon'      => Text::plain( implode( ',', $order->get_coupon_codes() ) ),
			]
		);
	}

	/** In the order's own currency, whatever the shop's is today. What was given back is no sale. */
	private function value( WC_Order $order, Refunded $refunded ): float {
		$total = Stored::number( $order->get_total( ... ) ) - $refunded->total;
		if ( 'without_tax_shipping' === $this->settings->values()->purchase->value ) {
			$total -= Stored::number( $order->get_total_tax( ... ) ) - $refunded->tax;
			$total -= Stored::number( $order->get_shipping_total( ... ) ) - $refunded->shipping;
		}
		return self::amount( $total );
	}

	/** @return array<string, string> */
	private function person( WC_Order $order, string $visitor ): array {
		$country = Stored::text( $order->get_billing_country( ... ) );
		return self::known(
			[
				'email'       => Stored::text( $order->get_billing_email( ... ) ),
				'phone'       => Stored::text( $order->get_billing_phone( ... ) ),
				// A phone without "+" can only be read in its country; most shoppers without one live where the shop
				// is.
				'country'     => '' !== $country ? $country : (string) ( wc_get_base_location()['country'] ?? '' ),
				'external_id' => $this->customer->external_id(
					(int) Stored::number( $order->get_customer_id( ... ) ),
					$visitor
				),
				// WooCommerce's checkout block writes an account's O'Brien as O&#8217;Brien.
				'first_name'  => Text::plain( Stored::text( $order->get_billing_first_name( ... ) ) ),
				'last_name'   => Text::plain( Stored::text( $order->get_billing_last_name( ... ) ) ),
				'city'        => Text::plain( Stored::text( $order->get_billing_city( ... ) ) ),
				'state'       => Stored::text( $order->get_billing_state( ... ) ),
				'zip_code'    => Stored::text( $order->get_billing_postcode( ... ) ),
			]
		);
	}

	/** WooCommerce rounded the amount already, to 0, 2 or 3 places; this only drops the dust of float arithmetic. */
	private static function amount( float $amount ): float {
		return max( 0.0, round( $amount, 6 ) );
	}

	/**
	 * @param array<string, string> $texts
	 * @return array<string, string>
	 */
	private static function known( array $texts ): array {
		return array_filter( $texts, static fn( string $text ): bool => '' !== $text );
	}
}
