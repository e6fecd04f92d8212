<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/** Which addresses are this site's. Built from home_url(), never from the Host header, which a visitor can write. */
final class OwnSite {

	private readonly string $place;

	/** @param string $home home_url() */
	public function __construct( string $home ) {
		$this->place = self::place( $home );
	}

	/** The page's URL if it is one of this site, else ''. */
	public function page( mixed $url ): string {
		$url = Text::url( $url );
		return $this->has( $url ) ? $url : '';
	}

	/**
	 * Whether an Origin header or URL names this site. The scheme is not compared: behind a proxy PHP may not know it.
	 */
	public function has( string $url ): bool {
		return '' !== $this->place && self::place( $url ) === $this->place;
	}

	/** Host and port; the default ports are the same place as none. */
	private static function place( string $url ): string {
		$parts = wp_parse_url( $url );
		$host  = is_array( $parts ) ? strtolower( $parts['host'] ?? '' ) : '';
		$port  = is_array( $parts ) ? ( $parts['port'] ?? 0 ) : 0;
		return '' === $host || in_array( $port, [ 0, 80, 443 ], true ) ? $host : "$host:$port";
	}
}
