<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * Tells a shop from its copy. A staging site starts as the shop's database under another address, queue and token
 * included: without this it would send the shop's events once more, and its own test orders as sales.
 *
 * Compared is the address alone, at every drain: as long as it is not the one remembered, nothing is sent.
 */
final class Home {

	/** Not autoloaded. Addresses in hexadecimal: tools that copy a site replace the old address wherever they find it. */
	public const OPTION = 'duet_home';

	/** @param Closure(): string $address The option "home"; home_url() is another one in each language of a shop with several. */
	public function __construct( private readonly Closure $address ) {
	}

	/** Takes the present address for the shop's, unless one is known. */
	public function remember(): void {
		if ( '' === $this->stored( 'home' ) && '' !== $this->here() ) {
			add_option( self::OPTION, [ 'home' => bin2hex( $this->here() ) ], '', false );
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
		return '' === $host ? '' : (string) preg_replace( '/\Awww\./', '', $host ) . $port . rtrim( $parts['path'] ?? '', '/' );
	}

	/** Whether the merchant still has to say what happened. */
	public function asks(): bool {
		return '' !== $this->elsewhere() && $this->stored( 'copy' ) !== $this->here();
	}

	/** The shop moved here; the queue goes out from here, under the ids it always had. */
	public function moved(): void {
		update_option( self::OPTION, [ 'home' => bin2hex( $this->here() ) ], false );
	}

	/** This is a copy and stays silent. Its rows wait until they are too late, in case that was said by mistake. */
	public function copied(): void {
		update_option( self::OPTION, [ 'home' => bin2hex( $this->stored( 'home' ) ), 'copy' => bin2hex( $this->here() ) ], false );
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
