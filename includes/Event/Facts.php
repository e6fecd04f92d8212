<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** What a source knows: parameters of the event, and identifiers of the person behind it. */
final class Facts {

	/**
	 * @param array<string, mixed>  $params Catalogue parameter => value.
	 * @param array<string, string> $person Raw identifiers: email, phone, country (ISO 3166-1 alpha-2), external_id,
	 *                                      first_name, last_name, city, state, zip_code. Only the Events API channel
	 *                                      sees them, and hashes them before anything is stored.
	 */
	public function __construct(
		public readonly array $params = [],
		public readonly array $person = [],
	) {
	}

	/** Both together; the other's facts win where both know something. */
	public function and( self $other ): self {
		return new self( $other->params + $this->params, $other->person + $this->person );
	}
}
