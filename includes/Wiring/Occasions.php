<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Clocks;
use Duet\Forms\FormPlugins;
use Duet\PublicRoutes\FrontDoor;
use Duet\Tray\TrayModule;
use Duet\Visitor\SwitchedUser;

defined( 'ABSPATH' ) || exit;

/**
 * When a subject is loaded: just before the first hook fires that needs it. Its module then adds all its hooks, this
 * one among them. So a page loads what it shows, and the screens are loaded in the admin alone.
 */
final class Occasions {

	/** Routes of ours are registered, in REST or at the front door. */
	private const ROUTES = 'rest_api_init';
	private const DOOR   = 'wp_loaded';
	private const OURS   = 'duet/v1';

	/** Module => hooks that need it. What fires only after one of these, in the same request, is left out. */
	public const HOOKS = [
		'elements'        => [ 'init' ],
		'rules'           => [ 'template_redirect', 'wp_enqueue_scripts' ],
		'page'            => [
			'wp_enqueue_scripts',
			'login_enqueue_scripts',
			'enqueue_embed_scripts',
			'woocommerce_redirect_single_search_result',
		],
		'offline'         => [ self::ROUTES, 'duet_offline' ],
		'verification'    => [ 'init', self::ROUTES ],
		'consent'         => [ 'init', self::ROUTES, self::DOOR ],
		'relay'           => [ self::ROUTES, self::DOOR ],
		'withdrawal'      => [
			self::ROUTES,
			self::DOOR,
			Clocks::HOURLY,
			'deleted_post',
			'woocommerce_delete_order',
		],
		'routes'          => [ self::DOOR ],
		'forms'           => [ 'init', self::ROUTES ],
		'matching'        => [ 'wp_enqueue_scripts' ],
		'visitor'         => [ 'template_redirect' ],
		'registration'    => [ 'user_register', 'wpmu_activate_user' ],
		'track'           => [ 'duet_track' ],
		'order'           => [
			'template_redirect',
			self::ROUTES,
			self::DOOR,
			'update_option_duet_settings',
			'woocommerce_new_order',
			'woocommerce_payment_complete',
			'woocommerce_thankyou',
			'woocommerce_order_status_changed',
			'woocommerce_before_order_object_save',
			'woocommerce_after_order_object_save',
			'woocommerce_checkout_order_processed',
			'woocommerce_store_api_checkout_order_processed',
			'woocommerce_subscription_status_active',
			'woocommerce_order_refunded',
		],
		'snapshot'        => [
			'woocommerce_new_order',
			'woocommerce_payment_complete',
			'woocommerce_order_status_changed',
			'woocommerce_checkout_create_order',
			'woocommerce_checkout_order_processed',
			'woocommerce_guest_session_to_user_id',
			'woocommerce_store_api_checkout_update_order_from_request',
			'woocommerce_before_pay_action',
			'woocommerce_rest_prepare_shop_order_object',
			'woocommerce_rest_api_v4_orders_item_response',
			'woocommerce_rest_pre_insert_shop_order_object',
			'wc_subscriptions_object_data',
		],
		'cart'            => [ self::ROUTES, self::DOOR, 'woocommerce_add_to_cart' ],
		'wishlist'        => [ 'wp_enqueue_scripts' ],
		'settings_screen' => [ self::ROUTES ],
		'tag_manager'     => [ self::ROUTES ],
		'test_event'      => [ self::ROUTES ],
		'deliveries'      => [ self::ROUTES ],
		'report'          => [ self::ROUTES, Clocks::HOURLY ],
		'address'         => [ self::ROUTES ],
		'product'         => [ self::ROUTES ],
		'accuracy'        => [ self::ROUTES ],
		'site_health'     => [ self::ROUTES ],
		'privacy'         => [ Clocks::HOURLY ],
		'installation'    => [ Clocks::DRAIN, Clocks::HOURLY, 'action_scheduler_after_process_queue' ],
	];

	/** The same for hooks that fire in no page for visitors: of the admin, of a clock, of a command. */
	public const BEHIND_HOOKS = [
		'withdrawal'   => [ 'wpmu_drop_tables' ],
		'admin'        => [ 'admin_menu' ],
		'address'      => [ 'admin_notices', 'admin_post_duet_home' ],
		'site_health'  => [ 'admin_notices', 'site_status_tests' ],
		'accuracy'     => [ 'add_meta_boxes' ],
		'installation' => [ 'admin_init', 'wpmu_drop_tables' ],
		'privacy'      => [
			'admin_init',
			'wp_privacy_personal_data_exporters',
			'wp_privacy_personal_data_erasers',
			'woocommerce_privacy_export_order_personal_data_meta',
			'woocommerce_privacy_export_order_personal_data_meta_value',
			'woocommerce_privacy_remove_order_personal_data_meta',
			'woocommerce_privacy_remove_order_personal_data_meta_value',
			'woocommerce_privacy_before_remove_order_personal_data',
			'woocommerce_privacy_remove_order_personal_data',
		],
	];

