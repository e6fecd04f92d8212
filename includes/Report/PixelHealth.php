<?php
declare(strict_types=1);

namespace Duet\Report;

defined( 'ABSPATH' ) || exit;

/**
 * How the pixels are doing.
 *
 * @phpstan-type Paused array{reason: string, message: string, since: int, until: int|null}
 * @phpstan-type PixelState array{
 *     code: string,
 *     label: string,
 *     has_token: bool,
 *     paused: Paused|null,
 *     last: array<string, int|string>|null,
 * }
 * @phpstan-type HealthReport array{
 *     at: int,
 *     counts: array<string, int>,
 *     oldest_pending: int|null,
 *     pixels: list<array<string, mixed>>,
 *     days: list<array<string, mixed>>,
 *     table?: array<string, int>,
 * }
 */
interface PixelHealth {

	/**
	 * @param bool $fresh Not the answer of less than a minute ago, for a merchant who has just changed something.
	 * @return HealthReport oldest_pending in seconds; counts without test events; table: see Budget::report().
	 */
	public function report( bool $fresh = false ): array;

	/** @return list<PixelState> Each pixel with its pause, if it has one. */
	public function pixels(): array;

	/** @return bool Whether the pixel had a pause that could be ended. */
	public function resume( string $pixel_code ): bool;
}
