<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

defined( 'ABSPATH' ) || exit;

/** One thing about this site that keeps sales from being counted right, and what to do about it. */
final class Finding {

	/**
	 * @param string $test    Its id in Site Health.
	 * @param bool   $urgent  Sales are being lost until the merchant acts.
	 * @param string $label   The finding in one line.
	 * @param string $text    What to do, in plain text.
	 */
	public function __construct(
		public readonly string $test,
		public readonly bool $urgent,
		public readonly string $label,
		public readonly string $text,
	) {
	}
}
