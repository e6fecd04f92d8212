<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "offline".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     event_set_id: string,
 * }
 */
final class OfflineSettings {

	public function __construct(
		public readonly string $event_set_id,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['event_set_id'],
		);
	}
}
