<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "forms".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     event: string,
 *     each: array<string, array{
 *         event: string,
 *     }>,
 * }
 */
final class FormsSettings {

	/**
	 * @param string $event What an accepted form means; empty: nothing.
	 * @param array<string, array{
	 *     event: string,
	 * }> $each By form, "<plugin>:<form id>"; empty: nothing.
	 */
	public function __construct(
		public readonly string $event,
		public readonly array $each,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['event'],
			$values['each'],
		);
	}
}
