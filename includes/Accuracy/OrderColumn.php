<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Admin\Access;
use Duet\Deliveries\Ledger;
use Duet\Support\Guard;
use WC_Order;
use WP_Screen;

defined( 'ABSPATH' ) || exit;

/** A column "TikTok" in the list of orders. Hidden until the merchant ticks it under "Screen Options". */
final class OrderColumn {

	private const ID = 'duet_tiktok';

	public function __construct(
		private readonly Access $access,
		private readonly Ledger $ledger,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// Orders have tables of their own, or are posts.
		foreach ( [ 'manage_woocommerce_page_wc-orders_columns', 'manage_edit-shop_order_columns' ] as $hook ) {
			add_filter( $hook, $this->with( ... ), 20 );
		}
		add_action( 'manage_woocommerce_page_wc-orders_custom_column', $this->show( ... ), 10, 2 );
		add_action( 'manage_shop_order_posts_custom_column', $this->show( ... ), 10, 2 );
		add_filter( 'default_hidden_columns', $this->hidden( ... ), 10, 2 );
	}

	/**
	 * @param array<mixed> $columns
	 * @return array<mixed>
	 */
	public function with( array $columns ): array {
		return $this->access->may() ? $columns + [ self::ID => __( 'TikTok', 'duet-for-tiktok' ) ] : $columns;
	}

	/**
	 * @param array<mixed> $columns
	 * @return array<mixed>
	 */
	public function hidden( array $columns, WP_Screen $screen ): array {
		$is_list = in_array( $screen->id, [ 'woocommerce_page_wc-orders', 'edit-shop_order' ], true );
		return $is_list ? [ ...$columns, self::ID ] : $columns;
	}

	/** @param mixed $order WC_Order, or the ID of its post. */
	public function show( string $column, mixed $order ): void {
		// WordPress also fills hidden columns, and each costs a query.
		if ( self::ID === $column && ! in_array( self::ID, get_hidden_columns( get_current_screen() ?? '' ), true ) ) {
			$id = $order instanceof WC_Order ? $order->get_id() : ( is_numeric( $order ) ? (int) $order : 0 );
			$this->guard->run( fn() => $this->print( $id ) );
		}
	}

	private function print( int $id ): void {
		$states = array_unique( $this->ledger->of_orders( [ $id ] )[ $id ] ?? [] );
		$words  = array_map( Reasons::words( ... ), $states );
		echo [] === $words ? '–' : esc_html( implode( ' ', $words ) );
	}
}
