<?php
declare(strict_types=1);

namespace Duet\Drain;

defined( 'ABSPATH' ) || exit;

/** One row of the outbox on its way to TikTok. */
final class Delivery {

	private function __construct(
		public readonly int $id,
		public readonly string $test,
		public readonly string $source,
		public readonly int $event_time,
		public readonly int $attempts,
		private readonly string $payload,
		private readonly string $matching,
		public readonly int $deadline,
	) {
	}

	/** @param array<string, string> $row */
	public static function of_row( array $row ): self {
		return new self( (int) $row['id'], $row['test'], $row['source'], (int) $row['event_time'], (int) $row['attempts'], $row['payload'], $row['matching'], (int) $row['deadline'] );
	}

	/**
	 * The item of `data` as TikTok gets it; null when the row cannot be read any more.
	 *
	 * Column `payload_version` is there for the day this reading changes: rows of an older plugin must still go out.
	 *
	 * @param int $now Unix seconds. A web server whose clock runs ahead must not send events from the future.
	 * @return array<string, mixed>|null
	 */
	public function item( int $now ): ?array {
		$payload  = json_decode( $this->payload, true );
		$matching = json_decode( '' === $this->matching ? '{}' : $this->matching, true );
		if ( ! is_array( $payload ) || ! is_array( $matching ) || ! isset( $payload['event'], $payload['event_id'] ) ) {
			return null;
		}
		$item               = $matching + $payload;
		$item['event_time'] = min( $this->event_time, $now );
		return $item;
	}
}
