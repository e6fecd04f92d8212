<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Closure;
use Duet\Address\Home;
use Duet\Clocks;
use Duet\Drain\DrainModule;
use Duet\Outbox\Budget;
use Duet\Outbox\Retention;
use Duet\Outbox\OutboxTable as Table;
use Duet\Plugin;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Sweep\Nets;

defined( 'ABSPATH' ) || exit;

/** What the plugin leaves in a site: its table and its options, made when first needed; and what its clocks run. */
final class Installation implements Module {

	public function __construct(
		private readonly Table $table,
		private readonly Retention $retention,
		private readonly Budget $budget,
		private readonly Home $home,
		private readonly Settings $settings,
		private readonly DrainModule $drain,
		private readonly Nets $nets,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( Clocks::DRAIN, fn() => $this->drain->sender()->drain() );
		// A busy shop has more orders in an hour than one run looks into.
		$this->guard->action( Clocks::DRAIN, fn() => $this->nets->run( true ) );
		$this->guard->action( Clocks::DRAIN, fn() => $this->budget->enforce( time() ) );
		$this->guard->action( Clocks::HOURLY, $this->table->repair( ... ), 1 );
		$this->guard->action( Clocks::HOURLY, $this->purge( ... ) );
		$this->guard->action( Clocks::HOURLY, fn() => $this->nets->run( false ) );
		// Action Scheduler runs in requests of its own; its tick is a second clock where WP-Cron does not run.
		$this->guard->action( 'action_scheduler_after_process_queue', fn() => $this->drain->sender()->drain() );
		$this->guard->action( 'action_scheduler_after_process_queue', fn() => $this->budget->enforce( time() ) );
		$this->guard->action( 'admin_init', $this->table->ensure( ... ) );
		$this->guard->action( 'admin_init', $this->home->prepare( ... ) );
		// Fired with the site that goes being the current one.
		$this->guard->filter( 'wpmu_drop_tables', $this->with_table( ... ) );
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
		wp_clear_scheduled_hook( Clocks::DRAIN );
		wp_clear_scheduled_hook( Clocks::HOURLY );
	}

	/** @param list<string> $options Names of the options in which other rooms keep their place. */
	public function uninstall( array $options ): void {
		$this->deactivate();
		$this->table->drop();
		delete_option( Settings::OPTION );
		delete_option( Tokens::OPTION );
		delete_option( IdKey::OPTION );
		array_map( delete_option( ... ), $options );
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
}
