<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Closure;
use Duet\Event\Facts;
use Duet\Settings\Settings;
use Duet\Support\Log;
use Duet\Support\Text;
use WP_User;

defined( 'ABSPATH' ) || exit;

/** A user of this site -> who that is to TikTok, and whether the merchant leaves out what that user does. */
final class Customer {

	/** Any of these makes a user a member of staff: their orders are tests, and campaigns would learn from them. */
	private const STAFF = [ 'manage_woocommerce', 'edit_shop_orders', 'manage_options' ];

	/** @param (Closure(): bool)|null $is_switched Whether a person acts as another user: SwitchedUser::is_here(). */
	public function __construct(
		private readonly Settings $settings,
		private readonly ?Closure $is_switched = null,
		private readonly ?Log $log = null,
	) {
	}

	/** Facts about a logged-in user; without one only the visitor's own mark. */
	public function facts( int $user_id, string $visitor = '' ): Facts {
		$user   = $user_id > 0 ? get_userdata( $user_id ) : false;
		$person = [ 'external_id' => $this->external_id( $user_id, $visitor ) ];
		if ( $user instanceof WP_User ) {
			$person += [
				'email'      => $user->user_email,
				'first_name' => Text::plain( $user->first_name ),
				'last_name'  => Text::plain( $user->last_name ),
			] + self::billing( $user );
		}
		return new Facts( [], array_filter( $person, static fn( string $text ): bool => '' !== $text ) );
	}

	/**
	 * The account's billing address, which WooCommerce keeps as user meta.
	 *
	 * @return array<string, string>
	 */
	private static function billing( WP_User $user ): array {
		$fields = [
			'phone'    => 'billing_phone',
			'country'  => 'billing_country',
			'city'     => 'billing_city',
			'state'    => 'billing_state',
			'zip_code' => 'billing_postcode',
		];
		return array_map(
			static function ( string $field ) use ( $user ): string {
				$value = get_user_meta( $user->ID, $field, true );
				return is_string( $value ) ? Text::plain( $value ) : '';
			},
			$fields
		);
	}

	/**
	 * Stable for one person on one site. Never the bare user id: 0 would make one person of all guests, and ids of
	 * two sites of a network would meet.
	 */
	public function external_id( int $user_id, string $visitor ): string {
		return $user_id > 0 ? 'u' . get_current_blog_id() . '-' . $user_id : $visitor;
	}

	/** Whether the merchant leaves out this user: by role, or as staff. Guests cost nothing. */
	public function excluded( int $user_id ): bool {
		$user = $user_id > 0 ? get_userdata( $user_id ) : false;
		if ( ! $user instanceof WP_User ) {
			return false;
		}
		return ( $this->leaves_out_staff() && self::is_staff( $user ) ) || [] !== array_intersect( $user->roles, $this->settings->values()->exclusions->roles );
	}

	/**
	 * The same for the person behind this very request, who may act as the user.
	 *
	 * @param string $what What is left out then, for the log; '' where nothing has happened yet.
	 */
	public function visit_excluded( int $user_id, string $what = '' ): bool {
		$excluded = ( $this->leaves_out_staff() && null !== $this->is_switched && ( $this->is_switched )() ) || $this->excluded( $user_id );
		if ( $excluded && '' !== $what ) {
			$this->log?->once( "$what is not reported to TikTok: the person behind it manages this shop, acts as another user or has an excluded role (settings, Who is not counted)" );
		}
		return $excluded;
	}

	private function leaves_out_staff(): bool {
		return $this->settings->values()->exclusions->staff;
	}

	private static function is_staff( WP_User $user ): bool {
		return [] !== array_filter( self::STAFF, static fn( string $capability ): bool => user_can( $user, $capability ) );
	}
}
