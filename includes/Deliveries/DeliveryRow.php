<?php
declare(strict_types=1);

namespace Duet\Deliveries;

defined( 'ABSPATH' ) || exit;

/** A row of the outbox for a merchant's eyes: what was sent and what became of it, never about whom. */
final class DeliveryRow {

	/**
	 * @param array<string, string> $row     Columns as Ledger::page() gives them.
	 * @param bool|null             $browser Whether the browser had the event, too; null where that is unknown.
	 * @return array<string, mixed> Times in Unix seconds, 0 for never; `name` is what TikTok got, `identifiers` are
	 *         names.
	 */
	public static function of( array $row, ?bool $browser ): array {
		$payload    = json_decode( $row['payload'], true );
		$payload    = is_array( $payload ) ? $payload : [];
		$properties = is_array( $payload['properties'] ?? null ) ? $payload['properties'] : [];
		return [
			'id'           => (int) $row['id'],
			'event'        => $row['event'],
			'name'         => is_string( $payload['event'] ?? null ) ? $payload['event'] : $row['event'],
			'event_id'     => $row['event_id'],
			'pixel_code'   => $row['pixel_code'],
			'state'        => $row['state'],
			'source'       => $row['source'],
			'origin'       => $row['origin'],
			'test'         => $row['test'],
			'object_id'    => (int) $row['object_id'],
			'order_number' => is_string( $properties['order_id'] ?? null ) ? $properties['order_id'] : '',
			'browser'      => $browser,
			'attempts'     => (int) $row['attempts'],
			'event_time'   => (int) $row['event_time'],
			'created_at'   => (int) $row['created_at'],
			'next_at'      => (int) $row['next_at'],
			'delivered_at' => (int) $row['delivered_at'],
			'reply'        => $row['reply'],
			'request_id'   => $row['request_id'],
			'identifiers'  => array_values( array_filter( explode( ',', $row['identifiers'] ), static fn( string $name ): bool => '' !== $name ) ),
			// An empty map is {} in JSON, not [].
			'properties'   => (object) $properties,
		];
	}
}
