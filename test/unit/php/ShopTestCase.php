<?php
declare(strict_types=1);

namespace Duet\Test;

use Duet\Consent\ConsentSource;
use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Order\ObjectIds;
use Duet\Order\Order;
use Duet\Order\OrderEvents;
use Duet\Order\OrderLines;
use Duet\Product\ContentId;
use Duet\Product\Item;
use Duet\Relay\FloodLimit;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Snapshot\OrderMeta;
use Duet\Snapshot\OrderRefusal;
use Duet\Snapshot\PlacedHere;
use Duet\Snapshot\VisitorCapture;
use Duet\Support\ClientIp;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Support\Log;
use Duet\Support\Signature;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Tray\Audience;
use Duet\Tray\Handover;
use Duet\Tray\TrayCookie;
use Duet\Tray\UserTray;
use Duet\Visitor\Customer;
use Duet\Visitor\RequestVisitor;
use Duet\Visitor\ShopperRequest;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/woocommerce.php';
require_once __DIR__ . '/FixedIssuer.php';
require_once __DIR__ . '/NoLedger.php';

/** A shop without WordPress: real rooms of ours on doubles of WooCommerce's objects. */
abstract class ShopTestCase extends TestCase {

	protected const HEX = '0123456789abcdef0123456789abcdef';
	protected const NOW = 1_800_000_000;

	protected int $now = self::NOW;

	/** @var list<Event> What went into the pipeline. */
	protected array $pushed = [];

	protected function setUp(): void {
		$GLOBALS['duet_shop']          = [];
		$GLOBALS['duet_test_options']  = [ IdKey::OPTION => str_repeat( 'k', 64 ) ];
		$GLOBALS['duet_test_autoload'] = [];
		unset( $_SERVER['REMOTE_ADDR'] );
		$_COOKIE                       = [];
		$_POST                         = [];
		$_GET                          = [];
		$this->pushed                  = [];
		$this->written                 = [];
		$this->tray                    = [];
	}

	/** @param array<string, mixed> $stored */
	protected function with_settings( array $stored ): void {
		$GLOBALS['duet_test_options'][ Settings::OPTION ] = $stored;
	}

	protected function settings(): Settings {
		return new Settings( Schema::shipped(), new Tokens( null, 'secret' ) );
	}

	protected function catalogue(): Catalogue {
		return Catalogue::shipped();
	}

	protected function guard(): Guard {
		return new Guard( new Log() );
	}

	protected function ids(): ContentId {
		return new ContentId( $this->settings() );
	}

	protected function item(): Item {
		return new Item( $this->ids() );
	}

	protected function signature(): Signature {
		return new Signature( new FixedIssuer() );
	}

	protected function customer(): Customer {
		return new Customer( $this->settings() );
	}

	protected function order_source(): Order {
		return new Order( $this->settings(), new OrderLines( $this->item(), $this->ids() ), $this->customer() );
	}

	protected function order_events(): OrderEvents {
		return new OrderEvents( $this->settings(), $this->catalogue(), $this->order_source(), $this->customer(), $this->object_ids() );
	}

	/** @var array<string, int> "event event_id" => when it was written down. */
	protected array $written = [];

	protected function object_ids(): ObjectIds {
		$written = function ( array $own, array $first, int $since ): array {
			$found = [];
			foreach ( array_keys( $own ) as $index => $event ) {
				$found[ $own[ $event ] ]   = $this->written[ "$event {$own[ $event ]}" ] ?? null;
				$time                      = $this->written[ "$event {$first[ $index ]}" ] ?? -1;
				$found[ $first[ $index ] ] = $time >= $since ? $time : null;
			}
			return array_map( static fn( int $time ): array => [ 'server' => [ 'pixels' => 1, 'time' => $time ] ], array_filter( $found, is_int( ... ) ) );
		};
		return new ObjectIds( new IdKey(), new TestRows( written: $written ), $this->settings() );
	}

