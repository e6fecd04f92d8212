<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "links".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     phone: bool,
 *     email: bool,
 *     whatsapp: bool,
 *     messenger: bool,
 *     file_types: list<string>,
 * }
 */
final class LinksSettings {

	/**
	 * @param list<string> $file_types
	 */
	public function __construct(
		public readonly bool $phone,
		public readonly bool $email,
		public readonly bool $whatsapp,
		public readonly bool $messenger,
		public readonly array $file_types,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['phone'],
			$values['email'],
			$values['whatsapp'],
			$values['messenger'],
			$values['file_types'],
		);
	}
}
