<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Duet\Installation;
use Duet\Report\PixelHealth;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Tools > Site Health > Info: what support needs to know of Duet, for WordPress's button "Copy site info to clipboard".
 * Holds no token, no visitor and no order.
 */
final class DebugReport {

	public const SECTION = 'duet_debug_report';

	public function __construct(
		private readonly Settings $settings,
		private readonly Tokens $tokens,
		private readonly PixelHealth $health,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->filter( 'debug_information', $this->add( ... ) );
	}

	private function add( mixed $sections ): mixed {
		$ours = [
			'label'       => __( 'Duet for TikTok', 'duet-for-tiktok' ),
			'description' => __( 'For support. It holds no access token, no visitor and no order.', 'duet-for-tiktok' ),
			'fields'      => self::fields( $this->facts() ),
		];
		return ( is_array( $sections ) ? $sections : [] ) + [ self::SECTION => $ours ];
	}

	/** @return array<string, string> Name => value, in English: support reads them. */
	public function facts(): array {
		$values = $this->settings->values();
		$health = $this->health->report();
		$pixels = array_map(
			fn( Pixel $pixel ): string => "$pixel->code (token: {$this->tokens->source( $pixel->code )->value})",
			$this->settings->pixels()
		);
		return [
			'Version'         => defined( 'DUET_VERSION' ) ? (string) constant( 'DUET_VERSION' ) : '',
			'Pixels'          => implode( ', ', $pixels ),
			'Paused'          => self::paused( $health['pixels'] ),
			'Consent mode'    => $values->consent->mode,
			'Consent tool'    => $values->consent->tool,
			'Purchase moment' => $values->purchase->moment,
			'dataLayer'       => $values->data_layer->mode,
			'Pixel by'        => $values->data_layer->pixel_by,
			'Server by'       => $values->data_layer->server_by,
			'Official plugin' => $values->official_plugin_off ? 'replaced by Duet' : 'not changed',
			'Other pixels'    => implode( ', ', $this->settings->other_pixels() ),
			'Rules'           => (string) count( $values->rules ),
			'Deliveries'      => (string) wp_json_encode( $health['counts'] ),
			'Oldest waiting'  => null === $health['oldest_pending'] ? 'none' : $health['oldest_pending'] . ' s',
			'Next delivery'   => self::next(),
			'WP-Cron'         => defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON ? 'by the server' : 'by visits',
			'Trusted proxies' => defined( 'DUET_TRUSTED_PROXIES' ) ? 'set' : 'not set',
		];
	}

	/** @param list<array<string, mixed>> $pixels */
	private static function paused( array $pixels ): string {
		$reasons = [];
		foreach ( $pixels as $pixel ) {
			$paused = is_array( $pixel['paused'] ?? null ) ? $pixel['paused'] : [];
			if ( is_string( $paused['reason'] ?? null ) ) {
				$reasons[] = $paused['reason'];
			}
		}
		return [] === $reasons ? 'none' : implode( ', ', $reasons );
	}

	private static function next(): string {
		$at = wp_next_scheduled( Installation::DRAIN );
		return false === $at ? 'not scheduled' : ( $at - time() ) . ' s';
	}

	/**
	 * @param array<string, string> $facts
	 * @return array<string, array{label: string, value: string}>
	 */
	private static function fields( array $facts ): array {
		$fields = [];
		foreach ( $facts as $name => $value ) {
			$fields[ sanitize_key( $name ) ] = [
				'label' => $name,
				'value' => '' === $value ? 'none' : $value,
			];
		}
		return $fields;
	}
}
