<?php
declare(strict_types=1);

namespace Duet\Forms;

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
		return $this->settings->values()->forms->event;
	}

	/** @return array<string, array{event: string}> By "<plugin>:<form id>". */
	public function each(): array {
		return $this->settings->values()->forms->each;
	}
}
