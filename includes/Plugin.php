<?php
declare(strict_types=1);

namespace Duet;

use Duet\Admin\{ Access, ContentIdRoute, DeliveriesRoute, HealthRoute, Screen, SettingsRoute, Shop, TestEventRoute };
use Duet\Channel\Browser\OrderReceived;
use Duet\Channel\Browser\Tray;
use Duet\Channel\Channel;
use Duet\Channel\EventsApi\{ Claims, Client, Clock, Database, EventsApi, Health, Ledger, Outbox, Pauses, Payload, Probe, Refusals, Reply, Resend, Retention, Schema as Table, Sender, Upkeep };
use Duet\Cli\{ Again, Commands, Deliveries, Drain, Reconcile, Status };
use Duet\Event\{ Catalogue, ChannelName, Event };
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Privacy\{ Anonymisation, Eraser, Exporter, Lifetime, OrderMeta, Orders as PersonOrders, PolicyText, Rows, Snapshots };
use Duet\Settings\{ Pixel, Schema, Settings, Tokens };
use Duet\Source\{ Cart, ContentId, Customer, Item, Order, OrderLines, Product };
use Duet\Storefront\{ Assets, CookieInfo, Optimisers, PageJson, StoreApi };
use Duet\Support\{ ClientIp, Guard, IdKey, Log, Signature };
use Duet\Trigger\{ Acknowledgement, AfterResponse, ConsentRoute, OrderEvents, OrderPages, Orders, PageDraft, PublicRoute, Reconciliation, Relay, RelayedParams, RequestVisitor, Snapshot, StoredOrder, Sweep, VisitorCapture, WpConsentApi };
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The composition root: the only place that sees every room. Each object is made once, here, and handed to whoever
 * needs it; register() adds its hooks.
 */
final class Plugin {

	private readonly Log $log;
	private readonly Guard $guard;
	private readonly Catalogue $catalogue;
	private readonly Schema $schema;
	private readonly Tokens $tokens;
	private readonly Settings $settings;
	private readonly Customer $customer;
	private readonly ContentId $content_id;
	private readonly Item $items;
	private readonly IdKey $key;
	private readonly Signature $signature;
	private readonly Database $database;
	private readonly Outbox $outbox;
	private readonly Payload $payload;
	private readonly Pauses $pauses;
	private readonly Client $client;
	private readonly Sender $sender;
	private readonly Policy $policy;
	private readonly Refusals $refusals;
	private readonly Pipeline $pipeline;
	private readonly OrderEvents $events;
	private readonly Ledger $ledger;
	private readonly Access $access;
	private readonly Shop $shop;
	private readonly Health $health;
	private readonly StoredOrder $stored;
	private readonly Resend $resend;
	private readonly OrderMeta $order_meta;

	private function __construct( \wpdb $wpdb ) {
		$source           = dirname( DUET_FILE ) . '/src';
		$this->log        = new Log();
		$this->guard      = new Guard( $this->log );
		$this->catalogue  = Catalogue::from_file( "$source/events/catalogue.json" );
		$this->schema     = Schema::from_file( "$source/settings/settings.json" );
		$this->tokens     = new Tokens();
		$this->settings   = new Settings( $this->schema, $this->tokens );
		$this->customer   = new Customer( $this->settings );
		$this->content_id = new ContentId( $this->settings );
		$this->items      = new Item( $this->content_id );
		$this->key        = new IdKey();
		$this->signature  = new Signature( $this->key->get( ... ) );
		$this->database   = new Database( $wpdb, $this->log );
		$this->outbox     = new Outbox( $this->database, $this->log );
		$this->payload    = new Payload( $this->catalogue );
		$this->pauses     = new Pauses( $this->database );
		$upkeep           = new Upkeep( $this->database );
		$this->client     = Client::of_site();
		$this->sender     = new Sender( new Table( $this->database ), $upkeep, new Claims( $this->database ), $this->pauses, $this->client, Clock::of_database( $this->database ), $this->tokens );
		$this->policy     = new Policy( $this->settings );
		$this->refusals   = new Refusals( $this->database, static fn(): string => (string) wp_date( 'Y-m-d' ), $this->guard );
		$this->pipeline   = new Pipeline( $this->catalogue, $this->policy, $this->channels(), self::filtered( ... ), $this->log, $this->refused( ... ) );
		$this->events     = new OrderEvents( $this->settings, $this->catalogue, new Order( $this->settings, new OrderLines( $this->items, $this->content_id ), $this->customer ), $this->customer, $this->key );
		$this->ledger     = new Ledger( $this->database, $upkeep );
		$this->access     = new Access();
		$this->shop       = new Shop( $this->access );
		$this->health     = new Health( $this->settings, $this->tokens, $this->ledger, $this->pauses, $this->refusals, $this->shop->paid_orders( ... ), time( ... ) );
		$this->stored     = new StoredOrder( $this->events, $this->policy, self::filtered( ... ) );
		$this->resend     = new Resend( $this->settings, $this->ledger, $this->outbox, $this->payload, $this->stored->event( ... ), time( ... ) );
		$this->order_meta = OrderMeta::of_site( $this->database, $wpdb );
	}

