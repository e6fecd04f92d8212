<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** An event that must not leave: unknown name, bad id, or a parameter of the wrong kind. The message names the part. */
final class InvalidEvent extends \DomainException {

	public static function because( string $part, string $why ): self {
		return new self( "$part: $why" );
	}

	/**
	 * Throws it. The message is plain text for logs, JSON and terminals; a page that prints it escapes it.
	 *
	 * @throws self Always.
	 */
	public static function raise( string $part, string $why ): never {
		$problem = self::because( $part, $why );
		throw $problem;
	}
}
