<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Access tokens, apart from the settings: not autoloaded, encrypted, never printed.
 *
 * Encryption protects database dumps and exports, no more: who can read wp-config.php can read the tokens. The key
 * comes from LOGGED_IN_KEY and LOGGED_IN_SALT of wp-config.php; wp_salt() is avoided because its fallback lies in the
 * same database.
 */
final class Tokens {

	public const OPTION = 'duet_tokens';

	/** What WordPress's sample wp-config.php holds until somebody replaces it. */
	private const PLACEHOLDER = 'put your unique phrase here';

	/**
	 * This object is part of many others, and error monitors print what it holds. So it holds nothing: constants are
	 * read when they are needed.
	 *
	 * @param mixed       $constant For tests, in place of DUET_ACCESS_TOKEN: a token for the first pixel, or an array
	 *         of code => token.
	 * @param string|null $secret   For tests: what the key is made of; '' when the site has no keys of its own.
	 */
	public function __construct(
		#[\SensitiveParameter] private readonly mixed $constant = null,
		#[\SensitiveParameter] private readonly ?string $secret = null,
	) {
	}

	/** The token to send with; null when there is none or it cannot be decrypted any more. */
	public function get( string $pixel_code ): ?string {
		return $this->from_constant( $pixel_code ) ?? $this->decrypt( $this->stored()[ $pixel_code ] ?? '' );
	}

	public function has( string $pixel_code ): bool {
		return null !== $this->get( $pixel_code );
	}

	public function source( string $pixel_code ): TokenSource {
		return match ( true ) {
			null !== $this->from_constant( $pixel_code )        => TokenSource::Constant,
			! isset( $this->stored()[ $pixel_code ] )           => TokenSource::None,
			null === $this->decrypt( $this->stored()[ $pixel_code ] ) => TokenSource::Unreadable,
			default                                             => TokenSource::Stored,
		};
	}

	/** The last 4 characters, so a merchant recognises it; '' for a token too short to show any of it. */
	public function tail( string $pixel_code ): string {
		$token = (string) $this->get( $pixel_code );
		return strlen( $token ) >= 16 ? substr( $token, -4 ) : '';
	}

	/**
	 * Changes when the token does and gives nothing of it away: a pixel paused for a bad token runs again with a new
	 * one.
	 */
	public function fingerprint( string $pixel_code ): ?string {
		$token = $this->get( $pixel_code );
		return null === $token ? null : substr( hash_hmac( 'sha256', $token, 'duet token ' . $pixel_code ), 0, 16 );
	}

	/** Whether the site has security keys to encrypt with. Without them nothing is stored. */
	public function can_store(): bool {
		return '' !== $this->secret();
	}

	/** @return bool Whether it is stored now. */
	public function set( string $pixel_code, #[\SensitiveParameter] string $token ): bool {
		if ( ! $this->can_store() || '' === $token ) {
			return false;
		}
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$box   = base64_encode( $nonce . sodium_crypto_secretbox( $token, $nonce, $this->key() ) );
		update_option( self::OPTION, [ $pixel_code => $box ] + $this->stored(), false );
		return $this->get_stored( $pixel_code ) === $token;
	}

	public function remove( string $pixel_code ): void {
		update_option( self::OPTION, array_diff_key( $this->stored(), [ $pixel_code => '' ] ), false );
	}

	/**
	 * Forgets the tokens of pixels that are no longer there.
	 *
	 * @param list<string> $pixel_codes
	 */
	public function keep( array $pixel_codes ): void {
		$kept = array_intersect_key( $this->stored(), array_flip( $pixel_codes ) );
		if ( $kept !== $this->stored() ) {
			update_option( self::OPTION, $kept, false );
		}
	}

	private function get_stored( string $pixel_code ): ?string {
		return $this->decrypt( $this->stored()[ $pixel_code ] ?? '' );
	}

	private function from_constant( string $pixel_code ): ?string {
		$constant = $this->constant ?? ( defined( self::constant_name() ) ? constant( self::constant_name() ) : null );
		$token    = is_array( $constant ) ? ( $constant[ $pixel_code ] ?? '' ) : $constant;
		if ( ! is_string( $token ) || '' === trim( $token ) ) {
			return null;
		}
		return is_array( $constant ) || $this->is_first( $pixel_code ) ? trim( $token ) : null;
	}

	/**
	 * A network's sites share wp-config.php and not their owners: who runs another site of it and types in the main
	 * shop's pixel code, which every page shows, must not send with the main shop's token.
	 */
	private static function constant_name(): string {
		return is_multisite() && ! is_main_site() ? 'DUET_ACCESS_TOKEN_' . get_current_blog_id() : 'DUET_ACCESS_TOKEN';
	}

	/** Read raw: Settings is built on Tokens, and one word of the option is all that is needed. */
	private function is_first( string $pixel_code ): bool {
		$settings = get_option( Settings::OPTION, [] );
		return is_array( $settings ) && ( $settings['pixels'][0]['code'] ?? null ) === $pixel_code;
	}

	/** @return array<string, string> Code => base64( nonce . box ); hand-edited rubbish is left out. */
	private function stored(): array {
		$stored = get_option( self::OPTION, [] );
		return is_array( $stored ) ? array_filter( $stored, is_string( ... ) ) : [];
	}

	private function decrypt( string $box ): ?string {
		$bytes = base64_decode( $box, true );
		if ( ! is_string( $bytes ) || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES || ! $this->can_store() ) {
			return null;
		}
		$nonce = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$token = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), $nonce, $this->key() );
		return is_string( $token ) && '' !== $token ? $token : null;
	}

	private function key(): string {
		return hash_hmac( 'sha256', self::OPTION, $this->secret(), true );
	}

	private function secret(): string {
		return $this->secret ?? self::site_secret();
	}

	private static function site_secret(): string {
		$parts = [];
		foreach ( [ 'LOGGED_IN_KEY', 'LOGGED_IN_SALT' ] as $name ) {
			$part = defined( $name ) ? constant( $name ) : '';
			if ( ! is_string( $part ) || strlen( $part ) < 16 || self::PLACEHOLDER === $part ) {
				return '';
			}
			$parts[] = $part;
		}
		return implode( '', $parts );
	}
}
