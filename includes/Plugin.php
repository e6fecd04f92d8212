<?php
declare(strict_types=1);

namespace Duet;

use Duet\Admin\Access;
use Duet\Admin\ContentIdRoute;
use Duet\Admin\Screen;
use Duet\Admin\SettingsRoute;
use Duet\Admin\Shop;
use Duet\Admin\TestEventRoute;
use Duet\Channel\Browser\OrderReceived;
use Duet\Channel\Browser\Tray;
use Duet\Channel\Channel;
use Duet\Channel\EventsApi\Claims;
use Duet\Channel\EventsApi\Client;
use Duet\Channel\EventsApi\Clock;
use Duet\Channel\EventsApi\Database;
use Duet\Channel\EventsApi\EventsApi;
use Duet\Channel\EventsApi\Outbox;
use Duet\Channel\EventsApi\Pauses;
use Duet\Channel\EventsApi\Payload;
use Duet\Channel\EventsApi\Probe;
use Duet\Channel\EventsApi\Reply;
use Duet\Channel\EventsApi\Retention;
use Duet\Channel\EventsApi\Schema as Table;
use Duet\Channel\EventsApi\Sender;
use Duet\Channel\EventsApi\Upkeep;
use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Policy\Policy;
use Duet\Settings\Pixel;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Source\Cart;
use Duet\Source\ContentId;
use Duet\Source\Customer;
use Duet\Source\Item;
use Duet\Source\Order;
use Duet\Source\OrderLines;
use Duet\Source\Product;
use Duet\Storefront\Assets;
use Duet\Storefront\CookieInfo;
use Duet\Storefront\Optimisers;
use Duet\Storefront\PageJson;
use Duet\Storefront\StoreApi;
use Duet\Support\ClientIp;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Support\Log;
use Duet\Support\Signature;
use Duet\Trigger\Acknowledgement;
use Duet\Trigger\AfterResponse;
use Duet\Trigger\ConsentRoute;
use Duet\Trigger\OrderEvents;
use Duet\Trigger\Orders;
use Duet\Trigger\PageDraft;
use Duet\Trigger\PublicRoute;
use Duet\Trigger\Relay;
use Duet\Trigger\RelayedParams;
use Duet\Trigger\RequestVisitor;
use Duet\Trigger\Snapshot;
use Duet\Trigger\VisitorCapture;
use Duet\Trigger\WpConsentApi;
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
	private readonly Sender $sender;
	private readonly Pipeline $pipeline;

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
		$this->sender     = new Sender( new Table( $this->database ), new Upkeep( $this->database ), new Claims( $this->database ), $this->pauses, Client::of_site(), Clock::of_database( $this->database ), $this->tokens );
		$this->pipeline   = new Pipeline( $this->catalogue, new Policy( $this->settings ), $this->channels(), self::filtered( ... ), $this->log );
	}

	public static function boot(): void {
		global $wpdb;
		$plugin = new self( $wpdb );
		$plugin->installation()->register();
		$plugin->storefront();
		$plugin->admin();
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
		( new self( $wpdb ) )->installation()->uninstall();
	}

	private function installation(): Installation {
		return new Installation( new Table( $this->database ), new Retention( $this->database ), $this->settings, $this->sender->drain( ... ), $this->guard );
	}

	/** What visitors meet: the page, the routes its script calls, and the hooks of their orders. */
	private function storefront(): void {
		$push    = $this->pipeline->push( ... );
		$request = new RequestVisitor( $this->settings, ClientIp::trusting( defined( 'DUET_TRUSTED_PROXIES' ) ? constant( 'DUET_TRUSTED_PROXIES' ) : null ), WpConsentApi::signal( ... ), time( ... ) );
		$route   = new PublicRoute( $this->guard );
		$after   = new AfterResponse( fn() => $this->sender->drain( 5, 1 ), AfterResponse::finisher(), $this->guard );
		$events  = new OrderEvents( $this->settings, $this->catalogue, new Order( $this->settings, new OrderLines( $this->items, $this->content_id ), $this->customer ), $this->customer, $this->key );
		$orders  = new Orders( $events, $push, $this->guard );
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
			( new Acknowledgement( $events, $route, $after ) )->register();
			( new Tray( $this->settings, new OrderReceived(), fn( WC_Order $order ): ?Event => self::shown( $events, $order ), Snapshot::acknowledged( ... ), $this->guard ) )->register();
		}
	}

	/** What the merchant meets: the screen and its routes. Routes are needed wherever REST is served. */
	private function admin(): void {
		$access = new Access();
		$shop   = new Shop( $access );
		$probe  = new Probe( $this->catalogue, $this->payload, Client::of_site(), $this->tokens, $this->pauses, Clock::of_database( $this->database ) );
		( new SettingsRoute( $access, $this->settings, $this->tokens, $this->schema, $this->catalogue, $shop ) )->register();
		( new TestEventRoute( $access, $this->settings, $this->tokens, static fn( Pixel $pixel ): Reply => $probe->send( $pixel, home_url( '/' ) ) ) )->register();
		( new ContentIdRoute( $access, $shop, $this->content_id->preview( ... ) ) )->register();
		if ( is_admin() ) {
			( new Screen( $access, DUET_FILE ) )->register();
		}
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
}
