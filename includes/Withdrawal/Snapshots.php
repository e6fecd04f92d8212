<?php
declare(strict_types=1);

namespace Duet\Withdrawal;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Snapshot\OrderMeta;
use Duet\Support\Clock;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** Takes personal data out of orders' visitor snapshots. */
final class Snapshots {

	/**
	 * @param string         $meta    Meta key of the snapshot.
	 * @param string         $browser Meta key of the ids the browser acknowledged.
	 * @param PlacedOrders|null $placed Forgets in which browser an order was placed when its snapshot does.
	 */
	public function __construct(
		public readonly string $meta,
		public readonly string $browser,
		private readonly OrderMeta $tables,
		private readonly Clock $clock,
		private readonly ?PlacedOrders $placed = null,
	) {
	}

	/**
	 * What stays of a snapshot: a refusal. It says nothing about a person, and keeps every later hook, sweep and resend
	 * from sending the order; without it an order would count as one that nobody placed, which may be sent by setting.
	 *
	 * @return array<string, mixed>
	 */
	public function reduced( mixed $stored ): array {
		$consent = Consent::from_array( is_array( $stored ) && is_array( $stored['consent'] ?? null ) ? $stored['consent'] : [] );
		$done    = Decision::Denied === $consent->decision && Consent::ERASURE === $consent->source;
		return [ 'consent' => ( $done ? $consent : $consent->decided( Decision::Denied, Consent::ERASURE, $this->clock->now() ) )->to_array() ];
	}

	/** @return bool Whether anything of a person was there. */
	public function erase( WC_Order $order ): bool {
		$stored       = $order->get_meta( $this->meta );
		$kept         = $this->reduced( $stored );
		$acknowledged = self::is_something( $order->get_meta( $this->browser ) );
		if ( $stored !== $kept || $acknowledged ) {
			$order->update_meta_data( $this->meta, $kept );
			$order->delete_meta_data( $this->browser );
			OrderMeta::save_quietly( $order );
		}
		// Always: an earlier run may have ended between the two.
		$this->tidy( $order->get_id(), $kept );
		return $acknowledged || ( self::is_something( $stored ) && $stored !== $kept );
	}

	/** The visitor said no, later and elsewhere: of the visit nothing stays but that. @return bool Always, unless it throws. */
	public function withdraw( WC_Order $order ): bool {
		$stored  = $order->get_meta( $this->meta );
		$consent = Consent::from_array( is_array( $stored ) && is_array( $stored['consent'] ?? null ) ? $stored['consent'] : [] );
		if ( Decision::Denied !== $consent->decision ) {
			$consent = $consent->decided( Decision::Denied, Withdrawals::SOURCE, $this->clock->now() );
		}
		$kept = [ 'consent' => $consent->to_array() ];
		if ( $stored !== $kept ) {
			$order->update_meta_data( $this->meta, $kept );
			OrderMeta::save_quietly( $order );
		}
		$this->tables->copy( $order->get_id(), $this->meta, $kept );
		return true;
	}

	/** After somebody else saved an order without its personal data. */
	public function tidy_copies( WC_Order $order ): void {
		$this->tidy( $order->get_id(), $order->get_meta( $this->meta ) );
	}

	/** Takes out what only the delivery needed. */
	public function without_address( WC_Order $order ): void {
		$stored = $order->get_meta( $this->meta );
		if ( is_array( $stored ) ) {
			$kept = array_diff_key( $stored, [ 'ip' => true, 'user_agent' => true ] );
			if ( $kept !== $stored ) {
				$order->update_meta_data( $this->meta, $kept );
				OrderMeta::save_quietly( $order );
			}
			$this->tables->copy( $order->get_id(), $this->meta, $kept );
		}
	}

	private function tidy( int $order_id, mixed $kept ): void {
		$this->placed?->forget( $order_id );
		$this->tables->copy( $order_id, $this->meta, self::is_something( $kept ) ? $kept : null );
		$this->tables->copy( $order_id, $this->browser, null );
	}

	private static function is_something( mixed $stored ): bool {
		return ! in_array( $stored, [ '', [], null, false ], true );
	}
}
