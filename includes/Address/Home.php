<?php
declare(strict_types=1);

namespace Duet\Address;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * Tells a shop from its copy. A staging site starts as the shop's database under another address, queue and token
 * included: without this it would send the shop's events once more, and its own test orders as sales.
 *
 * Compared is the address alone, at every drain and on every page: as long as it is not the one remembered, nothing is
 * sent, by the server or by a browser.
 */
final class Home {

	/**
	 * Autoloaded, for every page asks. Addresses in hexadecimal: tools that copy a site replace the old address
	 * wherever they find it.
	 */
	public const OPTION = 'duet_home';

	/** @param Closure(): string $address Where the site is: address(), or a test's. */
	public function __construct( private readonly Closure $address ) {
	}

	/**
	 * As it is configured: home_url() and the filtered option "home" are others in each language of a shop with
	 * several.
	 */
	public static function address(): string {
		$fixed  = defined( 'WP_HOME' ) ? constant( 'WP_HOME' ) : '';
		$stored = wp_load_alloptions()['home'] ?? get_option( 'home' );
		return is_string( $fixed ) && '' !== $fixed ? $fixed : ( is_string( $stored ) ? $stored : '' );
	}

	/**
	 * Sees to it that asking costs a page no query, on a site that has sent nothing yet or comes from version 0.1.0,
	 * too.
	 */
	public function prepare(): void {
		if ( ! isset( wp_load_alloptions()[ self::OPTION ] ) && ! add_option( self::OPTION, [], '', true ) ) {
			wp_set_option_autoload( self::OPTION, true );
		}
	}

	/** Takes the present address for the shop's, unless one is known. */
	public function remember(): void {
		if ( '' === $this->stored( 'home' ) && '' !== $this->here() ) {
			update_option( self::OPTION, [ 'home' => bin2hex( $this->here() ) ], true );
		}
	}

	/** The address this shop was set up at, if it is at another one now; '' when all is as it was. */
	public function elsewhere(): string {
		$home = $this->stored( 'home' );
		return '' === $home || $home === $this->here() ? '' : $home;
	}

	/** Host, port and path: a shop that goes from http to https, or gains a www, is the same shop. */
	public function here(): string {
		$parts = wp_parse_url( ( $this->address )() );
		$host  = is_array( $parts ) ? strtolower( $parts['host'] ?? '' ) : '';
		$port  = is_array( $parts ) && isset( $parts['port'] ) ? ":{$parts['port']}" : '';
		return '' === $host
			? ''
			: (string) preg_replace( '/\Awww\./', '', $host ) . $port . rtrim( $parts['path'] ?? '', '/' );
	}

	/** Whether the merchant still has to say what happened. */
	public function asks(): bool {
		return '' !== $this->elsewhere() && $this->stored( 'copy' ) !== $this->here();
	}

	/** The shop moved here; the queue goes out from here, under the ids it always had. */
	public function moved(): void {
		update_option( self::OPTION, [ 'home' => bin2hex( $this->here() ) ], true );
	}

	/** This is a copy and stays silent. Its rows wait until they are too late, in case that was said by mistake. */
	public function copied(): void {
		update_option(
			self::OPTION,
			[ 'home' => bin2hex( $this->stored( 'home' ) ), 'copy' => bin2hex( $this->here() ) ],
			true
		);
	}

	/** For a drain: why nothing is sent, or ''. */
	public function objection(): string {
		$this->remember();
		$home = $this->elsewhere();
		return match ( true ) {
			'' === $home    => '',
			$this->asks()   => "this site was set up as $home and is now {$this->here()}: say on the admin screen whether it moved or is a copy",
			default         => "this site is a copy of $home",
		};
	}

	/** @param 'home'|'copy' $what */
	private function stored( string $what ): string {
		$stored = get_option( self::OPTION );
		$hex    = is_array( $stored ) && is_string( $stored[ $what ] ?? null ) ? $stored[ $what ] : '';
		return 1 === preg_match( '/\A([0-9a-f]{2})+\z/', $hex ) ? (string) hex2bin( $hex ) : '';
	}
}
