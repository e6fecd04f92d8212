<?php
declare(strict_types=1);

namespace Duet\Offline;

defined( 'ABSPATH' ) || exit;

/** A file that cannot be read as a table of sales. The message says what to do. */
final class BadFile extends \DomainException {

	/** @param string $message Plain text, to be escaped where it is printed. */
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
