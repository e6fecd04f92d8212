<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Support\Guard;
use Duet\Withdrawal\Snapshots;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** WooCommerce's own tools for orders: its export, "remove personal data" by hand, and its daily retention job. */
final class Anonymisation {

	/** No type WordPress knows, so that it suggests nothing in its place; ours is said by anonymous_value(). */
	private const TYPE = 'duet';

	public function __construct(
		private readonly Snapshots $snapshots,
		private readonly Rows $rows,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->filter( 'woocommerce_privacy_export_order_personal_data_meta', $this->labels( ... ) );
		$this->guard->filter(
			'woocommerce_privacy_export_order_personal_data_meta_value',
			$this->exported_value( ... ),
			10,
			2
		);
		$this->guard->filter( 'woocommerce_privacy_remove_order_personal_data_meta', $this->types( ... ) );
		$this->guard->filter(
			'woocommerce_privacy_remove_order_personal_data_meta_value',
			$this->anonymous_value( ... ),
			10,
			3
		);
		$this->guard->action( 'woocommerce_privacy_before_remove_order_personal_data', $this->refuse( ... ) );
		$this->guard->action( 'woocommerce_privacy_remove_order_personal_data', $this->removed( ... ) );
	}

	private function labels( mixed $labels ): mixed {
		return is_array( $labels ) ? $labels + [
			$this->snapshots->meta    => __( 'Visit before the order (Duet for TikTok)', 'duet-for-tiktok' ),
			$this->snapshots->browser => __( 'Events the browser sent to TikTok', 'duet-for-tiktok' ),
		] : $labels;
	}

	/** WooCommerce exports texts, and both of ours are arrays. */
	private function exported_value( mixed $value, mixed $key ): mixed {
		return match ( $key ) {
			$this->snapshots->meta    => Wording::text( Wording::snapshot( $value ) ),
			$this->snapshots->browser => Wording::told( $value )[0]['value'] ?? '',
			default                   => $value,
		};
	}

	private function types( mixed $types ): mixed {
		return is_array( $types )
			? $types + [ $this->snapshots->meta => self::TYPE, $this->snapshots->browser => self::TYPE ]
			: $types;
	}

	/** @return mixed What WooCommerce stores instead; nothing deletes the meta. */
	private function anonymous_value( mixed $anonymous, mixed $key, mixed $value ): mixed {
		return match ( $key ) {
			$this->snapshots->meta    => $this->snapshots->reduced( $value ),
			$this->snapshots->browser => '',
			default                   => $anonymous,
		};
	}

	/** WooCommerce passes over meta that is not there. It saves the order later. */
	private function refuse( mixed $order ): void {
		if ( $order instanceof WC_Order && '' === $order->get_meta( $this->snapshots->meta ) ) {
			$order->update_meta_data( $this->snapshots->meta, $this->snapshots->reduced( '' ) );
		}
	}

	private function removed( mixed $order ): void {
		if ( $order instanceof WC_Order ) {
			$this->snapshots->tidy_copies( $order );
			$this->rows->forget( Person::of_orders( [ $order->get_id() ] ) );
		}
	}
}
