<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "exclusions".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     staff: bool,
 *     roles: list<string>,
 * }
 */
final class ExclusionsSettings {

	/**
	 * @param bool $staff Leaves out whoever may manage the shop, and whoever acts as another user.
	 * @param list<string> $roles
	 */
	public function __construct(
		public readonly bool $staff,
		public readonly array $roles,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['staff'],
			$values['roles'],
		);
	}
}
