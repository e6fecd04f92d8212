<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * The settings "consent".
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-type Values array{
 *     mode: 'unset'|'required'|'assumed',
 *     tool: string,
 *     countries: list<string>,
 *     gpc: 'block'|'limit'|'ignore',
 *     limited_data_use: bool,
 *     banner_confirmed: bool,
 * }
 */
final class ConsentSettings {

	/**
	 * @param 'unset'|'required'|'assumed' $mode
	 * @param string $tool The consent tool, if no plugin brings it: the slug of a class in includes/Consent/Tool.
	 * @param list<string> $countries ISO 3166-1 alpha-2. With mode "assumed": where consent is required all the same.
	 * @param 'block'|'limit'|'ignore' $gpc What Global Privacy Control means: nothing is sent, or TikTok is told to limit its use.
	 * @param bool $banner_confirmed The merchant has confirmed mode "assumed" beside a banner that Duet cannot read.
	 */
	public function __construct(
		public readonly string $mode,
		public readonly string $tool,
		public readonly array $countries,
		public readonly string $gpc,
		public readonly bool $limited_data_use,
		public readonly bool $banner_confirmed,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['mode'],
			$values['tool'],
			$values['countries'],
			$values['gpc'],
			$values['limited_data_use'],
			$values['banner_confirmed'],
		);
	}
}
