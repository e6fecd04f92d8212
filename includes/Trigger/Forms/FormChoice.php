<?php
declare(strict_types=1);

namespace Duet\Trigger\Forms;

use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** What an accepted form means, by the merchant's settings. */
final class FormChoice {

	public function __construct( private readonly Settings $settings ) {
	}

	/** Event of a form, '' for none. */
	public function of( string $plugin, string $form ): string {
		return $this->each()[ "$plugin:$form" ]['event'] ?? $this->default();
	}

	public function default(): string {
		$event = $this->settings->get( 'forms.event' );
		return is_string( $event ) ? $event : '';
	}

	/** @return array<string, array{event: string}> By "<plugin>:<form id>". */
	public function each(): array {
		$each = $this->settings->get( 'forms.each' );
		$kept = [];
		foreach ( is_array( $each ) ? $each : [] as $form => $choice ) {
			if ( is_array( $choice ) && is_string( $choice['event'] ?? null ) ) {
				$kept[ (string) $form ] = [ 'event' => $choice['event'] ];
			}
		}
		return $kept;
	}
}
