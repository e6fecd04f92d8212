<?php
declare(strict_types=1);

namespace Duet\SettingsScreen;

use Duet\Settings\Tokens;
use Duet\Settings\TokenSource;
use Duet\Support\Secret;

defined( 'ABSPATH' ) || exit;

/**
 * The access tokens of a PUT, taken out before anything else sees it: `pixels[].access_token` and `offline.access_token` are
 * write-only and matched by pixel code or event set id. Absent keeps the token, an empty string removes it.
 */
final class TokenPatch {

	/** In practice 30 to 50 letters and digits, usually 40; wider here, for TikTok promises no form. */
	private const FORM = '/\A[A-Za-z0-9_.-]{20,200}\z/';

	/** @param array<string, array{code: string, token: Secret|null}> $changes By dotted path; null for what is no text. */
	private function __construct( private readonly array $changes ) {
	}

	/**
	 * @param array<mixed> $body
	 * @param string       $event_set_id The offline event set's id where the body does not change it.
	 * @return array{0: array<mixed>, 1: self} The body without tokens, and the tokens.
	 */
	public static function take( #[\SensitiveParameter] array $body, string $event_set_id = '' ): array {
		$changes = [];
		foreach ( is_array( $body['pixels'] ?? null ) ? $body['pixels'] : [] as $index => $row ) {
			if ( is_array( $row ) && array_key_exists( 'access_token', $row ) ) {
				$changes[ "pixels.$index.access_token" ] = self::change( $row['code'] ?? '', $row['access_token'] );
				unset( $body['pixels'][ $index ]['access_token'] );
			}
		}
		if ( is_array( $body['offline'] ?? null ) && array_key_exists( 'access_token', $body['offline'] ) ) {
			$changes['offline.access_token'] = self::change( $body['offline']['event_set_id'] ?? $event_set_id, $body['offline']['access_token'] );
			unset( $body['offline']['access_token'] );
		}
		return [ $body, new self( $changes ) ];
	}

	/** @return array{code: string, token: Secret|null} */
	private static function change( mixed $code, #[\SensitiveParameter] mixed $token ): array {
		return [
			'code'  => is_string( $code ) ? $code : '',
			'token' => is_string( $token ) ? Secret::of( trim( $token ) ) : null,
		];
	}

	/** @return array<string, string> Errors by dotted path; never the token itself. */
	public function errors( Tokens $tokens ): array {
		$errors = [];
		foreach ( $this->changes as $path => $change ) {
			$error = $this->error( $change['code'], $change['token']?->reveal(), $tokens );
			if ( null !== $error ) {
				$errors[ $path ] = $error;
			}
		}
		return $errors;
	}

	/** @return array<string, string> Tokens that could not be stored, by dotted path. */
	public function save( Tokens $tokens ): array {
		$errors = [];
		foreach ( $this->changes as $path => $change ) {
			$token = (string) $change['token']?->reveal();
			if ( '' === $token ) {
				$tokens->remove( $change['code'] );
			} elseif ( ! $tokens->set( $change['code'], $token ) ) {
				$errors[ $path ] = __( 'WordPress could not save the token. Please try again.', 'duet-for-tiktok' );
			}
		}
		return $errors;
	}

	private function error( string $code, #[\SensitiveParameter] ?string $token, Tokens $tokens ): ?string {
		return match ( true ) {
			'' === $token => null,
			null === $token || 1 !== preg_match( self::FORM, $token ) => __( 'This is not an access token. It has letters and digits only, usually 40 of them. Copy it again from TikTok Events Manager > your pixel > Settings > Events API.', 'duet-for-tiktok' ),
			'' === $code => __( 'Enter the id it belongs to first.', 'duet-for-tiktok' ),
			TokenSource::Constant === $tokens->source( $code ) => __( 'The token of this pixel is set in wp-config.php (DUET_ACCESS_TOKEN). Change it there.', 'duet-for-tiktok' ),
			! $tokens->can_store() => __( 'The token was not saved, for this site has no security keys to encrypt it with. Add LOGGED_IN_KEY and LOGGED_IN_SALT to wp-config.php, or put the token there as DUET_ACCESS_TOKEN.', 'duet-for-tiktok' ),
			default => null,
		};
	}
}
