<?php
declare(strict_types=1);

namespace Duet\Cli;

defined( 'ABSPATH' ) || exit;

/** What was typed means nothing. WP-CLI itself refuses unknown options and values it has a list of. */
final class WrongArgument extends \DomainException {

	public static function because( string $message ): self {
		return new self( $message );
	}

	/**
	 * Throws it. The message is plain text for logs, JSON and terminals; a page that prints it escapes it.
	 *
	 * @throws self Always.
	 */
	public static function raise( string $message ): never {
		$problem = self::because( $message );
		throw $problem;
	}
}
