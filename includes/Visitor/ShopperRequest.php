<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Duet\PublicRoutes\PublicRoute;
use Duet\Support\OwnSite;

defined( 'ABSPATH' ) || exit;

/**
 * Whether a shopper's browser makes this request. Only then is its visitor the visitor of an order that any code creates
 * or pays in it (docs/decisions/0030).
 *
 * Two questions: is it nobody's (staff, cron, the command line, a job queue), and does it show that a browser of this shop
 * sent it? A payment provider's notification shows neither cookie nor page of ours. `is_admin()` says nothing:
 * admin-ajax.php and admin-post.php serve shoppers, too.
 */
final class ShopperRequest {

	public function __construct( private readonly RequestVisitor $request ) {
	}

	public function is_one(): bool {
		return ! self::is_program() && ! self::is_staff() && ! self::is_admin_screen() && $this->is_from_browser();
	}

	/** Users who may edit orders. REST ignores a log-in without a nonce, so the cookie counts as well. */
	public static function is_staff(): bool {
		$user = self::user();
		return $user > 0 && ( user_can( $user, 'edit_shop_orders' ) || user_can( $user, 'manage_woocommerce' ) );
	}

	/** The logged-in user, also where REST does not accept the log-in. */
	private static function user(): int {
		$user = get_current_user_id();
		return $user > 0 ? $user : (int) wp_validate_auth_cookie( '', 'logged_in' );
	}

	private static function is_program(): bool {
		$is = static fn( string $constant ): bool => defined( $constant ) && (bool) constant( $constant );
		return ! isset( $_SERVER['REQUEST_METHOD'] )
			|| wp_doing_cron()
			|| $is( 'WP_CLI' )
			|| $is( 'WP_IMPORTING' )
			|| $is( 'XMLRPC_REQUEST' )
			// WordPress calls itself for background jobs, and sends the cookies of the visitor who was there.
			|| str_starts_with( self::header( 'HTTP_USER_AGENT' ), 'WordPress/' )
			|| did_action( 'action_scheduler_before_process_queue' ) > 0;
	}

	private static function is_admin_screen(): bool {
		if ( ! is_admin() ) {
			return false;
		}
		$serves_shoppers = wp_doing_ajax() || 'admin-post.php' === ( $GLOBALS['pagenow'] ?? '' );
		return ! $serves_shoppers || str_starts_with( self::header( 'HTTP_REFERER' ), admin_url() );
	}

	/** Any one of these is enough, because a notification has none of them. */
	private function is_from_browser(): bool {
		return isset( $_COOKIE['duet_visitor'] )
			|| self::has_cart_session()
			|| self::user() > 0
			|| 'none' !== $this->request->consent()->signal
			|| PublicRoute::same_origin( $_SERVER, new OwnSite( home_url() ) );
	}

	private static function has_cart_session(): bool {
		foreach ( array_keys( $_COOKIE ) as $name ) {
			if ( str_starts_with( (string) $name, 'wp_woocommerce_session_' ) ) {
				return true;
			}
		}
		return false;
	}

	private static function header( string $name ): string {
		$value = $_SERVER[ $name ] ?? ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared.
		return is_string( $value ) ? $value : '';
	}
}
