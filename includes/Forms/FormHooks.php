<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** The form plugins' own hooks. Those of a plugin that is not there never fire and cost nothing. */
final class FormHooks {

	public function __construct(
		private readonly Acceptance $acceptance,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		( new ContactForm7( $this->acceptance, $this->guard ) )->register();
		( new WPForms( $this->acceptance, $this->guard ) )->register();
		( new FluentForms( $this->guard ) )->register();
		( new Formidable( $this->acceptance, $this->guard ) )->register();
		( new Forminator( $this->acceptance, $this->guard ) )->register();
		( new GravityForms( $this->acceptance, $this->guard ) )->register();
	}
}
