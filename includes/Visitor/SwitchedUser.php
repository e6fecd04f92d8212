<?php
declare(strict_types=1);

namespace Duet\Visitor;

use WP_Session_Tokens;

defined( 'ABSPATH' ) || exit;

/**
 * Somebody who acts as another user, or as a guest for a while: with User Switching, Login as User and the many plugins made
 * after them. All keep the login of the person behind it in a cookie "..._olduser_<hash>", also while nobody is logged in.
 */
final class SwitchedUser {

	/** Of "Login as Customer or User": the bare number of the user behind it. Who invents one is left out, and nothing else. */
	private const NUMBER = 'loginas_old_user_id';

	/** Works without the REST API's nonce, by the cookies alone. */
	public static function is_here(): bool {
		return self::has_old_login() || self::is_said() || self::is_session_of_another();
	}

	private static function has_old_login(): bool {
		$tail = 'olduser_' . ( defined( 'COOKIEHASH' ) && is_string( COOKIEHASH ) ? COOKIEHASH : '' );
		foreach ( $_COOKIE as $name => $value ) { // phpcs:ignore WordPress.Security -- WordPress judges the login in it.
			if ( ! is_string( $value ) || '' === $value ) {
				continue;
			}
			if ( self::NUMBER === $name ? is_numeric( $value ) : ( str_ends_with( (string) $name, $tail ) && false !== wp_validate_auth_cookie( wp_unslash( $value ), 'logged_in' ) ) ) {
				return true;
			}
		}
		return false;
	}

	/** User Switching's own function, which other plugins offer, too. */
	private static function is_said(): bool {
		return function_exists( 'current_user_switched' ) && false !== (bool) current_user_switched();
	}

	/** What User Switching notes in the new session, for a browser that has lost the cookie. */
	private static function is_session_of_another(): bool {
		$login = wp_parse_auth_cookie( '', 'logged_in' );
		$token = is_array( $login ) ? ( $login['token'] ?? '' ) : '';
		$user  = is_string( $token ) && '' !== $token ? (int) wp_validate_auth_cookie( '', 'logged_in' ) : 0;
		$data  = $user > 0 ? WP_Session_Tokens::get_instance( $user )->get( $token ) : null;
		return is_array( $data ) && is_numeric( $data['switched_from_id'] ?? null ) && (int) $data['switched_from_id'] > 0;
	}
}
