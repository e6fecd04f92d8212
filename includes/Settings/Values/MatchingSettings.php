<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "matching".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     sensitive: 'unset'|'no'|'yes',
 *     events: array<string, array{
 *         email?: bool,
 *         phone?: bool,
 *         external_id?: bool,
 *         first_name?: bool,
 *         last_name?: bool,
 *         city?: bool,
 *         state?: bool,
 *         zip_code?: bool,
 *         country?: bool,
 *     }>,
 * }
 */
final class MatchingSettings {

	/**
	 * @param 'unset'|'no'|'yes' $sensitive
	 * @param array<string, array{
	 *     email?: bool,
	 *     phone?: bool,
	 *     external_id?: bool,
	 *     first_name?: bool,
	 *     last_name?: bool,
	 *     city?: bool,
	 *     state?: bool,
	 *     zip_code?: bool,
	 *     country?: bool,
	 * }> $events Per event the identifiers that differ from the default table.
	 */
	public function __construct(
		public readonly string $sensitive,
		public readonly array $events,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['sensitive'],
			$values['events'],
		);
	}
}
