<?php
declare(strict_types=1);

namespace Duet;

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** What every request does for the whole plugin: keeps the clocks going, and declares what Duet is compatible with. */
final class Clocks {

	/** Fired every minute by WordPress's scheduler. */
	public const DRAIN = 'duet_drain';

	/** Fired every hour by WordPress's scheduler. */
	public const HOURLY = 'duet_hourly';

	public function __construct( private readonly Guard $guard ) {
	}

	public function register(): void {
		$this->guard->action( 'init', $this->schedule( ... ) );
		$this->guard->filter( 'cron_schedules', self::every_minute( ... ) );
		$this->guard->action( 'before_woocommerce_init', self::declare_compatibility( ... ) );
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
			'display'  => did_action( 'init' ) > 0
				? __( 'Every minute (Duet)', 'duet-for-tiktok' )
				: 'Every minute (Duet)',
		];
		return is_array( $schedules ) ? $schedules + [ 'duet_minute' => $minute ] : $schedules;
	}

	private static function declare_compatibility(): void {
		if ( class_exists( FeaturesUtil::class ) ) {
			foreach ( [ 'custom_order_tables', 'cart_checkout_blocks', 'product_instance_caching' ] as $feature ) {
				FeaturesUtil::declare_compatibility( $feature, DUET_FILE, true );
			}
		}
	}
}
