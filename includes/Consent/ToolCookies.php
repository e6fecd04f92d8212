<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\Settings\ConsentTool;

defined( 'ABSPATH' ) || exit;

/**
 * What a consent tool's cookie says about advertising. Pure; every byte is the visitor's, so whatever has not the tool's
 * form is no answer, and nothing throws. Forms: the tools' own documentation, as of 2026.
 */
final class ToolCookies {

	/** The longest real one is some 4 KB; a longer one is nobody's answer. */
	private const MOST_BYTES = 8192;

	/** @param array<mixed> $cookies $_COOKIE as WordPress leaves it, slashes included. */
	public function __construct( private readonly array $cookies ) {
	}

	/** @return 'allow'|'deny'|null null: no answer. */
	public function said( ConsentTool $tool ): ?string {
		return match ( $tool ) {
			ConsentTool::Complianz => $this->complianz(),
			ConsentTool::CookieYes => $this->cookieyes(),
			ConsentTool::Cookiebot => $this->cookiebot(),
			ConsentTool::Borlabs   => $this->borlabs(),
			ConsentTool::Iubenda   => $this->iubenda(),
			ConsentTool::OneTrust  => $this->onetrust(),
			ConsentTool::CookieScript => $this->cookie_script(),
			ConsentTool::Axeptio   => $this->axeptio(),
			ConsentTool::Usercentrics, ConsentTool::RealCookieBanner, ConsentTool::Termly, ConsentTool::Tcf, ConsentTool::Google => null,
		};
	}

	/** @return 'allow'|'deny'|null Its cookie says just that. */
	private function complianz(): ?string {
		$said = $this->text( '/\Acmplz_(rt_)?marketing\z/' );
		return 'allow' === $said || 'deny' === $said ? $said : null;
	}

	/**
	 * "consentid:...,consent:yes,action:yes,necessary:yes,...,advertisement:no"
	 *
	 * @return 'allow'|'deny'|null
	 */
	private function cookieyes(): ?string {
		$said = $this->text( '/\Acookieyes-consent\z/' );
		$is   = static fn( string $pair ): bool => 1 === preg_match( "/(?:\\A|,)\\s*$pair\\s*(?:,|\\z)/", $said );
		// In opt-out regions advertisement is on before anybody acted; off before that is no refusal.
		return match ( true ) {
			$is( 'advertisement:yes' ) && ! $is( 'advertisement:no' ) => 'allow',
			$is( 'advertisement:no' ) && $is( 'action:yes' )          => 'deny',
			default                                                   => null,
		};
	}

	/**
	 * "{stamp:'...',necessary:true,...,marketing:false,...}", no JSON; "-1": a region where nobody is asked.
	 *
	 * @return 'allow'|'deny'|null
	 */
	private function cookiebot(): ?string {
		$said = $this->text( '/\ACookieConsent\z/' );
		if ( '-1' === $said ) {
			return 'allow';
		}
		return 1 === preg_match_all( '/[{,]\s*"?marketing"?\s*:\s*(true|false)\b/', $said, $found ) ? self::word( 'true' === $found[1][0] ) : null;
	}

	/**
	 * {"consents": {"marketing": ["service", ...], ...}, ...}: consent to a service with "tiktok" in its id.
	 *
	 * @return 'allow'|'deny'|null
	 */
	private function borlabs(): ?string {
		$consents = $this->json( '/\Aborlabs-cookie\z/' )['consents'] ?? null;
		if ( ! is_array( $consents ) ) {
			return null;
		}
		$services = array_merge( ...array_map( static fn( mixed $group ): array => is_array( $group ) ? array_values( $group ) : [], array_values( $consents ) ) );
		return self::word( [] !== array_filter( $services, static fn( mixed $service ): bool => is_string( $service ) && false !== stripos( $service, 'tiktok' ) ) );
	}

	/**
	 * {"purposes": {"5": true, ...}} or {"consent": true}; purpose 5 is targeting and advertising.
	 *
	 * @return 'allow'|'deny'|null
	 */
	private function iubenda(): ?string {
		$preference = $this->json( '/\A_iub_cs-s?\d+\z/' );
		$purposes   = $preference['purposes'] ?? null;
		$said       = ( is_array( $purposes ) ? ( $purposes['5'] ?? null ) : null ) ?? ( $preference['consent'] ?? null );
		return is_bool( $said ) ? self::word( $said ) : null;
	}

	/**
	 * A query string; groups=C0001:1,C0004:0. The second cookie is there once the visitor has answered.
	 *
	 * @return 'allow'|'deny'|null
	 */
	private function onetrust(): ?string {
		parse_str( $this->text( '/\AOptanonConsent\z/' ), $fields );
		$groups = is_string( $fields['groups'] ?? null ) ? $fields['groups'] : '';
		if ( 1 !== preg_match_all( '/(?:\A|,)(?:C0004|4):([01])(?=,|\z)/', $groups, $found ) ) {
			return null;
		}
		return match ( true ) {
			'1' === $found[1][0]                                => 'allow',
			'' !== $this->text( '/\AOptanonAlertBoxClosed\z/' ) => 'deny',
			default                                             => null,
		};
	}

	/**
	 * {"action": "accept", "categories": "[\"targeting\", ...]"}, the list as such or as text; without one everything was accepted.
	 *
	 * @return 'allow'|'deny'|null
	 */
	private function cookie_script(): ?string {
		$said     = $this->json( '/\ACookieScriptConsent\z/' );
		$accepted = $said['categories'] ?? [ 'targeting' ];
		$accepted = is_string( $accepted ) ? json_decode( $accepted, true, 2 ) : $accepted;
		return match ( $said['action'] ?? null ) {
			'accept' => is_array( $accepted ) ? self::word( in_array( 'targeting', $accepted, true ) ) : null,
			'reject' => 'deny',
			default  => null,
		};
	}

	/**
	 * {"$$completed": true, "tiktok": false, ...}: a service with "tiktok" in its name; without one nobody was asked.
	 *
	 * @return 'allow'|'deny'|null
	 */
	private function axeptio(): ?string {
		$said    = $this->json( '/\Aaxeptio_cookies\z/' );
		$answers = array_filter( $said, static fn( int|string $name ): bool => false !== stripos( (string) $name, 'tiktok' ), ARRAY_FILTER_USE_KEY );
		if ( true !== ( $said['$$completed'] ?? null ) || [] === $answers || [] !== array_filter( $answers, static fn( mixed $one ): bool => ! is_bool( $one ) ) ) {
			return null;
		}
		return self::word( ! in_array( false, $answers, true ) );
	}

	/** @return array<mixed> */
	private function json( string $name ): array {
		$data = json_decode( $this->text( $name ), true, 8 );
		return is_array( $data ) ? $data : [];
	}

	/** The cookie whose name fits; two of them contradict each other, so they say nothing. */
	private function text( string $name ): string {
		$found = array_filter( $this->cookies, static fn( mixed $key ): bool => 1 === preg_match( $name, (string) $key ), ARRAY_FILTER_USE_KEY );
		$value = 1 === count( $found ) ? reset( $found ) : null;
		return is_string( $value ) && strlen( $value ) <= self::MOST_BYTES ? wp_unslash( $value ) : '';
	}

	/** @return 'allow'|'deny' */
	private static function word( bool $yes ): string {
		return $yes ? 'allow' : 'deny';
	}
}
