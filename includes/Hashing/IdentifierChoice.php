<?php
declare(strict_types=1);

namespace Duet\Hashing;

defined( 'ABSPATH' ) || exit;

/** Which identifiers of a person the merchant sends with an event. */
interface IdentifierChoice {

	/** @return list<string> Identifiers that must not go with an event, by its name in the catalogue. */
	public function unticked( string $event ): array;

	/** Whether an event only shows a page, so that it is over before the visitor does anything. */
	public function is_page( string $event ): bool;

	/**
	 * @param list<string> $events
	 * @return list<string> Identifiers that go with one of them at least.
	 */
	public function used( array $events ): array;
}
