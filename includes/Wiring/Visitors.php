<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Admin\Screen;
use Duet\Cart\AddedByLink;
use Duet\Cart\Cart;
use Duet\Cart\CartReading;
use Duet\Cart\ShopFacts;
use Duet\Cart\StoreApi;
use Duet\Consent\CookieInfo;
use Duet\Consent\Country;
use Duet\Consent\RegionRoute;
use Duet\Consent\Sources;
use Duet\Consent\WpConsentApi;
use Duet\Elements\Bindings;
use Duet\Event\Event;
use Duet\Forms\Acceptance;
use Duet\Forms\FormChoice;
use Duet\Forms\FormHooks;
use Duet\Forms\FormNames;
use Duet\Forms\FormPlugins;
use Duet\Forms\FormScripts;
use Duet\Matching\Identity;
use Duet\Matching\PagePerson;
use Duet\Matching\PageTable;
use Duet\Offline\OfflineAction;
use Duet\Order\Acknowledgement;
use Duet\Order\Orders;
use Duet\Order\Subscriptions;
use Duet\Page\Assets;
use Duet\Page\ListDraft;
use Duet\Page\Optimisers;
use Duet\Page\PageDraft;
use Duet\Page\PageJson;
use Duet\Page\SearchRedirect;
use Duet\Page\SideScripts;
use Duet\Product\Product;
use Duet\Product\ProductList;
use Duet\PublicRoutes\AfterResponse;
use Duet\PublicRoutes\FrontDoor;
use Duet\PublicRoutes\PublicRoute;
use Duet\Registration\Registrations;
use Duet\Relay\Relay;
use Duet\Relay\RelayedParams;
use Duet\Rules\Links;
use Duet\Rules\TryOut;
use Duet\Snapshot\HiddenMeta;
use Duet\Snapshot\PlacedHere;
use Duet\Snapshot\SameBrowser;
use Duet\Snapshot\SecondLook;
use Duet\Snapshot\Snapshot;
use Duet\Snapshot\VisitorCapture;
use Duet\Support\ClientIp;
use Duet\Track\TrackAction;
use Duet\Support\UncachedPage;
use Duet\Tray\Audience;
use Duet\Tray\Handover;
use Duet\Tray\OrderReceived;
use Duet\Tray\Tray;
use Duet\Tray\TrayCookie;
use Duet\Tray\UserTray;
use Duet\Verification\Proof;
use Duet\Visitor\ExcludedVisit;
use Duet\Visitor\RequestVisitor;
use Duet\Visitor\ShopperRequest;
use Duet\Wishlist\Wishlists;
use Duet\Withdrawal\ConsentRoute;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** What visitors meet: the page, the routes its script calls, the forms, and the hooks of their orders. */
final class Visitors {

	public function __construct(
		private readonly Core $core,
		private readonly Bindings $elements,
	) {
	}

