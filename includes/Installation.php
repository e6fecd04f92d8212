<?php
declare(strict_types=1);

namespace Duet;

use Closure;
use Duet\Address\Home;
use Duet\Drain\DrainModule;
use Duet\Outbox\Budget;
use Duet\Outbox\Retention;
use Duet\Outbox\OutboxTable as Table;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Sweep\Nets;

defined( 'ABSPATH' ) || exit;

/**
 * What the plugin leaves in a site: its table, its options, its clocks. Made lazily, so new sites of a network get
 * theirs.
 */
final class Installation {

	/** Fired every minute by WordPress's scheduler. */
	public const DRAIN = 'duet_drain';

	/** Fired every hour by WordPress's scheduler. */
	public const HOURLY = 'duet_hourly';

	/** @param list<string> $options Names of the options in which other rooms keep their place. */
	public function __construct(
		private readonly Table $table,
		private readonly Retention $retention,
		private readonly Budget $budget,
		private readonly Home $home,
		private readonly Settings $settings,
		private readonly DrainModule $drain,
		private readonly Nets $nets,
		private readonly array $options,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( self::DRAIN, fn() => $this->drain->sender()->drain() );
		// A busy shop has more orders in an hour than one run looks into.
		$this->guard->action( self::DRAIN, fn() => $this->nets->run( true ) );
		$this->guard->action( self::DRAIN, fn() => $this->budget->enforce( time() ) );
		$this->guard->action( self::HOURLY, $this->table->repair( ... ), 1 );
		$this->guard->action( self::HOURLY, $this->purge( ... ) );
		$this->guard->action( self::HOURLY, fn() => $this->nets->run( false ) );
		// Action Scheduler runs in requests of its own; its tick is a second clock where WP-Cron does not run.
		$this->guard->action( 'action_scheduler_after_process_queue', fn() => $this->drain->sender()->drain() );
		$this->guard->action( 'action_scheduler_after_process_queue', fn() => $this->budget->enforce( time() ) );
		$this->guard->action( 'init', $this->schedule( ... ) );
		$this->guard->action( 'admin_init', $this->table->ensure( ... ) );
		$this->guard->action( 'admin_init', $this->home->prepare( ... ) );
		$this->guard->filter( 'cron_schedules', self::every_minute( ... ) );
		// Fired with the site that goes being the current one.
		$this->guard->filter( 'wpmu_drop_tables', $this->with_table( ... ) );
		$this->guard->action( 'before_woocommerce_init', self::declare_compatibility( ... ) );
	}

	private function purge(): void {
		$this->retention->purge( $this->settings->values()->retention_days, time() );
	}

	private function with_table( mixed $tables ): mixed {
		return is_array( $tables ) ? [ ...$tables, $this->table->table() ] : $tables;
	}

	public function activate(): void {
		$this->table->ensure();
		$this->home->prepare();
		( new IdKey() )->get();
		// Not in plugin.php, where it would read an option on every page. A network deletes plugins from its main site.
		$main = is_multisite() ? get_main_site_id() : 0;
		self::at( $main, static fn() => register_uninstall_hook( DUET_FILE, [ Plugin::class, 'uninstall' ] ) );
	}

	/** Rows, settings and the id key stay: merchants who switch it on again go on where they were. */
	public function deactivate(): void {
		wp_clear_scheduled_hook( self::DRAIN );
		wp_clear_scheduled_hook( self::HOURLY );
	}

	public function uninstall(): void {
		$this->deactivate();
		$this->table->drop();
		delete_option( Settings::OPTION );
		delete_option( Tokens::OPTION );
		delete_option( IdKey::OPTION );
		array_map( delete_option( ... ), $this->options );
	}

	/** Runs it in every site of a network, or once where there is none. */
	public static function everywhere( Closure $work ): void {
		foreach ( is_multisite() ? get_sites( [ 'fields' => 'ids', 'number' => 0 ] ) : [ 0 ] as $site ) {
			self::at( (int) $site, $work );
		}
	}

	/** @param int $site 0 for the present one. */
	private static function at( int $site, Closure $work ): void {
		if ( 0 === $site ) {
			$work();
			return;
		}
		switch_to_blog( $site );
		try {
			$work();
		} finally {
			restore_current_blog();
		}
	}

	/** The list of cron events is autoloaded, so looking costs no query; it is written once. */
	private function schedule(): void {
		if ( false === wp_next_scheduled( self::DRAIN ) ) {
			wp_schedule_event( time(), 'duet_minute', self::DRAIN );
		}
		if ( false === wp_next_scheduled( self::HOURLY ) ) {
			wp_schedule_event( time() + 3600, 'hourly', self::HOURLY );
		}
	}

	private static function every_minute( mixed $schedules ): mixed {
		$minute = [
			'interval' => 60,
			// Some plugins ask for the schedules before there are translations.
			'display'  => did_action( 'init' ) > 0 ? __( 'Every minute (Duet)', 'duet-for-tiktok' ) : 'Every minute (Duet)',
		];
		return is_array( $schedules ) ? $schedules + [ 'duet_minute' => $minute ] : $schedules;
	}

	private static function declare_compatibility(): void {
		if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
			foreach ( [ 'custom_order_tables', 'cart_checkout_blocks', 'product_instance_caching' ] as $feature ) {
				\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( $feature, DUET_FILE, true );
			}
		}
	}
}