	public static function boot(): void {
		global $wpdb;
		$plugin = new self( $wpdb );
		$plugin->installation()->register();
		$plugin->storefront();
		$plugin->admin();
		$plugin->privacy();
		if ( defined( 'WP_CLI' ) && true === constant( 'WP_CLI' ) ) {
			$plugin->cli();
		}
	}

	public static function activate(): void {
		global $wpdb;
		( new self( $wpdb ) )->installation()->activate();
	}

	public static function deactivate(): void {
		global $wpdb;
		( new self( $wpdb ) )->installation()->deactivate();
	}

	public static function uninstall(): void {
		global $wpdb;
		$plugin = new self( $wpdb );
		// Asked before the settings go.
		if ( true === $plugin->settings->get( 'uninstall.delete_order_data' ) ) {
			$plugin->order_meta->delete( [ Snapshot::META, Snapshot::BROWSER ] );
		}
		$plugin->installation()->uninstall();
	}

	private function installation(): Installation {
		return new Installation( new Table( $this->database ), new Retention( $this->database ), $this->settings, $this->sender->drain( ... ), fn(): int => class_exists( 'WooCommerce', false ) ? $this->sweep()->run() : 0, [ Sweep::OPTION, Lifetime::OPTION ], $this->guard );
	}

	private function sweep(): Sweep {
		return new Sweep( $this->events, $this->settings, $this->catalogue, $this->policy, ( new OrderPages( $this->events ) )->changed( ... ), $this->ledger->of_orders( ... ), $this->pipeline->push( ... ), $this->guard, time( ... ) );
	}

	/** What visitors meet: the page, the routes its script calls, and the hooks of their orders. */
	private function storefront(): void {
		$push    = $this->pipeline->push( ... );
		$request = new RequestVisitor( $this->settings, ClientIp::trusting( defined( 'DUET_TRUSTED_PROXIES' ) ? constant( 'DUET_TRUSTED_PROXIES' ) : null ), WpConsentApi::signal( ... ), time( ... ) );
		$route   = new PublicRoute( $this->guard );
		$after   = new AfterResponse( fn() => $this->sender->drain( 5, 1 ), AfterResponse::finisher(), $this->guard );
		$orders  = new Orders( $this->events, $push, $this->guard );
		$page    = new PageDraft( new Product( $this->items, $this->signature ), $this->customer );

		( new Assets( new PageJson( $this->settings, $this->catalogue, $page->page( ... ) ), DUET_FILE, DUET_VERSION, $this->guard ) )->register();
		( new Optimisers( $this->guard ) )->register();
		( new CookieInfo( plugin_basename( DUET_FILE ), $this->guard ) )->register();
		( new Relay( $this->settings, $this->catalogue, $request, new RelayedParams( $this->signature ), $this->customer, $route, $after, Relay::shopper( ... ), $push, time( ... ) ) )->register();
		( new ConsentRoute( $request, $orders, $route, $this->outbox->withdraw( ... ), $this->outbox->reinstate( ... ) ) )->register();

		if ( class_exists( 'WooCommerce', false ) ) {
			$orders->register();
			( new VisitorCapture( $request, $this->guard ) )->register();
			( new StoreApi( ( new Cart( $this->items, $this->signature ) )->item( ... ), $this->guard ) )->register();
			( new Acknowledgement( $this->events, $route, $after ) )->register();
			( new Tray( $this->settings, new OrderReceived(), fn( WC_Order $order ): ?Event => self::shown( $this->events, $order ), Snapshot::acknowledged( ... ), $this->guard ) )->register();
		}
	}