	public function register(): void {
		$push    = $this->core->pipeline->push( ... );
		$ip      = ClientIp::configured();
		$asked   = new Sources( $this->core->settings, WpConsentApi::signal( ... ), $this->core->guard );
		$country = new Country( $this->core->settings, $ip, Country::by_database( ... ) );
		$request = new RequestVisitor( $this->core->settings, $ip, $asked->signal( ... ), time( ... ), $country->requires( ... ), $this->core->callbacks );
		$door    = new FrontDoor( $this->core->guard );
		$route   = new PublicRoute( $this->core->guard, $door );
		$after   = new AfterResponse( $this->after( ... ), AfterResponse::finisher(), $this->core->guard );
		$save    = $this->core->order_meta->save( ... );
		$placed  = new PlacedHere( $this->core->guard );
		$browser = new SameBrowser( $request, $placed->has( ... ) );
		$thanks  = new OrderReceived( $browser->made( ... ) );
		$orders  = new Orders( $this->core->events, $push, $this->core->guard, time( ... ), $thanks->named( ... ), $save, new SecondLook( $this->core->order_meta, $this->core->outbox ) );
		$flooded = fn( string $connection ): bool => $this->core->flood->is_on( $connection, count( $this->core->settings->pixels() ) );
		$takers  = new Audience( $this->core->settings, fn(): bool => $this->core->customer->visit_excluded( get_current_user_id() ) );
		$users   = new UserTray( $takers, $this->core->filters->event( ... ) );
		$tray    = new TrayCookie( $takers, $this->core->filters->event( ... ), TrayCookie::set( ... ) );
		$product = new Product( $this->core->items, $this->core->signature );
		$page    = new PageDraft( $product, new ListDraft( class_exists( 'WooCommerce', false ) ? new ProductList( $product, $this->core->signature ) : null, $this->core->guard ), $this->core->customer, $this->core->guard );

		$try = new TryOut( $this->core->access->may( ... ), $this->core->bindings->tried( ... ), ( new Screen( $this->core->access, DUET_FILE ) )->url( ... ), Assets::HANDLE, DUET_FILE, DUET_VERSION, $this->core->guard );
		$try->register();
		$json = new PageJson( $this->core->settings, $this->core->catalogue, $page->page( ... ), $this->core->guard, [ fn(): array => $try->is_on() ? [] : $this->core->bindings->here(), ( new Links( $this->core->settings, $this->core->catalogue ) )->bindings( ... ), $this->elements->all( ... ) ], [ ( new FormPlugins() )->selector( ... ) ], fn(): array => $this->consent_of_page( $asked, $thanks, $takers ) );
		( new Assets( $json, DUET_FILE, DUET_VERSION, $this->core->guard ) )->register();
		$side = new SideScripts( $asked->scripts( ... ), DUET_FILE, DUET_VERSION, $this->core->guard );
		$side->register();
		( new Optimisers( [ Assets::HANDLE, ...SideScripts::handles(), ...FormScripts::handles(), ...Wishlists::handles() ], $this->core->guard ) )->register();
		( new OfflineAction( $this->core->catalogue, $push, $this->core->key->get( ... ), time( ... ), $this->core->log, $this->core->guard ) )->register();
		( new Proof( $this->core->settings, $_SERVER, $this->core->guard ) )->register();
		( new CookieInfo( plugin_basename( DUET_FILE ), WpConsentApi::SERVICE, $this->core->guard ) )->register();
		( new Relay( $this->core->settings, $this->core->catalogue, $request, new RelayedParams( $this->core->signature, $this->core->catalogue ), $this->core->customer, $route, $after, Relay::shopper( ... ), $push, time( ... ), $flooded ) )->register();
		$outbox = $this->core->outbox;
		( new ConsentRoute( $request, $orders, $route, $outbox, $placed->has( ... ), $save ) )->register();

		$door->register();

		$handover = new Handover( $request, $push, $tray, $users, $flooded );
		$this->forms( $handover, $try );
		$this->matching( $request, $side, $thanks );
		if ( $asked->by_country() ) {
			( new RegionRoute( $country->requires( ... ), $this->core->guard, $route ) )->register();
		}
		( new ExcludedVisit( $this->core->customer, $this->core->guard ) )->register();
		( new Registrations( $this->core->catalogue, $this->core->customer, $this->core->key, $handover, $this->core->guard, time( ... ) ) )->register();
		( new TrackAction( $this->core->catalogue, $this->core->order, $this->core->customer, $this->core->ids, $handover, $this->core->guard, time( ... ) ) )->register();
		( new Tray( $takers, $thanks, $this->core->shown( ... ), Snapshot::acknowledged( ... ), $users, $this->core->signature, $this->core->guard ) )->register();

		$this->core->moments->register();
		if ( class_exists( 'WooCommerce', false ) ) {
			$orders->register();
			$placed->register();
			( new HiddenMeta( $this->core->guard ) )->register();
			$shopper = new ShopperRequest( $request );
			( new VisitorCapture( $request, $shopper, $placed, $this->core->customer, $this->core->guard, $outbox->withdraw_order( ... ), $save ) )->register();
			( new SearchRedirect( $this->core->catalogue, $this->core->customer, $handover, $this->core->guard, time( ... ) ) )->register();
			$cart = new Cart( $this->core->items, $this->core->signature );
			( new StoreApi( $cart->item( ... ), $product->facts( ... ), $this->core->guard ) )->register();
			$facts = new ShopFacts( $cart->item( ... ), $product->facts( ... ), $this->core->guard );
			$route->read( '/cart', $facts->cart( ... ) );
			$route->read( '/product', $facts->product( ... ) );
			( new CartReading( $this->core->guard ) )->register();
			( new AddedByLink( $json->is_needed( ... ), $this->core->guard ) )->register();
			( new Acknowledgement( $this->core->events, $route, $after, $save ) )->register();
			( new Subscriptions( $this->core->catalogue, $this->core->order, $this->core->customer, $this->core->ids, $handover, $this->core->guard, time( ... ) ) )->register();
			$this->core->refunds()->register();
			( new Wishlists( DUET_FILE, DUET_VERSION, $this->core->guard ) )->register();
		}
	}

