<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "data_layer".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     mode: 'auto'|'on'|'off',
 *     name: string,
 *     pixel_by: 'duet'|'gtm',
 *     server_by: 'duet'|'gtm',
 *     user_data: bool,
 * }
 */
final class DataLayerSettings {

	/**
	 * @param 'auto'|'on'|'off' $mode
	 * @param 'duet'|'gtm' $pixel_by
	 * @param 'duet'|'gtm' $server_by
	 * @param bool $user_data Hashed identity for Tag Manager, after consent, on responses no cache may store.
	 */
	public function __construct(
		public readonly string $mode,
		public readonly string $name,
		public readonly string $pixel_by,
		public readonly string $server_by,
		public readonly bool $user_data,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['mode'],
			$values['name'],
			$values['pixel_by'],
			$values['server_by'],
			$values['user_data'],
		);
	}
}
