<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/** One TikTok pixel; its access token is kept apart (Tokens). */
final class Pixel {

	/** @param int $added Unix seconds; orders from before are not this pixel's. 0 when unknown. */
	public function __construct(
		public readonly string $code,
		public readonly string $label = '',
		public readonly string $test_event_code = '',
		public readonly int $added = 0,
	) {
	}
}
