<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Event\Catalogue;
use Duet\Event\Definition;

defined( 'ABSPATH' ) || exit;

/** Reads src/events/examples.json: rules to begin with, and which of their parameters must be there. */
final class Examples {

	/** @var array<mixed>|null Read only on a page that has rules. */
	private ?array $entries = null;

	public function __construct( private readonly string $file ) {
	}

	/**
	 * What a rule for this event that began as this example needs. A merchant who has chosen another event since has
	 * made it a rule of their own.
	 *
	 * @return array{requires: list<string>, accepts: list<string>}|null As the example spells them: item_id.
	 */
	public function of( string $key, Definition $definition, Catalogue $catalogue ): ?array {
		$entry = $this->entries()[ $key ] ?? null;
		$name  = is_array( $entry ) ? $entry['event'] ?? null : null;
		if ( ! is_array( $entry ) || ! is_string( $name ) || $catalogue->define( $name )->name !== $definition->name ) {
			return null;
		}
		return [ 'requires' => self::names( $entry['requires'] ?? [] ), 'accepts' => self::names( $entry['accepts'] ?? [] ) ];
	}

	/**
	 * @return array<mixed>
	 * @throws \LogicException When the file cannot be read: a broken build must not run quietly.
	 */
	private function entries(): array {
		if ( null === $this->entries ) {
			$entries = json_decode( (string) file_get_contents( $this->file ), true );
			if ( ! is_array( $entries ) ) {
				throw new \LogicException( 'examples.json cannot be read' );
			}
			$this->entries = $entries;
		}
		return $this->entries;
	}

	/** @return list<string> */
	private static function names( mixed $keys ): array {
		return is_array( $keys ) ? array_map( strval( ... ), array_keys( $keys ) ) : [];
	}
}