	/** What the merchant meets: the screen and its routes. Routes are needed wherever REST is served. */
	private function admin(): void {
		$probe = new Probe( $this->catalogue, $this->payload, $this->client, $this->tokens, $this->pauses, Clock::of_database( $this->database ) );
		( new SettingsRoute( $this->access, $this->settings, $this->tokens, $this->schema, $this->catalogue, $this->shop ) )->register();
		( new TestEventRoute( $this->access, $this->settings, $this->tokens, static fn( Pixel $pixel ): Reply => $probe->send( $pixel, home_url( '/' ) ) ) )->register();
		( new DeliveriesRoute( $this->access, $this->ledger, $this->resend, $this->stored->acknowledged( ... ) ) )->register();
		( new HealthRoute( $this->access, $this->health->report( ... ) ) )->register();
		( new ContentIdRoute( $this->access, $this->shop, $this->content_id->preview( ... ) ) )->register();
		if ( is_admin() ) {
			( new Screen( $this->access, DUET_FILE ) )->register();
		}
	}

	/** What the server's own administrator meets: `wp duet`. */
	private function cli(): void {
		$sales = class_exists( 'WooCommerce', false ) ? new Reconciliation( $this->events, $this->settings, $this->policy, ( new OrderPages( $this->events ) )->changed( ... ), $this->ledger->of_orders( ... ) ) : null;
		$shop  = null === $sales ? [] : [ new Reconcile( $sales->differences( ... ), fn(): int => $this->sweep()->all(), time( ... ) ) ];
		( new Commands( [ new Status( $this->health->report( ... ) ), new Drain( $this->sender->drain( ... ) ), new Deliveries( $this->ledger ), new Again( $this->resend ), ...$shop ] ) )->register();
	}

	/** WordPress's and WooCommerce's privacy tools; always there, for cron runs them too. */
	private function privacy(): void {
		$rows      = new Rows( $this->database );
		$snapshots = new Snapshots( Snapshot::META, Snapshot::BROWSER, $this->order_meta, time( ... ) );
		$orders    = new PersonOrders( $this->order_meta, $rows, Snapshot::META );
		$lifetime  = new Lifetime( $this->order_meta, $rows, $snapshots, $this->guard );
		( new Exporter( $orders, $rows, $snapshots, $this->guard ) )->register();
		( new Eraser( $orders, $rows, $snapshots, $this->guard ) )->register();
		( new Anonymisation( $snapshots, $rows, $this->guard ) )->register();
		( new PolicyText( $this->settings, static fn(): array => [ 'email', 'phone', 'external_id', 'first_name', 'last_name', 'zip_code', 'city', 'state', 'country' ], $this->guard ) )->register();
		$this->guard->action( 'duet_hourly', static fn() => $lifetime->run( time() ) );
	}

	/** @return list<Channel> */
	private function channels(): array {
		/**
		 * The server's channels. An own one implements Duet\Channel\Channel.
		 *
		 * @param list<Channel> $channels
		 */
		$channels = apply_filters( 'duet_channels', [ new EventsApi( $this->settings, $this->outbox, $this->payload ) ] );
		return array_values( array_filter( is_array( $channels ) ? $channels : [], static fn( mixed $channel ): bool => $channel instanceof Channel ) );
	}

	private static function filtered( Event $event ): ?Event {
		/**
		 * Every server-side event before it goes anywhere: change its parameters (with_params()) or return null to stop it.
		 *
		 * @param Event|null $event
		 */
		$filtered = apply_filters( 'duet_event', $event );
		return $filtered instanceof Event ? $filtered : null;
	}

	/** What the thank-you page shows the pixel is what the server sends: same facts, same filter, same veto. */
	private static function shown( OrderEvents $events, WC_Order $order ): ?Event {
		$created = $order->get_date_created();
		$event   = $events->of( $order, null === $created ? time() : $created->getTimestamp() );
		return null === $event ? null : self::filtered( $event );
	}

	private function refused( Event $event, ChannelName $channel, Refusal $refusal ): void {
		if ( ChannelName::EventsApi === $channel && $refusal->counts() ) {
			$this->refusals->note( $event, $refusal->value );
		}
	}
}
