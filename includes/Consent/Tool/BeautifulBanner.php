<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** A cookie for the category, else the one of a banner that asks for everything at once; "dismiss" only informs. */
final class BeautifulBanner implements ConsentTool {

	public function slug(): string {
		return 'beautiful-cookie-banner';
	}

	public function name(): string {
		return 'Beautiful Cookie Consent Banner';
	}

	public function plugins(): array {
		return [ 'beautiful-and-responsive-cookie-consent' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$category = $cookies->text( '/\Acookieconsent_status_marketing\z/' );
		return ToolCookies::yes_or_no( '' === $category ? $cookies->text( '/\Acookieconsent_status\z/' ) : $category );
	}
}
