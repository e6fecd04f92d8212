<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "purchase".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     moment: 'paid'|'placed',
 *     methods: array<string, array{
 *         moment: string,
 *     }>,
 *     value: 'total'|'without_tax_shipping',
 *     without_snapshot: 'none'|'web'|'offline',
 *     zero_total: bool,
 * }
 */
final class PurchaseSettings {

	/**
	 * @param 'paid'|'placed' $moment
	 * @param array<string, array{
	 *     moment: string,
	 * }> $methods
	 * @param 'total'|'without_tax_shipping' $value
	 * @param 'none'|'web'|'offline' $without_snapshot
	 */
	public function __construct(
		public readonly string $moment,
		public readonly array $methods,
		public readonly string $value,
		public readonly string $without_snapshot,
		public readonly bool $zero_total,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['moment'],
			$values['methods'],
			$values['value'],
			$values['without_snapshot'],
			$values['zero_total'],
		);
	}
}
