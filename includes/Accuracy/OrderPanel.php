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

/** The box "TikTok" on an order's own page: both copies of its events, and if there are none, why. */
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
			$delivery = DeliveryRow::of( $row, in_array( $row['event_id'], $had, true ) );
			self::event( $delivery, $several ? $row['pixel_code'] : '' );
		}
		foreach ( $reasons as $pixel => $reason ) {
			self::paragraph( Reasons::words( $reason ), $several ? (string) $pixel : '' );
		}
		if ( [] === $rows && [] === $reasons ) {
			self::paragraph( __( 'Nothing was sent: this order is no sale yet, or is older than the pixel.', 'duet-for-tiktok' ) );
		}
		if ( [] !== $rows ) {
			$url = admin_url( 'admin.php?page=' . Screen::SLUG . '#deliveries?order=' . $order->get_id() );
			echo '<p><a href="' . esc_url( $url ) . '">' . esc_html__( 'All deliveries of this order', 'duet-for-tiktok' ) . '</a></p>';
		}
	}

	/**
	 * Both copies of an event, and whether TikTok merges them.
	 *
	 * @param array<string, mixed> $row DeliveryRow.
	 */
	private static function event( array $row, string $pixel ): void {
		$text      = static fn( string $field ): string => is_scalar( $row[ $field ] ) ? (string) $row[ $field ] : '';
		$delivered = 'delivered' === $text( 'state' );
		$browser   = true === $row['browser'];
		echo '<h4>' . esc_html( $text( 'name' ) ) . '</h4><ul>';
		if ( 'offline' !== $text( 'source' ) ) {
			$words = $browser
				? __( 'The pixel has sent its copy.', 'duet-for-tiktok' )
				: __( 'The pixel has not reported its copy.', 'duet-for-tiktok' );
			self::copy( $browser, __( 'Browser', 'duet-for-tiktok' ), $words );
		}
		$words = Reasons::words( $text( 'state' ) ) . ' ' . self::when( (int) $text( 'delivered_at' ) );
		self::copy( $delivered, __( 'Server', 'duet-for-tiktok' ), trim( $words ) );
		echo '</ul>';
		if ( $delivered ) {
			$words = $browser
				? __( 'TikTok counts both copies once.', 'duet-for-tiktok' )
				: __( 'Only the server copy arrived. TikTok counts it once.', 'duet-for-tiktok' );
			self::paragraph( $words, $pixel );
		} else {
			// TikTok's words matter only if something went wrong.
			self::paragraph( $text( 'reply' ), $pixel );
		}
	}

	private static function copy( bool $arrived, string $name, string $words ): void {
		$icon = $arrived ? 'dashicons-yes-alt' : 'dashicons-minus';
		echo '<li><span class="dashicons ' . esc_attr( $icon ) . '" aria-hidden="true"></span> <strong>'
			. esc_html( $name ) . '</strong>: ' . esc_html( $words ) . '</li>';
	}

	private static function paragraph( string $line, string $pixel = '' ): void {
		$lines = array_filter( [ $line, $pixel ], static fn( string $one ): bool => '' !== $one );
		if ( [] !== $lines ) {
			echo '<p>' . implode( '<br>', array_map( esc_html( ... ), $lines ) ) . '</p>'; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- each line is escaped.
		}
	}

	/** In the site's own format; '' for never. */
	private static function when( int $seconds ): string {
		return 0 === $seconds
			? ''
			: (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $seconds );
	}
}
