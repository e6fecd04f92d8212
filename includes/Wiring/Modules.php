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
use Duet\Forms\FormsModule;
use Duet\Matching\MatchingModule;
use Duet\Offline\OfflineModule;
use Duet\Order\OrderModule;
use Duet\Outbox\OutboxModule;
use Duet\Page\PageModule;
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
use Duet\Start\StartModule;
use Duet\Snapshot\SnapshotModule;
use Duet\Sweep\SweepModule;
use Duet\TagManager\TagManagerModule;
use Duet\TestEvent\TestEventModule;
use Duet\Track\TrackModule;
use Duet\Tray\TrayModule;
use Duet\Verification\VerificationModule;
use Duet\Visitor\VisitorModule;
use Duet\Wishlist\WishlistModule;
use Duet\Withdrawal\WithdrawalModule;

defined( 'ABSPATH' ) || exit;

/**
 * Every subject of the plugin, each made once, from bottom to top: a module gets what it needs from those before it.
 * register()
 * adds the hooks, in the order of this list.
 */
final class Modules {

	public readonly Services $services;
	public readonly OutboxModule $outbox;
	public readonly AddressModule $address;
	public readonly PublicRoutesModule $routes;
	public readonly ConsentModule $consent;
	public readonly VisitorModule $visitor;
	public readonly SnapshotModule $snapshot;
	public readonly EventsApiModule $api;
	public readonly PipelineModule $pipeline;
	public readonly DrainModule $drain;
	public readonly AdminModule $admin;
	public readonly ProductModule $product;
	public readonly CartModule $cart;
	public readonly TrayModule $tray;
	public readonly RelayModule $relay;
	public readonly PageModule $page;
	public readonly RulesModule $rules;
	public readonly ElementsModule $elements;
	public readonly FormsModule $forms;
	public readonly WishlistModule $wishlist;
	public readonly RegistrationModule $registration;
	public readonly OrderModule $order;
	public readonly TrackModule $track;
	public readonly WithdrawalModule $withdrawal;
	public readonly MatchingModule $matching;
	public readonly PrivacyModule $privacy;
	public readonly SweepModule $sweep;
	public readonly DeliveriesModule $deliveries;
	public readonly AccuracyModule $accuracy;
	public readonly ReportModule $report;
	public readonly SiteHealthModule $site_health;
	public readonly StartModule $start;
	public readonly SettingsScreenModule $settings;
	public readonly TestEventModule $test_event;
	public readonly OfflineModule $offline;
	public readonly TagManagerModule $tag_manager;
	public readonly VerificationModule $verification;
	public readonly CommandLine $command_line;

	public function __construct( \wpdb $wpdb ) {
		$services           = new Services( $wpdb );
		$this->services     = $services;
		$this->outbox       = new OutboxModule( $services );
		$this->address      = new AddressModule( $services );
		$this->routes       = new PublicRoutesModule( $services );
		$this->consent      = new ConsentModule( $services, $this->routes );
		$this->visitor      = new VisitorModule( $services, $this->consent );
		$this->snapshot     = new SnapshotModule( $services, $this->outbox, $this->visitor );
		$this->api          = new EventsApiModule( $services );
		$this->pipeline     = new PipelineModule( $services, $this->outbox, $this->api );
		$this->drain        = new DrainModule(
			$services,
			$this->outbox,
			$this->api,
			$this->address,
			$this->snapshot
		);
		$this->admin        = new AdminModule( $services );
		$this->product      = new ProductModule( $services, $this->admin );
		$this->cart         = new CartModule( $services, $this->routes, $this->product );
		$this->tray         = new TrayModule(
			$services,
			$this->outbox,
			$this->visitor,
			$this->snapshot,
			$this->pipeline
		);
		$this->relay        = new RelayModule(
			$services,
			$this->routes,
			$this->outbox,
			$this->visitor,
			$this->pipeline,
			$this->drain
		);
		$this->page         = new PageModule(
			$services,
			$this->address,
			$this->consent,
			$this->visitor,
			$this->product,
			$this->tray
		);
		$this->rules        = new RulesModule( $services, $this->admin, $this->page );
		$this->elements     = new ElementsModule( $services, $this->page );
		$this->forms        = new FormsModule(
			$services,
			$this->page,
			$this->visitor,
			$this->relay,
			$this->tray,
			$this->rules
		);
		$this->wishlist     = new WishlistModule( $services, $this->page );
		$this->registration = new RegistrationModule( $services, $this->visitor, $this->tray );
		$this->order        = new OrderModule(
			$services,
			$this->routes,
			$this->visitor,
			$this->snapshot,
			$this->product,
			$this->pipeline,
			$this->drain,
			$this->tray
		);
		$this->track        = new TrackModule( $services, $this->visitor, $this->tray, $this->order );
		$this->withdrawal   = new WithdrawalModule(
			$services,
			$this->routes,
			$this->outbox,
			$this->visitor,
			$this->snapshot,
			$this->order
		);
		$this->matching     = new MatchingModule( $services, $this->page, $this->visitor, $this->tray, $this->order );
		$this->privacy      = new PrivacyModule( $services, $this->snapshot, $this->withdrawal );
		$this->sweep        = new SweepModule( $services, $this->pipeline, $this->order );
		$this->deliveries   = new DeliveriesModule( $services, $this->outbox, $this->api, $this->sweep );
		$this->accuracy     = new AccuracyModule(
			$services,
			$this->pipeline,
			$this->order,
			$this->sweep,
			$this->deliveries
		);
		$this->report       = new ReportModule(
			$services,
			$this->address,
			$this->admin,
			$this->api,
			$this->pipeline,
			$this->drain,
			$this->accuracy
		);
		$this->site_health  = new SiteHealthModule( $services, $this->drain, $this->report );
		$this->start        = new StartModule( $services, $this->admin, $this->visitor, $this->site_health );
		$this->settings     = new SettingsScreenModule( $services, $this->admin, $this->rules );
		$this->test_event   = new TestEventModule( $services, $this->api, $this->drain );
		$this->offline      = new OfflineModule(
			$services,
			$this->admin,
			$this->outbox,
			$this->api,
			$this->pipeline
		);
		$this->tag_manager  = new TagManagerModule( $services );
		$this->verification = new VerificationModule( $services );
		$this->command_line = new CommandLine(
			$services,
			$this->drain,
			$this->address,
			$this->report,
			$this->deliveries,
			$this->offline,
			$this->accuracy
		);
	}

	/** @return list<Module> Those that add hooks, in order. */
	public function all(): array {
		return [
			$this->elements,
			$this->rules,
			$this->page,
			$this->offline,
			$this->verification,
			$this->consent,
			$this->relay,
			$this->withdrawal,
			$this->routes,
			$this->forms,
			$this->matching,
			$this->visitor,
			$this->registration,
			$this->track,
			$this->order,
			$this->snapshot,
			$this->cart,
			$this->wishlist,
			$this->settings,
			$this->tag_manager,
			$this->test_event,
			$this->deliveries,
			$this->report,
			$this->address,
			$this->product,
			$this->admin,
			$this->accuracy,
			$this->site_health,
			$this->start,
			$this->privacy,
			$this->command_line,
		];
	}
}
