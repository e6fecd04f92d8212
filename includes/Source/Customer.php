<?php
declare(strict_types=1);

namespace Duet\Source;

use Duet\Event\Facts;
use Duet\Settings\Settings;
use WP_User;

defined( 'ABSPATH' ) || exit;

/** A user of this site -> who that is to TikTok, and whether the merchant excluded his role. */
final class Customer {

	public function __construct( private readonly Settings $settings ) {
	}

	/** Facts about a logged-in user; without one only the visitor's own mark. */
	public function facts( int $user_id, string $visitor = '' ): Facts {
		$user   = $user_id > 0 ? get_userdata( $user_id ) : false;
		$person = [ 'external_id' => $this->external_id( $user_id, $visitor ) ];
		if ( $user instanceof WP_User ) {
			$person += [
				'email'      => $user->user_email,
				'first_name' => PlainText::line( $user->first_name ),
				'last_name'  => PlainText::line( $user->last_name ),
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
				return is_string( $value ) ? PlainText::line( $value ) : '';
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

	/** Whether the merchant excluded this user's role. Asks the database only when roles are excluded at all. */
	public function excluded( int $user_id ): bool {
		$roles = $this->settings->get( 'exclusions.roles' );
		if ( $user_id <= 0 || ! is_array( $roles ) || [] === $roles ) {
			return false;
		}
		$user = get_userdata( $user_id );
		return $user instanceof WP_User && [] !== array_intersect( $user->roles, $roles );
	}
}
