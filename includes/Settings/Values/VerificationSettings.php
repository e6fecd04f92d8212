<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "verification".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     name: 'tiktok-domain-verification'|'tiktok-developers-site-verification',
 *     token: string,
 *     file: string,
 *     file_body: string,
 * }
 */
final class VerificationSettings {

	/**
	 * @param 'tiktok-domain-verification'|'tiktok-developers-site-verification' $name
	 */
	public function __construct(
		public readonly string $name,
		public readonly string $token,
		public readonly string $file,
		public readonly string $file_body,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['name'],
			$values['token'],
			$values['file'],
			$values['file_body'],
		);
	}
}