	/** @param string|null $tool What the consent tool says. */
	protected function request_visitor( ?string $tool = null ): RequestVisitor {
		$source = $this->createStub( ConsentSource::class );
		$source->method( 'signal' )->willReturn( null === $tool ? null : [ $tool, 'wp_consent_api' ] );
		return new RequestVisitor( $this->settings(), new ClientIp(), $source, new TestClock( self::NOW ) );
	}

	protected function visitor_capture( ?string $tool = null ): VisitorCapture {
		$request = $this->request_visitor( $tool );
		$refusal = new OrderRefusal( new NoLedger(), $this->order_meta() );
		return new VisitorCapture( $request, new ShopperRequest( $request ), new PlacedHere( $this->guard() ), $this->customer(), $this->guard(), $refusal, $this->order_meta() );
	}

	/** @var list<list<mixed>> What the tray cookie held after each event, decoded. */
	protected array $tray = [];

	protected function tray_cookie(): TrayCookie {
		return new TrayCookie(
			new Audience( $this->settings() ),
			new TestFilter(),
			function ( string $value ): void {
				$this->tray[] = json_decode( (string) base64_decode( strtr( $value, '-_', '+/' ), true ), true );
			}
		);
	}

	/** The connection that brought enough for a minute. */
	protected string $flooding = '-';

	protected function handover(): Handover {
		$limit = $this->createStub( FloodLimit::class );
		$limit->method( 'is_reached' )->willReturnCallback( fn( string $connection ): bool => $connection === $this->flooding );
		return new Handover( $this->request_visitor(), $this->push(), $this->tray_cookie(), new UserTray( new Audience( $this->settings() ) ), $limit );
	}

	protected function push(): TestSink {
		return new TestSink(
			function ( Event $event ): void {
				$this->pushed[] = $event;
			}
		);
	}

	/** The meta of orders in a shop that keeps them in one place. */
	protected function order_meta(): OrderMeta {
		$tables = static fn(): array => [ [ 'wp_wc_orders_meta', 'id', 'order_id', [ 'wp_wc_orders', 'id', 'type', 'parent_order_id' ] ] ];
		$database = new MemoryDatabase();
		$database->run( 'CREATE TABLE wp_wc_orders ( id INTEGER, type TEXT, parent_order_id INTEGER )' );
		$database->run( 'CREATE TABLE wp_wc_orders_meta ( id INTEGER, order_id INTEGER, meta_key TEXT, meta_value TEXT )' );
		return new OrderMeta( $database->gateway(), $tables );
	}

	/** @param array<string, mixed> $props */
	protected static function mug( array $props = [] ): \WC_Product {
		return new \WC_Product( $props + [ 'id' => 7, 'name' => 'Mug', 'sku' => 'MUG', 'price' => '7.50' ] );
	}

	/**
	 * A guest's order of two mugs, 15 EUR and 5 EUR shipping, with a granted snapshot.
	 *
	 * @param array<string, mixed> $props
	 */
	protected static function order( array $props = [] ): \WC_Order {
		return new \WC_Order(
			$props + [
				'id'             => 15,
				'status'         => 'processing',
				'total'          => '20.00',
				'shipping_total' => '5.00',
				'paid'           => self::NOW - 60,
				'created'        => self::NOW - 120,
				'items'          => [ new \WC_Order_Item_Product( [ 'id' => 1, 'name' => 'Mug', 'quantity' => 2, 'total' => '15.00', 'product_id' => 7, 'product' => self::mug() ] ) ],
				'meta'           => [ '_duet_visitor' => self::snapshot() ],
			]
		);
	}

	/** @return array<string, mixed> */
	protected static function snapshot( string $decision = 'granted' ): array {
		return [
			'visitor' => self::HEX,
			'consent' => [ 'signal' => 'allow', 'decision' => $decision, 'mode' => 'required', 'source' => 'cookie', 'at' => self::NOW - 120 ],
		];
	}

	protected static function root(): string {
		return dirname( __DIR__, 3 );
	}
}
