<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Identifiers somebody typed or handed over, raw: of a form, of `window.duet.track`, of `duet_track`. Only known ones pass,
 * each one line of valid UTF-8. They are hashed before anything is stored.
 */
final class TypedPerson {

	/** Identifier => most bytes. An e-mail address has 254 at most (RFC 5321). */
	private const LIMITS = [
		'email'       => 254,
		'phone'       => 40,
		'first_name'  => 100,
		'last_name'   => 100,
		'city'        => 100,
		'state'       => 100,
		'zip_code'    => 20,
		'country'     => 2,
		'external_id' => 128,
	];

	/** @return array<string, string> As Facts has them; a wrong one is left out, for the others are still right. */
	public static function of( mixed $given ): array {
		$person = [];
		foreach ( is_array( $given ) ? self::LIMITS : [] as $name => $limit ) {
			$person[ $name ] = Text::line( $given[ $name ] ?? null, $limit );
		}
		return array_filter( $person, static fn( string $text ): bool => '' !== $text );
	}
}
