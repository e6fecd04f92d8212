<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Support\Guard;
use WC_Order;
use WC_Session;

defined( 'ABSPATH' ) || exit;

/**
 * Which orders were placed or paid in this browser. WooCommerce's own session remembers them: its cookie is signed, so the
 * link to an order proves nothing, and visitors without a number of ours have one, too. What it remembers names the session
 * it was written into: a checkout link that is passed on gives whoever opens it a copy of all of it.
 */
final class PlacedHere implements BrowserOrders {

	private const KEY = 'duet_orders';

	/** Orders that a session remembers. */
	private const MOST = 20;

	/** @var list<WC_Order> */
	private array $orders = [];

	public function __construct( private readonly Guard $guard ) {
	}

	public function register(): void {
		$this->guard->action( 'woocommerce_guest_session_to_user_id', self::carry_on( ... ), 10, 2 );
	}

	/** @param WC_Order $order May be unsaved; this request saves it. */
	public function note( WC_Order $order ): void {
		if ( [] === $this->orders ) {
			// Before WooCommerce saves the session, at 20.
			$this->guard->action( 'shutdown', $this->remember( ... ), 15 );
		}
		$this->orders[] = $order;
	}

	private function remember(): void {
		$session = WC()->session;
		if ( $session instanceof WC_Session ) {
			$placed = array_map( static fn( WC_Order $order ): int => $order->get_id(), $this->orders );
			$placed = array_filter( $placed, static fn( int $id ): bool => $id > 0 );
			$owner  = (string) $session->get_customer_id();
			self::store( $session, $owner, [ ...self::ids( $session->get( self::KEY ), $owner ), ...$placed ] );
		}
	}

	/** Somebody logs in, and takes along what the session of the guest held. */
	private static function carry_on( mixed $guest, mixed $user ): void {
		$session = WC()->session;
		$ids     = $session instanceof WC_Session && is_scalar( $guest ) ? self::ids( $session->get( self::KEY ), (string) $guest ) : [];
		if ( [] !== $ids && $session instanceof WC_Session && is_scalar( $user ) ) {
			self::store( $session, (string) $user, $ids );
		}
	}

	/** @param list<int> $ids */
	private static function store( WC_Session $session, string $owner, array $ids ): void {
		$session->set( self::KEY, self::mark( $owner ) . ':' . implode( ',', array_slice( array_unique( $ids ), -self::MOST ) ) );
	}

	/** Reads the session without opening it: outside the shop's own pages WooCommerce would end a logged-in shopper's. */
	public function has( WC_Order $order ): bool {
		$handler = apply_filters( 'woocommerce_session_handler', 'WC_Session_Handler' );
		$handler = is_string( $handler ) && class_exists( $handler ) ? new $handler() : null;
		$read    = [ $handler, 'get_session' ];
		$cookie  = [ $handler, 'get_session_cookie' ];
		if ( null === $handler || ! is_callable( $read ) || ! is_callable( $cookie ) ) {
			return false;
		}
		$cookie = $cookie();
		// Customer and when the session ends.
		if ( ! is_array( $cookie ) || ! is_scalar( $cookie[0] ?? null ) || ! is_numeric( $cookie[1] ?? null ) || (int) $cookie[1] < time() ) {
			return false;
		}
		$data = $read( (string) $cookie[0], [] );
		return in_array( $order->get_id(), self::ids( is_array( $data ) ? ( $data[ self::KEY ] ?? null ) : null, (string) $cookie[0] ), true );
	}

	/** @return list<int> None when another session wrote it. */
	private static function ids( mixed $stored, string $owner ): array {
		[ $mark, $ids ] = explode( ':', is_string( $stored ) ? $stored : '', 2 ) + [ '', '' ];
		return '' !== $ids && hash_equals( self::mark( $owner ), $mark ) ? array_map( intval( ... ), explode( ',', $ids ) ) : [];
	}

	private static function mark( string $owner ): string {
		return substr( hash( 'sha256', "duet orders of $owner" ), 0, 16 );
	}
}
