<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/**
 * OneTrust and CookiePro. Their cookie is a query string with groups=C0001:1,C0004:0; a second cookie is there once the
 * visitor has answered.
 */
final class OneTrust implements ConsentTool {

	public function slug(): string {
		return 'onetrust';
	}

	public function name(): string {
		return 'OneTrust';
	}

	public function plugins(): array {
		return [ 'onetrust', 'cookiepro' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		parse_str( $cookies->text( '/\AOptanonConsent\z/' ), $fields );
		$groups = is_string( $fields['groups'] ?? null ) ? $fields['groups'] : '';
		if ( 1 !== preg_match_all( '/(?:\A|,)(?:C0004|4):([01])(?=,|\z)/', $groups, $found ) ) {
			return null;
		}
		return match ( true ) {
			'1' === $found[1][0]                                     => true,
			'' !== $cookies->text( '/\AOptanonAlertBoxClosed\z/' ) => false,
			default                                                  => null,
		};
	}
}
