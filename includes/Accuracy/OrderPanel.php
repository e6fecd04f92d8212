<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Admin\Access;
use Duet\Admin\Screen;
use Duet\Deliveries\DeliveryRow;
use Duet\Deliveries\Ledger;
use Duet\Support\Clock;
use Duet\Support\Guard;
use Duet\Sweep\StoredOrders;
use WC_Order;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/** The box "TikTok" on an order's own page: what TikTok got for this order, and if nothing, why. */
final class OrderPanel {

	private const ID = 'duet-order';

	public function __construct(
		private readonly Access $access,
		private readonly Ledger $ledger,
		private readonly StoredOrders $orders,
		private readonly Reconciliation $reconciliation,
		private readonly Clock $clock,
		private readonly Guard $guard,
	) {
	}

	public function add(): void {
		if ( $this->access->may() ) {
			// Another screen where orders have tables of their own than where they are posts.
			add_meta_box(
				self::ID,
				__( 'TikTok', 'duet-for-tiktok' ),
				$this->show( ... ),
				wc_get_page_screen_id( 'shop-order' ),
				'side'
			);
		}
	}

	/** @param mixed $shown WP_Post or WC_Order: what the screen is about, by where orders are kept. */
	private function show( mixed $shown ): void {
		$order = $shown instanceof WC_Order ? $shown : wc_get_order( $shown instanceof WP_Post ? $shown->ID : 0 );
		if ( $order instanceof WC_Order ) {
			$this->guard->run( fn() => $this->print( $order ) );
		}
	}

	private function print( WC_Order $order ): void {
		$rows = array_filter(
			$this->ledger->of_object( $order->get_id() ),
			static fn( array $row ): bool => '' === $row['test']
		);
		$had  = $this->orders->acknowledged( $order->get_id() );
		// Reasons of pixels that have a row stand in the row.
		$pixels  = array_column( $rows, 'pixel_code' );
		$reasons = array_diff_key(
			$this->reconciliation->why_not( $order, $this->clock->now() ),
			array_flip( $pixels )
		);
		$several = count( array_unique( [ ...$pixels, ...array_map( strval( ... ), array_keys( $reasons ) ) ] ) ) > 1;
		foreach ( $rows as $row ) {
			self::paragraph( [ ...self::lines( DeliveryRow::of( $row, in_array( $row['event_id'], $had, true ) ) ), ...( $several ? [ $row['pixel_code'] ] : [] ) ] );
		}
		foreach ( $reasons as $pixel => $reason ) {
			self::paragraph( [ Reasons::words( $reason ), ...( $several ? [ (string) $pixel ] : [] ) ] );
		}
		if ( [] === $rows && [] === $reasons ) {
			self::paragraph( [ __( 'Nothing was sent: this order is no sale yet, or is older than the pixel.', 'duet-for-tiktok' ) ] );
		}
		if ( [] !== $rows ) {
			$url = admin_url( 'admin.php?page=' . Screen::SLUG . '#deliveries?order=' . $order->get_id() );
			echo '<p><a href="' . esc_url( $url ) . '">' . esc_html__( 'All deliveries of this order', 'duet-for-tiktok' ) . '</a></p>';
		}
	}

	/**
	 * @param array<string, mixed> $row DeliveryRow.
	 * @return list<string> What happened to the event, in the site's own words and TikTok's.
	 */
	private static function lines( array $row ): array {
		$text = static fn( string $field ): string => is_scalar( $row[ $field ] ) ? (string) $row[ $field ] : '';
		return array_values(
			array_filter(
				[
					trim( $text( 'name' ) . ' ' . self::when( (int) $text( 'delivered_at' ) ) ),
					Reasons::words( $text( 'state' ) ),
					true === $row['browser']
						? __( 'The browser\'s pixel has it, too.', 'duet-for-tiktok' )
						: __( 'The browser\'s pixel has not said that it has it.', 'duet-for-tiktok' ),
					$text( 'reply' ),
					$text( 'event_id' ),
				],
				static fn( string $line ): bool => '' !== $line
			)
		);
	}

	/** @param list<string> $lines */
	private static function paragraph( array $lines ): void {
		echo '<p>' . implode( '<br>', array_map( esc_html( ... ), $lines ) ) . '</p>'; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- each line is escaped.
	}

	/** In the site's own format; '' for never. */
	private static function when( int $seconds ): string {
		return 0 === $seconds
			? ''
			: (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $seconds );
	}
}
