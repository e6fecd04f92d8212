<?php
declare(strict_types=1);

namespace Duet\Cli;

defined( 'ABSPATH' ) || exit;

/** What was typed means nothing. WP-CLI itself refuses unknown options and values it has a list of. */
final class WrongArgument extends \DomainException {

	public static function because( string $message ): self {
		return new self( $message );
	}
}
