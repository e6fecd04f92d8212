<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "content_id".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     source: 'official'|'sku'|'id',
 *     original_language: bool,
 *     prefix: string,
 * }
 */
final class ContentIdSettings {

	/**
	 * @param 'official'|'sku'|'id' $source
	 * @param bool $original_language With WPML or Polylang: a translated product has the id of its original.
	 */
	public function __construct(
		public readonly string $source,
		public readonly bool $original_language,
		public readonly string $prefix,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['source'],
			$values['original_language'],
			$values['prefix'],
		);
	}
}