	/** Constants of plugins that delay or combine scripts, and of the plugin alone. */
	private const OPTIMISERS = [
		'WP_ROCKET_VERSION',
		'LSCWP_V',
		'WPO_VERSION',
		'AUTOPTIMIZE_PLUGIN_VERSION',
		'SiteGround_Optimizer\\VERSION',
	];

	/** Constants of plugins with wishlists. WooCommerce's own is for customers who are logged in. */
	private const WISHLISTS = [ 'YITH_WCWL', 'TINVWL_PREFIX' ];

	/** @var array<string, list<string>> */
	private readonly array $hooks;

	/** @var array<string, true> Modules whose hooks are added. */
	private array $begun = [];

	public function __construct( private readonly Modules $modules ) {
		$this->hooks = self::is_page() ? self::HOOKS : array_merge_recursive( self::HOOKS, self::BEHIND_HOOKS );
	}

	public function register(): void {
		$before = $this->before( ... );
		foreach ( array_unique( array_merge( ...array_values( $this->hooks ) ) ) as $hook ) {
			if ( self::DOOR !== $hook || self::knocks() ) {
				add_filter( $hook, $before, PHP_INT_MIN );
			}
		}
		if ( self::has_any( self::OPTIMISERS ) ) {
			$this->begin( 'optimisers' );
		}
	}

	/** @return mixed What a filter is given passes unchanged. */
	private function before( mixed $value = null ): mixed {
		$hook = (string) current_filter();
		foreach ( $this->hooks as $name => $hooks ) {
			$waits = ! isset( $this->begun[ $name ] ) && in_array( $hook, $hooks, true );
			if ( $waits && $this->is_needed( $name, $hook ) ) {
				$this->begin( $name );
			}
		}
		return $value;
	}

	private function begin( string $name ): void {
		$this->begun[ $name ] = true;
		$this->modules->services->guard->run( fn() => $this->modules->module( $name )->register(), $name );
	}

	/** Some hooks fire in every request, and need a subject in a few of them. */
	private function is_needed( string $name, string $hook ): bool {
		if ( self::ROUTES === $hook ) {
			return self::serves( 'cart' === $name ? '(batch/|wc/store/)' : '(batch/|' . self::OURS . '(/|$))' );
		}
		return match ( "$name $hook" ) {
			'forms init'                  => FormPlugins::are_there(),
			'verification init'           => $this->proves_the_domain(),
			'wishlist wp_enqueue_scripts' => is_user_logged_in() || self::has_any( self::WISHLISTS ),
			'order template_redirect'     => TrayModule::may_show_an_event(),
			// Somebody who looks at the shop as another user, or as nobody, has a cookie that says so.
			'visitor template_redirect'   => ! is_user_logged_in() && [] !== $_COOKIE && SwitchedUser::is_here(),
			default                       => 'admin_init' !== $hook || ! wp_doing_ajax(),
		};
	}

	private function proves_the_domain(): bool {
		$chosen = $this->modules->services->settings->all()['verification'];
		return is_array( $chosen ) && '' !== $chosen['token'] . $chosen['file'];
	}

	/**
	 * Pages ask REST for what their blocks show, and other plugins have routes of their own.
	 *
	 * @param string $routes Regular expression of the beginnings of routes.
	 */
	private static function serves( string $routes ): bool {
		if ( ! defined( 'REST_REQUEST' ) ) {
			return is_admin() || 0 === did_action( 'wp' );
		}
		$route = $GLOBALS['wp']->query_vars['rest_route'] ?? '';
		return is_string( $route ) && 1 === preg_match( "~^/?$routes~i", $route );
	}

	/** Whether this request is of a visitor. WP-Cron may be set to run in a page. */
	private static function is_page(): bool {
		return ! is_admin() && ! wp_doing_cron() && 'cli' !== PHP_SAPI && ! defined( 'ALTERNATE_WP_CRON' );
	}

	/** Whether this is a request to the front door. */
	private static function knocks(): bool {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only whether it is there.
		return isset( $_GET[ FrontDoor::PARAM ] );
	}

	/** @param list<string> $constants Of plugins. */
	private static function has_any( array $constants ): bool {
		return [] !== array_filter( $constants, defined( ... ) );
	}
}
