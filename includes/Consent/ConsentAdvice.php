<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\Settings\ConsentMode;

defined( 'ABSPATH' ) || exit;

/** Which consent setting fits this site. Advice only: the merchant decides, and until then nothing is sent. */
final class ConsentAdvice {

	/** European Economic Area, United Kingdom and Switzerland: advertising cookies need a prior yes. */
	private const PRIOR_CONSENT = [ 'AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK' ];

	/**
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 * @param string       $country        ISO 3166-1 alpha-2, '' when unknown.
	 * @return array{recommends: string|null, because: string|null, tool: string|null, api: bool} A
	 *         ConsentMode value or no advice, why ('tool'|'country'), the consent plugin found, and whether the WP Consent API is there.
	 */
	public static function for( array $active_plugins, string $country ): array {
		$tools = new ConsentTools();
		$tool  = $tools->found( $active_plugins )?->name();
		$law   = in_array( $country, self::PRIOR_CONSENT, true );
		return [
			'recommends' => null !== $tool || $law ? ConsentMode::Required->value : null,
			'because'    => null !== $tool ? 'tool' : ( $law ? 'country' : null ),
			'tool'       => $tool,
			'api'        => [] !== array_filter( $active_plugins, static fn( mixed $basename ): bool => is_string( $basename ) && str_starts_with( $basename, 'wp-consent-api/' ) ),
		];
	}
}
