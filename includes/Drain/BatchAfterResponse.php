<?php
declare(strict_types=1);

namespace Duet\Drain;

use Duet\PublicRoutes\LateWork;
use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/** One batch: what there is time for after an answer, on a site where no clock ticks. */
final class BatchAfterResponse implements LateWork {

	private const SECONDS = 5;

	public function __construct(
		private readonly DrainModule $drain,
		private readonly Clock $clock,
	) {
	}

	public function run(): void {
		$this->drain->sender()->drain( self::SECONDS, 1 );
		$this->drain->budget->enforce( $this->clock->now() );
	}
}
