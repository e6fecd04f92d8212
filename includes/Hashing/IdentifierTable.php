<?php
declare(strict_types=1);

namespace Duet\Hashing;

use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Which identifiers of a person may go with which event, on every channel: the merchant's ticks over the defaults of
 * matching.json. By default e-mail, phone and external_id go with every act, and nothing of a person with what is only
 * looked at. Not fewer for the lesser acts (a click, a cart): the pixel keeps an identity for the whole page, so one
 * act without e-mail would keep it from the order on the same page; and it is known only of visitors who logged in or
 * typed it.
 */
final class IdentifierTable implements IdentifierChoice {

	/**
	 * @param list<string> $identifiers All of them, as Duet\Event\Facts names them.
	 * @param list<string> $default     Ticked, unless the event is one of
	 * @param list<string> $without     those that only show a page, where nothing is.
	 * @param list<string> $sensitive   Never sent by a site that said its business is sensitive.
	 */
	private function __construct(
		private readonly Settings $settings,
		public readonly array $identifiers,
		private readonly array $default,
		private readonly array $without,
		private readonly array $sensitive,
	) {
	}

	public static function shipped( Settings $settings ): self {
		$data = IdentifierData::DATA;
		return new self( $settings, $data['identifiers'], $data['usual'], $data['without'], $data['sensitive'] );
	}

	/** @return list<string> */
	public function ticked( string $event ): array {
		$choice    = $this->settings->values()->matching->events[ $event ] ?? [];
		$default   = in_array( $event, $this->without, true ) ? [] : $this->default;
		$is_ticked = static fn( string $name ): bool => $choice[ $name ] ?? in_array( $name, $default, true );
		return array_values( array_filter( $this->possible(), $is_ticked ) );
	}

	public function unticked( string $event ): array {
		return array_values( array_diff( $this->identifiers, $this->ticked( $event ) ) );
	}

	public function used( array $events ): array {
		$used = array_merge( ...array_map( $this->ticked( ... ), $events ) );
		return array_values( array_intersect( $this->identifiers, $used ) );
	}

	public function is_page( string $event ): bool {
		return in_array( $event, $this->without, true );
	}

	/** @return list<string> */
	private function possible(): array {
		return 'yes' === $this->settings->values()->matching->sensitive
			? array_values( array_diff( $this->identifiers, $this->sensitive ) )
			: $this->identifiers;
	}
}
