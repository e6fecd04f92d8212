<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Accuracy\Accuracy;
use Duet\Accuracy\AccuracyRoute;
use Duet\Accuracy\OrderPanel;
use Duet\Accuracy\Reasons;
use Duet\Accuracy\Reconcile;
use Duet\Accuracy\Repair;
use Duet\Address\Address;
use Duet\Address\HomeNotice;
use Duet\Address\HomeRoute;
use Duet\Admin\Screen;
use Duet\Cli\Commands;
use Duet\Deliveries\Again;
use Duet\Deliveries\Deliveries;
use Duet\Deliveries\DeliveriesExport;
use Duet\Deliveries\DeliveriesRoute;
use Duet\Drain\Clock;
use Duet\Drain\Drain;
use Duet\EventsApi\Payload;
use Duet\EventsApi\Reply;
use Duet\Forms\FormList;
use Duet\Forms\FormPlugins;
use Duet\Offline\OfflineImport;
use Duet\Offline\OfflineRoute;
use Duet\Product\ContentIdRoute;
use Duet\PublicRoutes\FrontDoor;
use Duet\Report\Audiences;
use Duet\Report\MatchQuality;
use Duet\Report\PausesRoute;
use Duet\Report\ReportRoute;
use Duet\Report\Resume;
use Duet\Report\Status;
use Duet\Report\WeeklyMail;
use Duet\Settings\ConsentMode;
use Duet\Settings\OtherPixels;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\SettingsScreen\SettingsFileRoute;
use Duet\SettingsScreen\SettingsRoute;
use Duet\SiteHealth\Doors;
use Duet\SiteHealth\Finding;
use Duet\SiteHealth\Findings;
use Duet\SiteHealth\PrintedPixels;
use Duet\SiteHealth\RestBlockers;
use Duet\SiteHealth\SiteHealth;
use Duet\SiteHealth\UrgentNotice;
use Duet\Support\ClientIp;
use Duet\Sweep\Sweep;
use Duet\Sweep\Swept;
use Duet\TagManager\Container;
use Duet\TagManager\TagManagerRoute;
use Duet\TestEvent\Probe;
use Duet\TestEvent\TestEventRoute;
use Duet\Verification\Crawl;
use Duet\Verification\OwnPage;
use Duet\Verification\Pasted;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** What the merchant meets: the screen and its routes, the reports, and for the administrator of the server `wp duet`. */
final class Merchant {

	public function __construct( private readonly Core $core ) {
	}

	/** What the merchant meets: the screen and its routes. Routes are needed wherever REST is served. */
	public function admin(): void {
		$probe = new Probe( $this->core->catalogue, new Payload( $this->core->catalogue ), $this->core->client, $this->core->tokens, $this->core->pauses, Clock::of_database( $this->core->database ) );
		( new SettingsRoute( $this->core->access, $this->core->settings, $this->core->tokens, $this->core->schema, $this->core->catalogue, $this->core->shop, [ $this->core->rules->check( ... ) ], Pasted::take( ... ) ) )->register();
		( new ReportRoute( $this->core->access, 'verification', ( new Crawl( $this->core->settings, new OwnPage( wp_remote_get( ... ) ) ) )->report( ... ) ) )->register();
		( new TagManagerRoute( $this->core->access, ( new Container( $this->core->settings, $this->core->catalogue ) )->export( ... ) ) )->register();
		( new SettingsFileRoute( $this->core->access, $this->core->schema ) )->register();
		( new TestEventRoute( $this->core->access, $this->core->settings, $this->core->tokens, static fn( Pixel $pixel ): Reply => $probe->send( $pixel, home_url( '/' ) ) ) )->register();
		( new DeliveriesRoute( $this->core->access, $this->core->ledger, $this->core->resend, $this->core->stored->acknowledged( ... ) ) )->register();
		( new PausesRoute( $this->core->access, $this->core->health->pixels( ... ), $this->core->pauses->resume( ... ) ) )->register();
		( new DeliveriesExport( $this->core->access, $this->core->ledger ) )->register();
		$import = $this->core->import();
		( new OfflineRoute( $this->core->access, $import->obstacle( ... ), $import->check( ... ), $import->run( ... ) ) )->register();
		( new ReportRoute( $this->core->access, 'health', fn(): array => $this->core->health->report(), 'refused' ) )->register();
		( new ReportRoute( $this->core->access, 'match-quality', fn(): array => ( new MatchQuality( $this->core->database, $this->core->identifiers->unticked( ... ), $this->core->identifiers->is_page( ... ), wp_timezone() ) )->report( time() ), 'with' ) )->register();
		( new HomeRoute( $this->core->access, $this->core->home ) )->register();
		( new ReportRoute( $this->core->access, 'forms', fn(): array => ( new FormList( new FormPlugins(), $this->core->guard ) )->report() ) )->register();
		( new ContentIdRoute( $this->core->access, $this->core->shop, $this->core->content_id->preview( ... ) ) )->register();
		if ( is_admin() ) {
			( new Screen( $this->core->access, DUET_FILE ) )->register();
			if ( class_exists( 'WooCommerce', false ) ) {
				( new OrderPanel( $this->core->access, $this->core->ledger, $this->core->stored->acknowledged( ... ), fn( WC_Order $order ): array => $this->core->why_not( $order ), $this->core->guard ) )->register();
			}
			( new HomeNotice( $this->core->access, $this->core->home ) )->register();
		}
	}

