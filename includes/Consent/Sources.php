<?php
declare(strict_types=1);

namespace Duet\Consent;

use Closure;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Who may answer for a visitor on this site, in order: the WP Consent API, the site's consent tool, Google Consent Mode
 * (in the browser), the country rules; what none of them knows the setting decides. Both sides ask in this order.
 */
final class Sources implements ConsentSource {

	/** @param Closure(): ?string $api The WP Consent API's word about this request: 'allow', 'deny', 'none', or null while nobody manages consent there. */
	public function __construct(
		private readonly Settings $settings,
		private readonly Closure $api,
		private readonly Guard $guard,
		private readonly ConsentTools $tools = new ConsentTools(),
	) {
	}

	/** The tool the merchant named, else the plugin that is there. */
	public function tool(): ?ConsentTool {
		return $this->named() ?? $this->tools->found( Settings::active_plugins() );
	}

	private function named(): ?ConsentTool {
		return $this->tools->find( $this->settings->values()->consent->tool );
	}

	/**
	 * What a tool says about the visitor of this very request.
	 *
	 * @return array{'allow'|'deny'|'none'|'broken', string}|null Signal and source; null when there is no tool to ask.
	 */
	public function signal(): ?array {
		// A tool that breaks while it is asked has allowed nothing.
		$api     = $this->guard->run( $this->api, 'WP Consent API', 'broken' );
		$tool    = $this->tool();
		$cookies = new ToolCookies( $_COOKIE ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared with known forms, never stored or printed.
		if ( 'deny' === $api && $tool instanceof WritesDefault && null === $tool->answer( $cookies ) ) {
			$api = 'none';
		}
		if ( 'allow' === $api || 'deny' === $api || 'none' === $api || 'broken' === $api ) {
			return [ $api, 'wp_consent_api' ];
		}
		if ( null === $tool ) {
			return null;
		}
		$answer = match ( $tool->answer( $cookies ) ) {
			true  => 'allow',
			false => 'deny',
			null  => 'none',
		};
		return [ $answer, $tool->slug() ];
	}

	/** Whether the setting is "assumed" with countries where consent is required all the same. */
	public function by_country(): bool {
		return ConsentMode::Assumed === $this->settings->consent_mode() && [] !== $this->settings->values()->consent->countries;
	}

	/** @return list<string> Scripts that ask the tools in the browser, in order; none before the merchant has chosen. */
	public function scripts(): array {
		if ( ConsentMode::Unset === $this->settings->consent_mode() || [] === $this->settings->pixels() ) {
			return [];
		}
		$tool = $this->tool();
		return [
			...( function_exists( 'wp_has_consent' ) ? [ 'wp-consent-api' ] : [] ),
			$tool?->slug() ?? ConsentTools::FALLBACK,
			...( $this->by_country() ? [ 'country' ] : [] ),
		];
	}

	/**
	 * The page's part about consent; the same for every visitor.
	 *
	 * @return array{consent: 'required'|'assumed'|null, ask?: int, gpc?: string, limited?: true, serverCannotReadTool?: true}
	 */
	public function page(): array {
		$mode = $this->settings->consent_mode();
		$gpc  = $this->settings->values()->consent->gpc;
		$asks = count( $this->scripts() );
		return [
			'consent' => match ( true ) {
				ConsentMode::Unset === $mode => null,
			ConsentMode::Required === $mode => 'required',
			// A tool that the merchant named has to report consent itself.
			null !== $this->named() => 'required',
			default => 'assumed',
			},
		]
			+ ( 0 === $asks ? [] : [ 'ask' => $asks ] )
			+ ( 'block' === $gpc || 'limit' === $gpc ? [ 'gpc' => $gpc ] : [] )
			+ ( $this->settings->values()->consent->limited_data_use ? [ 'limited' => true ] : [] )
			// The server would assume consent although the browser has read a refusal, or a tool that waits.
			+ ( ConsentMode::Assumed === $mode && null === $this->tool() ? [ 'serverCannotReadTool' => true ] : [] );
	}
}
