<?php
declare(strict_types=1);

namespace Duet\Offline;

defined( 'ABSPATH' ) || exit;

/** A file that cannot be read as a table of sales. The message tells its owner what to do. */
final class BadFile extends \DomainException {

	/** @param string $message Plain text; whoever prints it escapes it. */
	public static function because( string $message ): self {
		return new self( $message );
	}
}
