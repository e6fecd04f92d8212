<?php
declare(strict_types=1);

namespace Duet\Registration;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\PublicRoutes\PublicRoute;
use Duet\Relay\Relay;
use Duet\Support\Clock;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Support\OwnSite;
use Duet\Tray\Handover;
use Duet\Visitor\Customer;
use WP_User;

defined( 'ABSPATH' ) || exit;

/**
 * A visitor who makes an account: on WordPress's own page, in WooCommerce's account or checkout, or by any form of
 * another plugin. All of them end in wp_insert_user(), so one hook sees each exactly once, and only if it succeeded.
 * The limits of the relay hold here as well, because a program can register as many accounts as it likes.
 */
final class Registrations {

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Customer $customer,
		private readonly IdKey $key,
		private readonly Handover $handover,
		private readonly Guard $guard,
		private readonly Clock $clock,
	) {
	}

	public function register(): void {
		$this->guard->action( 'user_register', $this->registered( ... ), 20 );
		// Multisite makes the user when the link in its e-mail is opened, in a WordPress that says it is being
		// installed.
		$this->guard->action( 'wpmu_activate_user', $this->activated( ... ), 20, 3 );
	}

	private function registered( mixed $user_id ): void {
		if ( is_int( $user_id ) && $user_id > 0 && ! wp_installing() && self::is_visitors_own( $_SERVER ) ) {
			$this->give_birth( $user_id );
		}
	}

	/** @param mixed $meta Of the sign-up; an administrator's invitation names the site it is for. */
	private function activated( mixed $user_id, mixed $password = '', mixed $meta = null ): void {
		$added = is_array( $meta ) && isset( $meta['add_to_blog'] );
		if ( is_int( $user_id ) && $user_id > 0 && ! is_user_logged_in() && ! $added ) {
			$this->give_birth( $user_id );
		}
	}

	private function give_birth( int $user_id ): void {
		if ( $this->customer->visit_excluded( $user_id, 'CompleteRegistration' ) ) {
			return;
		}
		$visitor = $this->handover->visitor();
		if ( Relay::is_bot( $visitor ) ) {
			return;
		}
		$params = [ 'method' => did_action( 'woocommerce_register_post' ) > 0 ? 'woocommerce' : 'wordpress' ];
		$facts  = $this->customer->facts( $user_id, $visitor->visitor )->and( new Facts( $params ) );
		$user   = get_userdata( $user_id );
		$born   = $user instanceof WP_User ? (string) $user->user_registered : '';
		$id     = EventId::for_object(
			'CompleteRegistration',
			$user_id,
			get_current_blog_id(),
			$this->key->get(),
			$born
		);
		$event  = Event::of(
			$this->catalogue,
			'CompleteRegistration',
			$id,
			$this->clock->now(),
			$facts,
			$visitor,
			Origin::Server
		);
		// An address beyond its allowance may be shared by real shoppers.
		if ( $this->handover->takes( $visitor ) ) {
			$this->handover->own( $event, $user_id );
		} else {
			$this->handover->to_browser( $event, $user_id );
		}
	}

	/**
	 * Whether the visitor made the user. Administrators, REST clients with keys and other programs are logged in, and
	 * so is a user who makes a second account; a program that is not speaks to REST without being one of our pages.
	 *
	 * @param array<mixed> $server $_SERVER.
	 */
	private static function is_visitors_own( array $server ): bool {
		$is = static fn( string $constant ): bool => defined( $constant ) && (bool) constant( $constant );
		return ! is_user_logged_in()
			&& ! wp_doing_cron()
			&& ! $is( 'WP_CLI' )
			&& ! $is( 'WP_IMPORTING' )
			&& ! $is( 'XMLRPC_REQUEST' )
			&& isset( $server['REQUEST_METHOD'] )
			&& ( ! $is( 'REST_REQUEST' ) || PublicRoute::same_origin( $server, new OwnSite( home_url() ) ) );
	}
}
