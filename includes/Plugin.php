<?php
declare(strict_types=1);

namespace Duet;

use Duet\Address\Home;
use Duet\EventsApi\Pauses;
use Duet\Order\EarlierMoments;
use Duet\Outbox\Budget;
use Duet\Outbox\Retention;
use Duet\Outbox\Schema as Table;
use Duet\Privacy\Lifetime;
use Duet\Report\Health;
use Duet\Report\Refusals;
use Duet\Report\WeeklyMail;
use Duet\Snapshot\Snapshot;
use Duet\Support\Log;
use Duet\Sweep\Sweep;
use Duet\Tray\UserTray;
use Duet\Wiring\Content;
use Duet\Wiring\Core;
use Duet\Wiring\Merchant;
use Duet\Wiring\Privacy;
use Duet\Wiring\Visitors;

defined( 'ABSPATH' ) || exit;

/**
 * The beginning of everything: what WordPress calls. Core makes the objects, each once; the others of
 * Wiring add the hooks of one kind of people each.
 */
final class Plugin {

	public static function boot(): void {
		$core = self::core();
		self::installation( $core )->register();
		( new Visitors( $core, ( new Content( $core ) )->register() ) )->register();
		$merchant = new Merchant( $core );
		$merchant->admin();
		$merchant->report();
		( new Privacy( $core ) )->register();
		if ( defined( 'WP_CLI' ) && true === constant( 'WP_CLI' ) ) {
			$merchant->cli();
		}
	}

	public static function activate(): void {
		self::installation( self::core() )->activate();
	}

	/** @param bool $network In a network: everywhere at once. */
	public static function deactivate( bool $network = false ): void {
		$installation = self::installation( self::core() );
		$network ? Installation::everywhere( $installation->deactivate( ... ) ) : $installation->deactivate();
	}

	public static function uninstall(): void {
		Installation::everywhere( self::uninstall_here( ... ) );
	}

	private static function uninstall_here(): void {
		$core = self::core();
		delete_metadata( 'user', 0, UserTray::META, '', true );
		// Asked before the settings go.
		if ( true === $core->settings->values()->uninstall->delete_order_data ) {
			$core->order_meta->delete( [ Snapshot::META, Snapshot::BROWSER, Snapshot::COUNTED ] );
		}
		$core->placed->drop();
		self::installation( $core )->uninstall();
		Log::clear();
	}

	private static function core(): Core {
		global $wpdb;
		return new Core( $wpdb );
	}

	private static function installation( Core $core ): Installation {
		return new Installation( new Table( $core->database ), new Retention( $core->database, $core->counted->note( ... ) ), $core->budget, $core->home, $core->settings, $core->sender->drain( ... ), static fn( bool $rest ): int => $core->sweep( static fn( Sweep $net ): int => $rest ? $net->resume() : $net->run() ), [ Sweep::OPTION, Sweep::OPTION_OFFLINE, EarlierMoments::OPTION, Lifetime::OPTION, WeeklyMail::OPTION, Home::OPTION, Budget::OPTION, Pauses::OPTION, Refusals::OPTION, Health::OPTION ], $core->guard );
	}
}
