<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Accuracy\AccuracyModule;
use Duet\Address\AddressModule;
use Duet\Admin\AdminModule;
use Duet\Cart\CartModule;
use Duet\Consent\ConsentModule;
use Duet\Deliveries\DeliveriesModule;
use Duet\Drain\DrainModule;
use Duet\Elements\ElementsModule;
use Duet\EventsApi\EventsApiModule;
use Duet\Forms\FormPlugins;
use Duet\Forms\FormScripts;
use Duet\Forms\FormsModule;

use Duet\Matching\MatchingModule;
use Duet\Offline\OfflineModule;
use Duet\Optimisers\OptimisersModule;
use Duet\Order\OrderModule;
use Duet\Outbox\OutboxModule;
use Duet\Page\Assets;
use Duet\Page\PageModule;
use Duet\Page\SideScripts;
use Duet\PipelineModule;
use Duet\Privacy\PrivacyModule;
use Duet\Product\ProductModule;
use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Registration\RegistrationModule;
use Duet\Relay\RelayModule;
use Duet\Report\ReportModule;
use Duet\Rules\RulesModule;
use Duet\SettingsScreen\SettingsScreenModule;
use Duet\SiteHealth\SiteHealthModule;
use Duet\Snapshot\SnapshotModule;
use Duet\Sweep\SweepModule;
use Duet\TagManager\TagManagerModule;
use Duet\TestEvent\TestEventModule;
use Duet\Track\TrackModule;
use Duet\Tray\TrayModule;
use Duet\Verification\VerificationModule;
use Duet\Visitor\VisitorModule;
use Duet\Wishlist\WishlistModule;
use Duet\Wishlist\Wishlists;
use Duet\Withdrawal\WithdrawalModule;

defined( 'ABSPATH' ) || exit;

/**
 * Every subject of the plugin, each made once, when it is first needed. A module gets what it needs from those before
 * it; one that pages load takes this class instead, because most pages need few of the others.
 *
 * @property-read OutboxModule         $outbox
 * @property-read AddressModule        $address
 * @property-read PublicRoutesModule   $routes
 * @property-read ConsentModule        $consent
 * @property-read VisitorModule        $visitor
 * @property-read SnapshotModule       $snapshot
 * @property-read EventsApiModule      $api
 * @property-read PipelineModule       $pipeline
 * @property-read DrainModule          $drain
 * @property-read AdminModule          $admin
 * @property-read ProductModule        $product
 * @property-read CartModule           $cart
 * @property-read TrayModule           $tray
 * @property-read RelayModule          $relay
 * @property-read PageModule           $page
 * @property-read OptimisersModule     $optimisers
 * @property-read RulesModule          $rules
 * @property-read ElementsModule       $elements
 * @property-read FormsModule          $forms
 * @property-read WishlistModule       $wishlist
 * @property-read RegistrationModule   $registration
 * @property-read OrderModule          $order
 * @property-read TrackModule          $track
 * @property-read WithdrawalModule     $withdrawal
 * @property-read MatchingModule       $matching
 * @property-read PrivacyModule        $privacy
 * @property-read SweepModule          $sweep
 * @property-read DeliveriesModule     $deliveries
 * @property-read AccuracyModule       $accuracy
 * @property-read ReportModule         $report
 * @property-read SiteHealthModule     $site_health
 * @property-read SettingsScreenModule $settings_screen
 * @property-read TestEventModule      $test_event
 * @property-read OfflineModule        $offline
 * @property-read TagManagerModule     $tag_manager
 * @property-read VerificationModule   $verification
 * @property-read CommandLine          $command_line
 * @property-read Installation         $installation
 */
final class Modules {

	use MadeWhenNeeded;

	public readonly Services $services;

	public function __construct( \wpdb $wpdb ) {
		$this->services = new Services( $wpdb );
	}

	/** @param string $name One that adds hooks: a key of Occasions::HOOKS. */
	public function module( string $name ): Module {
		$module = $this->__get( $name );
		return $module instanceof Module ? $module : throw new \LogicException( "$name adds no hooks" );
	}

