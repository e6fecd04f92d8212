<?php
declare(strict_types=1);

namespace Duet\Rules;

defined( 'ABSPATH' ) || exit;

/**
 * Which pages a rule is for: a path as the address bar shows it, or a full address of this site, with "*" for anything.
 * A pattern without "?" looks at the path alone, so a campaign's ?ttclid= or ?utm_source= never stops a rule.
 */
final class UrlPattern {

	/** @param string $home home_url(): never the Host header, which a visitor can write. */
	public function __construct( private readonly string $home ) {
	}

	/** What is wrong, in a sentence for the merchant. */
	public function problem( string $pattern ): ?string {
		return match ( true ) {
			'' === $pattern => __( 'Enter a path such as /thank-you/, or * for every page.', 'duet-for-tiktok' ),
			1 !== preg_match( '/\A[^\s\x00-\x1F\x7F<>"\\\\]{1,300}\z/u', $pattern ) => __( 'Leave out spaces and characters that no address has. For a space in an address write %20.', 'duet-for-tiktok' ),
			str_contains( $pattern, '#' ) => __( 'Leave out # and what follows: browsers never send that part.', 'duet-for-tiktok' ),
			null === $this->path( $pattern ) => sprintf(
				/* translators: %s: address of the site. */
				__( 'Begin with / or *, or with the address of this site: %s', 'duet-for-tiktok' ),
				$this->home
			),
			default => null,
		};
	}

	/**
	 * @param string $request Path and query as the browser asked for them.
	 * @return bool false for a pattern with a problem, too.
	 */
	public function matches( string $pattern, string $request ): bool {
		if ( null !== $this->problem( $pattern ) ) {
			return false;
		}
		$wanted = explode( '?', (string) $this->path( $pattern ), 2 );
		$asked  = explode( '?', $request, 2 );
		return self::fits( self::whole( $wanted[0] ), self::whole( $asked[0] ) )
			&& ( ! isset( $wanted[1] ) || self::fits( rawurldecode( $wanted[1] ), rawurldecode( $asked[1] ?? '' ) ) );
	}

	/** The pattern without scheme and host; null when they are not this site's. */
	private function path( string $pattern ): ?string {
		if ( 1 === preg_match( '~\A(?:\*|/(?!/))~', $pattern ) ) {
			return $pattern;
		}
		if ( 1 !== preg_match( '~\Ahttps?://([^/?*]+)([/?].*)?\z~i', $pattern, $match ) || self::host( $match[1] ) !== self::host( self::authority( $this->home ) ) ) {
			return null;
		}
		$path = $match[2] ?? '';
		return str_starts_with( $path, '/' ) ? $path : '/' . $path;
	}

	private static function authority( string $url ): string {
		return (string) preg_replace( '~\Ahttps?://|[/?].*\z~i', '', $url );
	}

	/** With and without www. is the same site, and so are the default ports. */
	private static function host( string $authority ): string {
		return (string) preg_replace( '~\Awww\.|:(?:80|443)\z~', '', strtolower( $authority ) );
	}

	/** Addresses with and without the slash at the end are one page; so are both spellings of "ü". */
	private static function whole( string $path ): string {
		$path = rawurldecode( $path );
		return '/' === $path || str_ends_with( $path, '*' ) ? $path : rtrim( $path, '/' );
	}

	/** By hand instead of by a regular expression: many stars and a long address would make that one slow. */
	private static function fits( string $pattern, string $text ): bool {
		// "/shop/*" is also for /shop/ itself, whose last slash is gone by now.
		$text  = self::plain( str_ends_with( $pattern, '/*' ) ? rtrim( $text, '/' ) . '/' : $text );
		$parts = explode( '*', self::plain( $pattern ) );
		$first = array_shift( $parts );
		$last  = array_pop( $parts );
		if ( null === $last ) {
			return $first === $text;
		}
		$at = strlen( $first );
		foreach ( str_starts_with( $text, $first ) ? $parts : [] as $part ) {
			$found = strpos( $text, $part, $at );
			if ( false === $found ) {
				return false;
			}
			$at = $found + strlen( $part );
		}
		return str_starts_with( $text, $first ) && strlen( $text ) - $at >= strlen( $last ) && str_ends_with( $text, $last );
	}

	/** WordPress ignores capitals in addresses as well. */
	private static function plain( string $text ): string {
		return mb_strtolower( mb_scrub( $text, 'UTF-8' ), 'UTF-8' );
	}
}
