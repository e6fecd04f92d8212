<?php
declare(strict_types=1);

namespace Duet\Drain;

use Duet\EventsApi\Pause;
use Duet\EventsApi\Reply;
use Duet\Support\Secret;

defined( 'ABSPATH' ) || exit;

/** One pixel while a drain works on it: what to send with, and what was learned so far. */
final class Turn {

	/** The last answer; null until there was one. */
	public ?Reply $reply = null;

	/** Requests that TikTok did not accept. */
	public int $troubled = 0;

	/** Seconds of the drain's clock when the turn was taken or prolonged. */
	public float $taken_at = 0.0;

	public function __construct(
		public readonly string $pixel_code,
		public readonly Secret $token,
		public readonly string $fingerprint,
		public Pause $pause,
	) {
	}
}