	/**
	 * On a copied shop, or one that may be a copy, nothing goes to TikTok. A page that shows an order to its shopper names it, so
	 * that an answer about consent reaches it whatever was sent of it before.
	 *
	 * @return array{consent: 'required'|'assumed'|null, ...}
	 */
	private function consent_of_page( Sources $asked, OrderReceived $thanks, Audience $audience ): array {
		if ( '' !== $this->core->home->elsewhere() ) {
			return [ 'consent' => null ];
		}
		$order = UncachedPage::is_this() && $audience->may_answer() ? $thanks->told() : null;
		return $asked->page() + ( null === $order ? [] : [ 'order' => [ 'order' => $order->get_id(), 'key' => $order->get_order_key() ] ] );
	}

	/** What there is time for after an answer, on a site where no clock ticks. */
	private function after(): void {
		$this->core->sender->drain( 5, 1 );
		$this->core->budget->enforce( time() );
	}

	/** Form plugins: the adapters of a page, and what is accepted without AJAX. */
	private function forms( Handover $handover, TryOut $try ): void {
		$choice   = new FormChoice( $this->core->settings );
		$accepted = new Acceptance( $choice, $this->core->catalogue, new RelayedParams( $this->core->signature, $this->core->catalogue ), $this->core->customer, $handover, $try->is_behind( ... ) );
		( new FormScripts( new FormPlugins(), $choice, new FormNames( $this->core->guard ), $this->core->catalogue, static fn(): bool => wp_script_is( Assets::HANDLE ) || wp_script_is( Assets::HANDLE, 'done' ), DUET_FILE, DUET_VERSION, $this->core->guard ) )->register();
		( new FormHooks( $accepted, $this->core->guard ) )->register();
	}

	/** Manual advanced matching in the browser. After the forms: whether one is on the page decides. */
	private function matching( RequestVisitor $request, SideScripts $scripts, OrderReceived $thanks ): void {
		$table  = new PageTable( $this->core->settings, $this->core->catalogue, $this->core->identifiers );
		$person = new PagePerson( $request, $this->core->customer, fn(): ?Event => $this->event_shown( $thanks->order() ) );
		( new Identity( $table->is_wanted( ... ), $table->data( ... ), $table->used( ... ), $person->person( ... ), static fn(): bool => null !== $thanks->order(), $scripts, $this->core->guard ) )->register();
	}

	/** The event of the order this page shows, behind WooCommerce's own gates. */
	private function event_shown( ?WC_Order $order ): ?Event {
		return null === $order ? null : $this->core->shown( $order );
	}
}
