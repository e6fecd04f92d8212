<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/**
 * A text that is in no property and no argument as it is, so that neither a backtrace nor a dump of the objects in it,
 * by PHP or by an error monitor, shows it. Only code that calls reveal() reads it.
 */
final class Secret {

	private function __construct(
		private readonly string $masked,
		private readonly string $mask,
	) {
	}

	public static function of( #[\SensitiveParameter] string $value ): self {
		$mask = '' === $value ? '' : random_bytes( strlen( $value ) );
		return new self( $value ^ $mask, $mask );
	}

	public function reveal(): string {
		return $this->masked ^ $this->mask;
	}
}
