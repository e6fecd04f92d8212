<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Support\Guard;
use Duet\Tray\UserTray;
use Duet\Withdrawal\Snapshots;
use Duet\Withdrawal\Withdrawals;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/** "Erase personal data" of WordPress' tools. Deletes what leads to the person, keeps the ledger's numbers. */
final class Eraser {

	/** Orders per request; WordPress asks again until all are done. */
	private const ORDERS = 20;

	public function __construct(
		private readonly PersonOrders $orders,
		private readonly Rows $rows,
		private readonly Snapshots $snapshots,
		private readonly Withdrawals $withdrawals,
		private readonly UserTray $tray,
		private readonly Guard $guard,
	) {
	}

	/** Before WooCommerce's own eraser, which may take the address off the orders by which they are found. */
	public function register(): void {
		$this->guard->filter( 'wp_privacy_personal_data_erasers', $this->add( ... ), 1 );
	}

	private function add( mixed $erasers ): mixed {
		$own = [
			'duet-for-tiktok' => [
				'eraser_friendly_name' => __( 'Duet for TikTok', 'duet-for-tiktok' ),
				'callback'             => $this->answer( ... ),
			],
		];
		return is_array( $erasers ) ? $erasers + $own : $erasers;
	}

	/** @return array<string, mixed>|WP_Error A failed erasure must not look like a finished one. */
	private function answer( mixed $email, mixed $page = 1 ): array|WP_Error {
		$answer = $this->guard->run(
			fn(): array => $this->erase( is_string( $email ) ? $email : '', is_numeric( $page ) ? max( 1, (int) $page ) : 1 ),
			'eraser'
		);
		return is_array( $answer )
			? $answer
			: new WP_Error(
				'duet_erasure',
				__( 'Duet could not erase its data. The reason is in the log; please try again.', 'duet-for-tiktok' )
			);
	}

	/**
	 * @param int $page From 1.
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	public function erase( string $email, int $page ): array {
		$person = $this->orders->person( $email );
		$orders = $this->orders->page( $person, $page, self::ORDERS );
		// All rows at once, for the snapshots know the browsers that lead to some of them.
		$rows    = 1 === $page ? $this->rows->forget( $person ) : 0;
		$others  = 1 === $page
			&& in_array( true, [ $this->withdrawals->forget( $person->visitors ), $this->tray->forget( $person->user ) ], true );
		$reduced = 0;
		$ids     = [];
		foreach ( $orders as $order ) {
			$reduced += (int) $this->snapshots->erase( $order );
			$ids[]    = $order->get_id();
		}
		// What an order gave birth to before its snapshot said no.
		$rows += [] === $ids ? 0 : $this->rows->forget( Person::of_orders( $ids ) );
		return [
			'items_removed'  => $others || $rows + $reduced > 0,
			'items_retained' => false,
			'messages'       => self::messages( $rows, $reduced ),
			'done'           => count( $person->orders ) <= $page * self::ORDERS,
		];
	}

	/** @return list<string> */
	private static function messages( int $rows, int $reduced ): array {
		$messages = [];
		if ( $rows > 0 ) {
			/* translators: %d: number of events. */
			$messages[] = sprintf( _n( 'Duet: %d event no longer leads to this person. If it was waiting, it will not be sent.', 'Duet: %d events no longer lead to this person. Those that were waiting will not be sent.', $rows, 'duet-for-tiktok' ), $rows );
			$messages[] = __( 'What TikTok has received already can only be erased by TikTok.', 'duet-for-tiktok' );
		}
		if ( $reduced > 0 ) {
			/* translators: %d: number of orders. */
			$messages[] = sprintf( _n( 'Duet: visitor data removed from %d order. It will not be reported to TikTok any more.', 'Duet: visitor data removed from %d orders. They will not be reported to TikTok any more.', $reduced, 'duet-for-tiktok' ), $reduced );
		}
		return $messages;
	}
}