	/** Whether the numbers agree, and what is in their way. */
	public function report(): void {
		$findings = new Findings(
			$this->core->health->pixels( ... ),
			fn(): ?int => $this->core->ledger->oldest_pending( time() ),
			$this->core->database->has_outbox( ... ),
			fn(): int => (int) $this->core->database->value( 'SELECT UNIX_TIMESTAMP()' ) - time(),
			static fn(): int => false === wp_next_scheduled( 'duet_drain' ) ? 0 : time() - (int) wp_next_scheduled( 'duet_drain' ),
			fn(): bool => ConsentMode::Unset !== $this->core->settings->consent_mode() || [] === $this->core->settings->pixels(),
			static fn(): bool => ClientIp::configured()->is_hidden( $_SERVER ),
			static fn(): array => OtherPixels::found( Settings::active_plugins() ),
			( new PrintedPixels( static fn(): string => ( new OwnPage( wp_remote_get( ... ) ) )->get( home_url( '/' ), 3 )['body'] ) )->found( ... ),
			fn(): array => [ ConsentMode::Assumed === $this->core->settings->consent_mode() && [] !== $this->core->settings->pixels() ? $this->core->settings->unreadable_banners() : [], $this->core->settings->values()->consent->banner_confirmed ],
			static fn(): ?Finding => ( new Doors( wp_remote_post( ... ), rest_url( 'duet/v1/consent' ), home_url( '/?' . FrontDoor::PARAM . '=consent' ), ( new RestBlockers( RestBlockers::callbacks( ... ) ) )->of( ... ) ) )->finding(),
			$this->core->budget->report( ... )
		);
		$health   = new SiteHealth( $findings, $this->core->guard );
		$health->register();
		foreach ( Findings::SLOW as $test ) {
			( new ReportRoute( $this->core->access, SiteHealth::ROUTE . $test, static fn(): array => $health->result( $test ) ) )->register();
		}
		( new UrgentNotice( $this->core->access, $findings->urgent( ... ), $this->core->guard ) )->register();
		if ( class_exists( 'WooCommerce', false ) ) {
			$accuracy  = new Accuracy( fn( int $from, int $until ): iterable => $this->core->sales()->sales( $from, $until ), wp_timezone( ... ) );
			$of        = fn( int $days ): array => $accuracy->of( time(), min( $days, $this->kept() ) );
			( new AccuracyRoute( $this->core->access, $of, $this->repair()->run( ... ) ) )->register();
			$audiences = new Audiences( $this->core->settings, $this->core->catalogue, $this->core->ledger->by_event( ... ) );
			( new ReportRoute( $this->core->access, 'audiences', fn(): array => $audiences->of( time(), $this->kept() ) ) )->register();
			$mail = new WeeklyMail( $this->core->settings, $of, Reasons::words( ... ), admin_url( 'admin.php?page=' . Screen::SLUG . '#accuracy' ) );
			$this->core->guard->action( 'duet_hourly', static fn() => $mail->run( current_datetime() ) );
		}
	}

	/** What the server's own administrator meets: `wp duet`. */
	public function cli(): void {
		$import = $this->core->import();
		$shop   = ! class_exists( 'WooCommerce', false ) ? [] : [ new Reconcile( $this->core->sales()->differences( ... ), $this->repair()->run( ... ), time( ... ), $this->core->refunds()->between( ... ), $this->kept( ... ) ) ];
		( new Commands( [ new Status( fn(): array => $this->core->health->report( true ) ), new Drain( $this->core->sender->drain( ... ) ), new Address( $this->core->home ), new Deliveries( $this->core->ledger ), new Again( $this->core->resend ), new Resume( $this->core->pauses->resume( ... ) ), new OfflineImport( $import->obstacle( ... ), $import->check( ... ), $import->run( ... ) ), ...$shop ] ) )->register();
	}

	/** Days the ledger remembers. A sale from before is not lost because its delivery was forgotten. */
	private function kept(): int {
		return $this->core->settings->values()->retention_days;
	}

	private function repair(): Repair {
		$sweep = function (): Swept {
			$swept = new Swept();
			$this->core->sweep( static fn( Sweep $net ): int => $net->all( $swept ) );
			return $swept;
		};
		return new Repair( $sweep, $this->core->ledger, $this->core->resend );
	}
}
