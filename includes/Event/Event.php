<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** Something that happened, once. Immutable: policy and channels read it, nobody changes it. */
final class Event {

	/**
	 * @param string                $name      Key in the catalogue, or a custom event's own name.
	 * @param string                $id        Shared by all copies; see EventId.
	 * @param int                   $time      Unix seconds when it happened, not when it is sent.
	 * @param array<string, mixed>  $params    Checked against the catalogue.
	 * @param array<string, string> $person    Raw identifiers, see Facts.
	 * @param int                   $object_id Order the event belongs to, or 0.
	 */
	private function __construct(
		public readonly Definition $definition,
		public readonly string $name,
		public readonly string $id,
		public readonly int $time,
		public readonly array $params,
		public readonly array $person,
		public readonly Visitor $visitor,
		public readonly Origin $origin,
		public readonly int $object_id,
	) {
	}

	/** @throws InvalidEvent Naming what is wrong with it. */
	public static function of(
		Catalogue $catalogue,
		string $name,
		string $id,
		int $time,
		Facts $facts,
		Visitor $visitor,
		Origin $origin,
		int $object_id = 0,
	): self {
		$definition = $catalogue->define( $name );
		$params     = $catalogue->renamed( $definition, $facts->params );
		$catalogue->check( $definition, $params );
		if ( ! EventId::is_valid( $id ) ) {
			InvalidEvent::raise( 'event_id', '8 to 64 letters, digits, "." or "-"' );
		}
		return new self( $definition, $definition->name, $id, $time, $params, $facts->person, $visitor, $origin, $object_id );
	}

	/**
	 * The same event with other parameters, for the filter `duet_event`. The pipeline checks them again.
	 *
	 * @param array<string, mixed> $params
	 */
	public function with_params( array $params ): self {
		return new self( $this->definition, $this->name, $this->id, $this->time, $params, $this->person, $this->visitor, $this->origin, $this->object_id );
	}
}
