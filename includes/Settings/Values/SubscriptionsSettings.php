<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "subscriptions".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     renewals: bool,
 * }
 */
final class SubscriptionsSettings {

	/**
	 * @param bool $renewals Whether each paid renewal is a Purchase of its own.
	 */
	public function __construct(
		public readonly bool $renewals,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['renewals'],
		);
	}
}
