<?php
declare(strict_types=1);

namespace Duet\Verification;

defined( 'ABSPATH' ) || exit;

/**
 * Reads what TikTok gave the merchant to prove that the site is theirs: a meta tag, the text of a DNS record, a bare
 * token, or a file's name and content. Pure. Keeps nothing but the name and the token, so what is printed later is our
 * own markup.
 */
final class Pasted {

	public const META      = 'tiktok-domain-verification';
	public const DEVELOPER = 'tiktok-developers-site-verification';

	private const LONGEST = 1000;
	private const TOKEN   = '[A-Za-z0-9_-]{8,128}';

	/**
	 * Takes the write-only field `verification.pasted` out of a partial settings object.
	 *
	 * @param array<mixed> $partial
	 * @return array{0: array<mixed>, 1: array<string, string>} The rest with what the text means in its place; errors
	 *         by dotted path.
	 */
	public static function take( array $partial ): array {
		$group = $partial['verification'] ?? null;
		if ( ! is_array( $group ) || ! array_key_exists( 'pasted', $group ) ) {
			return [ $partial, [] ];
		}
		$text = is_string( $group['pasted'] ) ? trim( $group['pasted'] ) : null;
		unset( $group['pasted'] );
		$meant = '' === $text ? [] : self::read( (string) $text );
		return [
			[ 'verification' => ( $meant ?? [] ) + $group ] + $partial,
			null === $meant ? [ 'verification.pasted' => self::refusal() ] : [],
		];
	}

	/**
	 * @return array{name?: string, token?: string, file?: string, file_body?: string}|null Settings; null for anything
	 *         else.
	 */
	public static function read( string $text ): ?array {
		$text = trim( $text );
		if ( strlen( $text ) > self::LONGEST || 1 !== preg_match( '//u', $text ) ) {
			return null;
		}
		return self::tag( $text ) ?? self::file( $text ) ?? self::record( $text ) ?? self::token( $text );
	}

	/**
	 * One tag, with these two attributes and no other.
	 *
	 * @return array{name: string, token: string}|null
	 */
	private static function tag( string $text ): ?array {
		$value = '(?:"([^"<>]*)"|\'([^\'<>]*)\'|([^\s"\'<>=`]+?))';
		if ( 1 !== preg_match( "~\A<meta\s+(name|content)\s*=\s*$value\s+(name|content)\s*=\s*$value\s*/?>\z~i", $text, $found, PREG_UNMATCHED_AS_NULL ) ) {
			return null;
		}
		$of   = [
			strtolower( $found[1] ) => trim( (string) ( $found[2] ?? $found[3] ?? $found[4] ) ),
			strtolower( $found[5] ) => trim( $found[6] ?? $found[7] ?? $found[8] ?? '' ),
		];
		$name = strtolower( $of['name'] ?? '' );
		return in_array( $name, [ self::META, self::DEVELOPER ], true ) && self::is_token( $of['content'] ?? '' )
			? [ 'name' => $name, 'token' => $of['content'] ]
			: null;
	}

	/**
	 * "tiktok<token>.txt", alone or followed by the file's content.
	 *
	 * @return array{name: string, token: string, file: string, file_body: string}|null
	 */
	private static function file( string $text ): ?array {
		// Also as an address, as TikTok's page shows it.
		if ( 1 !== preg_match( '~\A(?:https?://[^\s/]+/)?(tiktok(' . self::TOKEN . ')\.txt)(?:[:\s]+(\S+))?\z~', $text, $found ) ) {
			return null;
		}
		$meant = self::record( $found[3] ?? self::DEVELOPER . '=' . $found[2] );
		return null === $meant
			? null
			: [
				'name'      => $meant['name'],
				'token'     => $meant['token'],
				'file'      => $found[1],
				'file_body' => $meant['name'] . '=' . $meant['token'],
			];
	}

	/**
	 * "name=token": a DNS record's text, and what the file of TikTok for Developers holds.
	 *
	 * @return array{name: string, token: string, file?: string, file_body?: string}|null
	 */
	private static function record( string $text ): ?array {
		if ( 1 !== preg_match( '~\A"?(' . self::META . '|' . self::DEVELOPER . ')=(' . self::TOKEN . ')"?\z~', $text, $found ) ) {
			return null;
		}
		// This side names its file after the token.
		$file = self::DEVELOPER === $found[1]
			? [ 'file' => "tiktok$found[2].txt", 'file_body' => "$found[1]=$found[2]" ]
			: [];
		return [ 'name' => $found[1], 'token' => $found[2] ] + $file;
	}

	/** @return array{token: string}|null The tag's name stays what it was. */
	private static function token( string $text ): ?array {
		return self::is_token( $text ) ? [ 'token' => $text ] : null;
	}

	private static function is_token( string $text ): bool {
		return 1 === preg_match( '~\A' . self::TOKEN . '\z~', $text );
	}

	private static function refusal(): string {
		return __( 'Duet does not know this. Paste exactly what TikTok shows: the meta tag, the text "tiktok-…-verification=…", the token alone, or the name of the file and its content. Nothing was saved.', 'duet-for-tiktok' );
	}
}
