<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/**
 * The visitor's address: REMOTE_ADDR, because every forwarding header can be written by the visitor. Only where the
 * owner names their proxies in DUET_TRUSTED_PROXIES is X-Forwarded-For read, from the right, up to the first hop that
 * is not one of them. A private address says nothing about a visitor and is left out, and so does a content delivery
 * network's: all its shoppers would look like one.
 */
final class ClientIp {

	/**
	 * What content delivery networks add to a request: the visitor's address, or a mark of their own. Never believed,
	 * only compared.
	 */
	private const CDN_HEADERS = [ 'HTTP_CF_CONNECTING_IP', 'HTTP_TRUE_CLIENT_IP', 'HTTP_FASTLY_CLIENT_IP', 'HTTP_X_SUCURI_CLIENTIP', 'HTTP_INCAP_CLIENT_IP', 'HTTP_CDN_REAL_IP', 'HTTP_X_AZURE_CLIENTIP', 'HTTP_CLOUDFRONT_VIEWER_ADDRESS', 'HTTP_X_AMZ_CF_ID' ];

	/** @param list<string> $trusted Addresses and CIDR blocks. */
	public function __construct( private readonly array $trusted = [] ) {
	}

	/** As the owner has it in wp-config.php. */
	public static function configured(): self {
		return self::trusting( defined( 'DUET_TRUSTED_PROXIES' ) ? constant( 'DUET_TRUSTED_PROXIES' ) : null );
	}

	/**
	 * @param mixed $setting The constant DUET_TRUSTED_PROXIES: a comma list or an array; anything else trusts nobody.
	 */
	public static function trusting( mixed $setting ): self {
		$list = is_string( $setting ) ? explode( ',', $setting ) : ( is_array( $setting ) ? $setting : [] );
		return new self( array_values( array_filter( array_map( static fn( mixed $entry ): string => is_string( $entry ) ? trim( $entry ) : '', $list ), static fn( string $entry ): bool => '' !== $entry ) ) );
	}

	/**
	 * @param array<mixed> $server $_SERVER.
	 * @return string Public IPv4 or IPv6 address, or ''.
	 */
	public function of( array $server ): string {
		[ $address, $hops ] = $this->hops( $server );
		return self::is_public( $address ) && ! self::is_of_cdn( $address, $hops, $server ) ? $address : '';
	}

	/**
	 * Who is connected, for limits alone: the same address, but that of a proxy nobody named as well, because whoever
	 * writes a forwarding header must not escape the limits by it. After a space the client such a proxy names, which
	 * it may have made up.
	 *
	 * @param array<mixed> $server $_SERVER.
	 * @return string "address", "address client", or '' for a private address that names nobody: no stranger has one.
	 */
	public function connection( array $server ): string {
		[ $address, $hops ] = $this->hops( $server );
		$named              = array_map(
			self::plain( ... ),
			[
				...array_values( array_intersect_key( $server, array_flip( self::CDN_HEADERS ) ) ),
				...array_slice( $hops, -1 ),
			]
		);
		$is_other           = static fn( string $one ): bool => '' !== $one
			&& inet_pton( $one ) !== inet_pton( '' === $address ? '::' : $address );
		$named              = array_values( array_filter( $named, $is_other ) );
		return match ( true ) {
			'' === $address            => '',
			[] !== $named              => "$address {$named[0]}",
			self::is_public( $address ) => $address,
			default                    => '',
		};
	}

	/**
	 * Whether a proxy that is not named in DUET_TRUSTED_PROXIES hides who asked.
	 *
	 * @param array<mixed> $server $_SERVER.
	 */
	public function is_hidden( array $server ): bool {
		return '' === $this->of( $server )
			&& [] !== array_intersect_key( $server, array_flip( [ 'HTTP_X_FORWARDED_FOR', ...self::CDN_HEADERS ] ) );
	}