	protected function make( string $name ): object {
		return match ( $name ) {
			'outbox'          => new OutboxModule( $this->services ),
			'address'         => new AddressModule( $this->services ),
			'routes'          => new PublicRoutesModule( $this->services ),
			'consent'         => new ConsentModule( $this->services, $this ),
			'visitor'         => new VisitorModule( $this->services, $this->consent ),
			'snapshot'        => new SnapshotModule( $this->services, $this->outbox, $this->visitor ),
			'api'             => new EventsApiModule( $this->services ),
			'pipeline'        => new PipelineModule( $this->services, $this->outbox, $this->api ),
			'drain'           => new DrainModule(
				$this->services,
				$this->outbox,
				$this->api,
				$this->address,
				$this->snapshot
			),
			'admin'           => new AdminModule( $this->services ),
			'product'         => new ProductModule( $this->services, $this ),
			'cart'            => new CartModule( $this->services, $this->routes, $this->product ),
			'tray'            => new TrayModule(
				$this->services,
				$this->outbox,
				$this->visitor,
				$this->snapshot,
				$this->pipeline
			),
			'relay'           => new RelayModule(
				$this->services,
				$this->routes,
				$this->outbox,
				$this->visitor,
				$this->pipeline,
				$this->drain
			),
			'page'            => $this->page(),
			'optimisers'      => new OptimisersModule( $this->script_handles(), $this->services->guard ),
			'rules'           => new RulesModule( $this->services, $this ),
			'elements'        => new ElementsModule( $this->services ),
			'forms'           => new FormsModule(
				$this->services,
				$this->visitor,
				$this->relay,
				$this->tray,
				$this->rules
			),
			'wishlist'        => new WishlistModule( $this->services ),
			'registration'    => new RegistrationModule( $this->services, $this->visitor, $this->tray ),
			'order'           => new OrderModule(
				$this->services,
				$this->routes,
				$this->visitor,
				$this->snapshot,
				$this->product,
				$this->pipeline,
				$this->drain,
				$this->tray
			),
			'track'           => new TrackModule( $this->services, $this->visitor, $this->tray, $this->order ),
			'withdrawal'      => new WithdrawalModule(
				$this->services,
				$this->routes,
				$this->outbox,
				$this->visitor,
				$this->snapshot,
				$this->order
			),
			'matching'        => new MatchingModule( $this->services, $this ),
			'privacy'         => new PrivacyModule( $this->services, $this->snapshot, $this->withdrawal ),
			'sweep'           => new SweepModule( $this->services, $this->pipeline, $this->order ),
			'deliveries'      => new DeliveriesModule( $this->services, $this->outbox, $this->api, $this->sweep ),
			'accuracy'        => new AccuracyModule(
				$this->services,
				$this->pipeline,
				$this->order,
				$this->sweep,
				$this->deliveries
			),
			'report'          => new ReportModule(
				$this->services,
				$this->address,
				$this->admin,
				$this->api,
				$this->pipeline,
				$this->drain,
				$this->accuracy
			),
			'site_health'     => new SiteHealthModule( $this->services, $this->drain, $this->report ),
			'settings_screen' => new SettingsScreenModule( $this->services, $this->admin, $this->rules ),
			'test_event'      => new TestEventModule( $this->services, $this->api, $this->drain ),
			'offline'         => new OfflineModule(
				$this->services,
				$this->admin,
				$this->outbox,
				$this->api,
				$this->pipeline
			),
			'tag_manager'     => new TagManagerModule( $this->services ),
			'verification'    => new VerificationModule( $this->services ),
			'command_line'    => new CommandLine(
				$this->services,
				$this->drain,
				$this->address,
				$this->report,
				$this->deliveries,
				$this->offline,
				$this->accuracy
			),
			'installation'    => new Installation(
				table: $this->outbox->table(),
				retention: $this->drain->retention(),
				budget: $this->drain->budget,
				home: $this->address->home,
				settings: $this->services->settings,
				drain: $this->drain,
				nets: $this->sweep,
				guard: $this->services->guard
			),
			default           => throw new \LogicException( "no module $name" ),
		};
	}

	/** What on a page becomes an event is asked for when the page is printed. */
	private function page(): PageModule {
		$page = new PageModule( $this->services, $this );
		$page->bind( fn(): array => $this->rules->page_bindings(), fn(): array => $this->elements->page_bindings() );
		$page->watch( ( new FormPlugins() )->selector( ... ) );
		return $page;
	}

	/** @return list<string> Of all scripts that Duet may put on a page. */
	private function script_handles(): array {
		return [
			Assets::HANDLE,
			...SideScripts::handles( $this->consent->tools ),
			...FormScripts::handles( new FormPlugins() ),
			...Wishlists::handles(),
		];
	}
}
