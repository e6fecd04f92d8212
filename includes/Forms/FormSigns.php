<?php
declare(strict_types=1);

namespace Duet\Forms;

defined( 'ABSPATH' ) || exit;

/** How to know that a form plugin is there, and where its forms are. */
final class FormSigns {

	/**
	 * @param string $slug     Ours: the adapter's file, and the first half of "<plugin>:<form id>".
	 * @param string $name     As its users call it.
	 * @param string $sign     A constant, or a class with `::class` meaning, that only this plugin defines.
	 * @param string $selector Its forms.
	 * @param string $handle   Its own script, which it enqueues where its forms are.
	 */
	public function __construct(
		public readonly string $slug,
		public readonly string $name,
		public readonly string $sign,
		public readonly string $selector,
		public readonly string $handle,
	) {
	}

	public function is_active(): bool {
		return defined( $this->sign ) || class_exists( $this->sign, false );
	}

	/** Whether its script is, or was, on this page. */
	public function is_shown(): bool {
		return $this->is_active() && ( wp_script_is( $this->handle ) || wp_script_is( $this->handle, 'done' ) );
	}
}