	/**
	 * Whether a proxy the owner named sent this request, so that its other headers may be believed as well.
	 *
	 * @param array<mixed> $server $_SERVER.
	 */
	public function is_behind_proxy( array $server ): bool {
		$address = self::plain( $server['REMOTE_ADDR'] ?? null );
		return '' !== $address && $this->trusts( $address );
	}

	/**
	 * @param array<mixed> $server $_SERVER.
	 * @return array{string, list<string>} The address behind the named proxies, or '', and what is left of
	 *         X-Forwarded-For.
	 */
	private function hops( array $server ): array {
		$address = self::plain( $server['REMOTE_ADDR'] ?? null );
		$chain   = $server['HTTP_X_FORWARDED_FOR'] ?? null;
		// 2 KB hold some fifty hops; a longer header is an attack, and then nobody's word is taken.
		$hops = is_string( $chain ) && strlen( $chain ) <= 2048 ? explode( ',', $chain ) : [];
		while ( '' !== $address && [] !== $hops && $this->trusts( $address ) ) {
			$address = self::plain( array_pop( $hops ) );
		}
		return [ $address, $hops ];
	}

	/** An address another program names, if it is a public one; else ''. */
	public static function named( mixed $address ): string {
		$address = self::plain( $address );
		return self::is_public( $address ) ? $address : '';
	}

	private static function is_public( string $address ): bool {
		return false !== filter_var(
			$address,
			FILTER_VALIDATE_IP,
			FILTER_FLAG_NO_PRIV_RANGE | FILTER_FLAG_NO_RES_RANGE
		);
	}

	/**
	 * A network names the visitor it asks for. Where that visitor asked, the server has put their address in its place
	 * already; else the network itself asked. Visitors who write such a header hide nobody but themselves.
	 *
	 * @param list<string> $hops   What is left of X-Forwarded-For.
	 * @param array<mixed>       $server $_SERVER.
	 */
	private static function is_of_cdn( string $address, array $hops, array $server ): bool {
		$said  = array_intersect_key( $server, array_flip( self::CDN_HEADERS ) );
		$named = array_filter(
			array_map( self::plain( ... ), [ ...array_values( $said ), ...$hops ] ),
			static fn( string $one ): bool => '' !== $one
		);
		return [] !== $said && ! in_array( inet_pton( $address ), array_map( inet_pton( ... ), $named ), true );
	}

	private function trusts( string $address ): bool {
		foreach ( $this->trusted as $block ) {
			if ( self::within( $address, $block ) ) {
				return true;
			}
		}
		return false;
	}

	private static function within( string $address, string $block ): bool {
		[ $network, $bits ] = explode( '/', $block, 2 ) + [ 1 => '' ];
		$network            = filter_var( $network, FILTER_VALIDATE_IP );
		if ( ! is_string( $network ) || ( '' !== $bits && ! ctype_digit( $bits ) ) ) {
			return false;
		}
		$one = (string) inet_pton( $address );
		$two = (string) inet_pton( $network );
		$all = 8 * strlen( $two );
		$sig = '' === $bits ? $all : (int) $bits;
		if ( strlen( $one ) !== strlen( $two ) || $sig > $all ) {
			return false;
		}
		$bytes = intdiv( $sig, 8 );
		$mask  = 0xFF & ( 0xFF << ( 8 - $sig % 8 ) );
		return substr( $one, 0, $bytes ) === substr( $two, 0, $bytes )
			&& ( 0 === $sig % 8 || ( ord( $one[ $bytes ] ) & $mask ) === ( ord( $two[ $bytes ] ) & $mask ) );
	}

	/** An address without brackets, port, or IPv4-in-IPv6 wrapping; '' when it is none. */
	private static function plain( mixed $address ): string {
		$address = is_string( $address ) ? trim( $address ) : '';
		if ( 1 === preg_match( '/\A(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)\z/', $address, $part ) ) {
			$address = '' !== $part[1] ? $part[1] : $part[2];
		}
		$address = (string) preg_replace( '/\A::ffff:(?=\d+\.)/i', '', $address );
		return is_string( filter_var( $address, FILTER_VALIDATE_IP ) ) ? $address : '';
	}
}
