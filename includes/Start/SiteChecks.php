<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Admin\Access;
use Duet\Admin\Shop;
use Duet\Consent\ConsentAdvice;
use Duet\Settings\Settings;
use Duet\SiteHealth\Finding;
use Duet\SiteHealth\Findings;
use Duet\SiteHealth\SiteState;

defined( 'ABSPATH' ) || exit;

/**
 * The checks of the guided start: those of Site Health that matter before the first event, and what Duet found on
 * the site.
 *
 * @phpstan-import-type Check from Surroundings
 */
final class SiteChecks {

	/** Tests of Site Health, in the order in which a merchant reads them. */
	private const TESTS = [ 'duet_table', 'duet_doors', 'duet_cron', 'duet_clock', 'duet_proxy', 'duet_pixels' ];

	public function __construct(
		private readonly Findings $findings,
		private readonly SiteState $site,
		private readonly Shop $shop,
		private readonly Access $access,
	) {
	}

	/** @return list<Check> Requests this site, so it takes seconds. */
	public function all(): array {
		$active_plugins = Settings::active_plugins();
		return [
			...array_map( $this->test( ... ), self::TESTS ),
			$this->loopback(),
			self::consent( $active_plugins, $this->shop->country() ),
			...Surroundings::checks( $active_plugins, $this->access->shop() ),
		];
	}

	/** @return Check */
	private function test( string $test ): array {
		$finding = $this->findings->of( $test );
		return $finding instanceof Finding
			? self::check( $test, $finding->urgent ? 'bad' : 'note', $finding->label, $finding->text )
			: self::check( $test, 'good', self::fine( $test ), '' );
	}

	private static function fine( string $test ): string {
		return match ( $test ) {
			'duet_table' => __( 'The table of events is there', 'duet-for-tiktok' ),
			'duet_doors' => __( 'Browsers of visitors can reach Duet', 'duet-for-tiktok' ),
			'duet_cron'  => __( 'WP-Cron runs', 'duet-for-tiktok' ),
			'duet_clock' => __( 'The clocks of server and database agree', 'duet-for-tiktok' ),
			'duet_proxy' => __( 'The IP addresses of visitors are known', 'duet-for-tiktok' ),
			default      => __( 'No other TikTok pixel found on the home page', 'duet-for-tiktok' ),
		};
	}

	/** @return Check */
	private function loopback(): array {
		return '' === $this->site->home_page()
			? self::check( 'loopback', 'note', __( 'This site cannot request its own pages', 'duet-for-tiktok' ), __( 'Duet cannot look for other pixels then, and WP-Cron may start late. Ask your host to allow the server to request its own address.', 'duet-for-tiktok' ) )
			: self::check( 'loopback', 'good', __( 'This site can request its own pages', 'duet-for-tiktok' ), '' );
	}

	/**
	 * @param array<mixed> $active_plugins
	 * @return Check
	 */
	private static function consent( array $active_plugins, string $country ): array {
		$tool = ConsentAdvice::for( $active_plugins, $country )['tool'];
		return null === $tool
			? self::check( 'consent', 'note', __( 'No consent tool found', 'duet-for-tiktok' ), __( 'If your theme or Tag Manager adds your banner, choose it under "Consent and privacy". If your visitors have to agree first, you need a banner.', 'duet-for-tiktok' ) )
			/* translators: %s: name of a consent tool. */
			: self::check( 'consent', 'good', sprintf( __( 'Consent tool: %s', 'duet-for-tiktok' ), $tool ), __( 'Duet reads the answers of your visitors there.', 'duet-for-tiktok' ) );
	}

	/**
	 * @param 'good'|'note'|'bad' $state
	 * @return Check
	 */
	private static function check( string $id, string $state, string $label, string $text ): array {
		return [
			'id'    => $id,
			'state' => $state,
			'label' => $label,
			'text'  => $text,
		];
	}
}
