<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "report".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     weekly: bool,
 *     email: string,
 * }
 */
final class ReportSettings {

	public function __construct(
		public readonly bool $weekly,
		public readonly string $email,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['weekly'],
			$values['email'],
		);
	}
}
