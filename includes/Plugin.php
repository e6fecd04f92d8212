<?php
declare(strict_types=1);

namespace Duet;

use Duet\Address\Home;
use Duet\EventsApi\Pauses;
use Duet\Order\EarlierMoments;
use Duet\Outbox\Budget;
use Duet\Policy\Refusals;
use Duet\Privacy\Lifetime;
use Duet\Report\Health;
use Duet\Report\WeeklyMail;
use Duet\Snapshot\Snapshot;
use Duet\Support\Log;
use Duet\Sweep\Sweep;
use Duet\Tray\UserTray;
use Duet\Wiring\Installation;
use Duet\Wiring\Modules;
use Duet\Wiring\Occasions;

defined( 'ABSPATH' ) || exit;

/** The beginning of everything: what WordPress calls. Which subjects there are is in Wiring\Modules. */
final class Plugin {

	/** Options in which subjects keep their place. */
	private const OPTIONS = [
		Sweep::OPTION,
		Sweep::OPTION_OFFLINE,
		EarlierMoments::OPTION,
		Lifetime::OPTION,
		WeeklyMail::OPTION,
		Home::OPTION,
		Budget::OPTION,
		Pauses::OPTION,
		Refusals::OPTION,
		Health::OPTION,
	];

	public static function boot(): void {
		$modules = self::modules();
		$clocks  = new Clocks( $modules->services->guard );
		$clocks->register();
		$occasions = new Occasions( $modules );
		$occasions->register();
		if ( defined( 'WP_CLI' ) && true === constant( 'WP_CLI' ) ) {
			$modules->command_line->register();
		}
	}

	public static function activate(): void {
		self::modules()->installation->activate();
	}

	/** @param bool $network In a network: everywhere at once. */
	public static function deactivate( bool $network = false ): void {
		$installation = self::modules()->installation;
		if ( $network ) {
			Installation::everywhere( $installation->deactivate( ... ) );
		} else {
			$installation->deactivate();
		}
	}

	public static function uninstall(): void {
		Installation::everywhere( self::uninstall_here( ... ) );
	}

	private static function uninstall_here(): void {
		$modules = self::modules();
		delete_metadata( 'user', 0, UserTray::META, '', true );
		// Asked before the settings go.
		if ( true === $modules->services->settings->values()->uninstall->delete_order_data ) {
			$modules->snapshot->meta->delete( [ Snapshot::META, Snapshot::BROWSER, Snapshot::COUNTED ] );
		}
		$modules->withdrawal->placed->drop();
		$modules->installation->uninstall( self::OPTIONS );
		Log::clear();
	}

	private static function modules(): Modules {
		global $wpdb;
		return new Modules( $wpdb );
	}
}
