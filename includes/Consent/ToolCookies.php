<?php
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/** The cookies of one request, as the consent tools read them. */
final class ToolCookies {

	/** The longest cookie of a real consent tool has about 4 KB. */
	private const MOST_BYTES = 8192;

	/** @param array<mixed> $cookies $_COOKIE as WordPress leaves it, slashes included. */
	public function __construct( private readonly array $cookies ) {
	}

	/** The cookie whose name matches; '' if there is none, or two, which contradict each other. */
	public function text( string $pattern ): string {
		$matches = static fn( int|string $name ): bool => 1 === preg_match( $pattern, (string) $name );
		$found   = array_filter( $this->cookies, $matches, ARRAY_FILTER_USE_KEY );
		$value   = 1 === count( $found ) ? reset( $found ) : null;
		return is_string( $value ) && strlen( $value ) <= self::MOST_BYTES ? wp_unslash( $value ) : '';
	}

	/** The words in which most tools write an answer; parseAnswer() in src/storefront/consent/ask.ts has the same. */
	public static function yes_or_no( mixed $answer ): ?bool {
		return match ( true ) {
			in_array( $answer, [ true, 'true', 'yes', 'allow', 'granted', '1' ], true ) => true,
			in_array( $answer, [ false, 'false', 'no', 'deny', 'denied', '0' ], true )  => false,
			default => null,
		};
	}

	/** @return array<mixed> */
	public function json( string $pattern ): array {
		$data = json_decode( $this->text( $pattern ), true, 8 );
		return is_array( $data ) ? $data : [];
	}
}
