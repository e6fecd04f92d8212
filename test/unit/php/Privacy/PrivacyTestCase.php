<?php
declare(strict_types=1);

namespace Duet\Test\Privacy;

use Duet\Hashing\Hash;
use Duet\Outbox\Outbox;
use Duet\Privacy\PersonOrders;
use Duet\Privacy\Rows;
use Duet\Snapshot\OrderMeta;
use Duet\Support\IdKey;
use Duet\Support\Log;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Tray\Audience;
use Duet\Tray\UserTray;
use Duet\Withdrawal\PlacedOrders;
use Duet\Withdrawal\Snapshots;
use Duet\Withdrawal\Tombstones;
use Duet\Withdrawal\Withdrawals;

require_once dirname( __DIR__ ) . '/Outbox/MemoryDatabase.php';
require_once dirname( __DIR__ ) . '/woocommerce.php';
require_once __DIR__ . '/functions.php';

/** A shop with an outbox and the two tables orders' meta may be in; WooCommerce reads its own, posts hold the copy. */
abstract class PrivacyTestCase extends ShopTestCase {

	protected const META    = '_duet_visitor';
	protected const BROWSER = '_duet_browser';
	protected const OTHER   = 'ffffffffffffffffffffffffffffffff';

	protected MemoryDatabase $database;

	/** @var array<int, StoredOrder> */
	protected array $orders = [];

	protected function setUp(): void {
		parent::setUp();
		$this->database = new MemoryDatabase();
		$this->orders   = [];
		$this->database->run( 'CREATE TABLE wp_duet_placed_orders ( visitor TEXT, order_id INTEGER, PRIMARY KEY ( visitor, order_id ) )' );
		$GLOBALS['duet_test_options'][ PlacedOrders::OPTION ] = [ 1, '', 0 ];
		foreach ( [ 'wc_orders_meta' => [ 'id', 'order_id' ], 'postmeta' => [ 'meta_id', 'post_id' ] ] as $table => [ $key, $order ] ) {
			$this->database->run( "CREATE TABLE wp_$table ( $key INTEGER PRIMARY KEY AUTOINCREMENT, $order INTEGER, meta_key TEXT, meta_value TEXT )" );
		}
		$this->database->run( 'CREATE TABLE wp_posts ( ID INTEGER PRIMARY KEY, post_type TEXT )' );
		$GLOBALS['duet_shop']['get_orders'] = fn( array $query ): array => array_keys( array_filter( $this->orders, static fn( StoredOrder $order ): bool => in_array( $order->get_billing_email(), $query['customer'], true ) || in_array( $order->get_customer_id(), array_filter( $query['customer'], is_int( ... ) ), true ) ) );
	}

	/** @param array<string, mixed>|string $snapshot '' for none. */
	protected function placed( int $id, string $email, array|string $snapshot, int $customer = 0 ): StoredOrder {
		$meta  = [ self::META => $snapshot, '_other' => 'kept' ];
		$order = new StoredOrder( [ 'id' => $id, 'status' => 'processing', 'customer_id' => $customer, 'billing' => [ 'email' => $email ], 'meta' => '' === $snapshot ? [ '_other' => 'kept' ] : $meta ] );

		$order->database = $this->database;
		$order->write();
		$this->orders[ $id ]                    = $order;
		$GLOBALS['duet_shop']['orders'][ $id ] = $order;
		return $order;
	}

	/** @return array<string, mixed> */
	protected static function visit( string $visitor = self::HEX, int $at = self::NOW - 120 ): array {
		$consent = [ 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => $at ];
		return [ 'ttclid' => 'E.C.P.click', 'url' => 'https://shop.test/checkout/', 'ip' => '203.0.113.9', 'user_agent' => 'Mozilla/5.0', 'visitor' => $visitor, 'consent' => $consent ];
	}

	/** @param array<string, string|int> $columns */
	protected function row( array $columns ): void {
		static $number = 0;
		$columns += [
			'pixel_code' => 'PIXEL',
			'event'      => 'Purchase',
			'event_id'   => 'id-' . ++$number,
			'test'       => '',
			'state'      => 'pending',
			'class'      => 0,
			'origin'     => 'server',
			'payload'    => '{"event":"Purchase","event_id":"x","properties":{"value":15,"contents":[{"content_id":"MUG","quantity":2}]}}',
			'matching'   => '{"user":{"email":"hash","ip":"203.0.113.9"}}',
			'event_time' => $this->database->now - 100,
			'deadline'   => $this->database->now + 3600,
			'created_at' => $this->database->now - 100,
			'next_at'    => 0,
		];
		$this->database->run( 'INSERT INTO wp_duet_outbox ( ' . implode( ', ', array_keys( $columns ) ) . " ) VALUES ( '" . implode( "', '", $columns ) . "' )" );
	}

	protected static function hash( string $email ): string {
		return Hash::mark( $email, Fixture::KEY );
	}

	protected function rows(): Rows {
		return new Rows( $this->database->gateway() );
	}

	protected function tables(): OrderMeta {
		return new OrderMeta( $this->database->gateway(), static fn(): array => [ [ 'wp_wc_orders_meta', 'id', 'order_id', [ 'wp_wc_orders', 'id', 'type', 'parent_order_id' ] ], [ 'wp_postmeta', 'meta_id', 'post_id', [ 'wp_posts', 'ID', 'post_type', 'post_parent' ] ] ] );
	}

	protected function snapshots(): Snapshots {
		return new Snapshots( self::META, self::BROWSER, $this->tables(), new TestClock( self::NOW ), $this->placed_orders() );
	}

	protected function placed_orders(): PlacedOrders {
		return new PlacedOrders( $this->database->gateway(), $this->tables(), self::META );
	}

	protected function finder(): PersonOrders {
		$GLOBALS['duet_test_options'][ IdKey::OPTION ] = Fixture::KEY;
		return new PersonOrders( $this->tables(), $this->rows(), self::META, new IdKey() );
	}

	protected function outbox(): Outbox {
		return new Outbox( $this->database->gateway(), new Log() );
	}

	protected function tombstones(): Tombstones {
		return new Tombstones( $this->database->gateway() );
	}

	protected function withdrawals(): Withdrawals {
		return new Withdrawals( $this->placed_orders(), $this->tombstones(), $this->snapshots(), $this->guard() );
	}

	protected function tray(): UserTray {
		return new UserTray( new Audience( $this->settings() ) );
	}

	/** @return array<int, mixed> Order => stored value, in a table. */
	protected function stored( string $table = 'wc_orders_meta', string $key = self::META ): array {
		$order  = 'postmeta' === $table ? 'post_id' : 'order_id';
		$values = [];
		foreach ( $this->database->get_results( "SELECT $order AS id, meta_value FROM wp_$table WHERE meta_key = '$key'" ) as $row ) {
			$values[ (int) $row['id'] ] = maybe_unserialize( $row['meta_value'] );
		}
		return $values;
	}

	protected function copy_to_posts( int $order_id, string $key, mixed $value ): void {
		$this->database->run( "INSERT INTO wp_postmeta ( post_id, meta_key, meta_value ) VALUES ( $order_id, '$key', '" . str_replace( "'", "''", (string) maybe_serialize( $value ) ) . "' )" );
	}
}
